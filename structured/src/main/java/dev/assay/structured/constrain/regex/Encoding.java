package dev.assay.structured.constrain.regex;

/** How a character is written in bytes. */
public enum Encoding {
    /** As UTF-8. */
    PLAIN,
    /** Inside a JSON string, as writers do it: printable ASCII as it is, the short escapes, all else as UTF-8 or as an escape. */
    JSON,
    /** Inside a JSON string in every spelling that a reader takes for the character. */
    JSON_ANY_SPELLING
}
