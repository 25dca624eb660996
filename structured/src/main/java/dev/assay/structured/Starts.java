package dev.assay.structured;

/**
 * Whether a text begins with its value. Where words stand before it, such as thinking aloud, an object among them may not be the
 * answer, so that nothing is decided before the end.
 */
final class Starts {
    /** So many characters are looked at. */
    static final int NEEDED = 16;

    private Starts() {}

    static boolean withValue(CharSequence start) {
        String text = start.toString().strip();
        return text.startsWith("{") || text.startsWith("[") || text.startsWith("```");
    }
}
