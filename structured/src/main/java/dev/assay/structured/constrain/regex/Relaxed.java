package dev.assay.structured.constrain.regex;

/**
 * A language that does the same as another for a while.
 *
 * @param regex the language
 * @param bytes after any word of so many bytes or fewer, both go on or both do not, and both accept or both do not
 */
public record Relaxed(Regex regex, int bytes) {}
