package dev.assay.skew;

/**
 * Something that rows have or have not: a path of JSON, a tool, a word.
 *
 * @param rows ascending, each once
 */
@SuppressWarnings("ArrayRecordComponent") // large, handed on and never compared
record Mark(String name, Aspect aspect, Sort sort, int[] rows) {

    enum Sort {
        /** A word of a category. */
        CATEGORY,
        /** A path of JSON, a tool, an argument, a finish reason, an error or a host: a value that was never seen is news. */
        VALUE,
        /** A model or a temperature, which people chose: news where it was never seen, and not tested. */
        SETTING,
        /** A word or a pair of words. */
        WORD
    }
}
