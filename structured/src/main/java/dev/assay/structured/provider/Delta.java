package dev.assay.structured.provider;

/**
 * A piece of an answer that is being written.
 *
 * @param call the position of the tool call whose arguments it belongs to, or {@link #TEXT}
 * @param text the next characters
 */
public record Delta(int call, String text) {
    /** Stands in place of a tool call for the words of the answer. */
    public static final int TEXT = -1;
}
