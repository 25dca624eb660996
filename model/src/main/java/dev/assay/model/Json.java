package dev.assay.model;

/**
 * A JSON value as its text, passed through without being parsed again.
 *
 * @param text one valid JSON value (RFC 8259), or the empty string where there is none
 */
public record Json(String text) {

    /** No value at all, which is different from {@code null} in JSON. */
    public static final Json ABSENT = new Json("");

    public static Json of(String text) {
        return text.isEmpty() ? ABSENT : new Json(text);
    }

    public boolean isAbsent() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
