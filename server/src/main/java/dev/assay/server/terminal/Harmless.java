package dev.assay.server.terminal;

/**
 * Text that cannot act on a terminal: it moves no cursor, colours nothing, sets no title, answers no question of the terminal, and does not turn
 * the direction of reading. What could is shown as U+FFFD. Letters of every script stay, with the joiners that some of them and many emoji need.
 */
public final class Harmless {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Harmless() {}

    /** Lines and tabs stay. */
    public static String text(String text) {
        if (text.codePoints().allMatch(c -> of(c) == c)) {
            return text;
        }
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().forEach(c -> harmless.appendCodePoint(of(c)));
        return harmless.toString();
    }

    /** The same in one line: lines and tabs become spaces. */
    public static String line(String text) {
        return text(text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
    }

    static int of(int c) {
        return switch (c) {
            case '\n', '\t', ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER -> c;
            default ->
                switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
                    default -> c;
                };
        };
    }
}
