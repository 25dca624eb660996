package dev.assay.skew.descriptor;

/** The lines of a text by what Markdown makes of them. */
public final class Lines {

    private int all;
    private int paragraphs;
    private int headings;
    private int bullets;
    private int emojiBullets;
    private int numbered;
    private int quotes;
    private int tableRows;
    private int rules;
    private int fences;
    private int shortOpen;
    private int filled;
    private long fencedCharacters;
    private String fenceLanguage = "";
    private boolean startsWithFence;

    private Lines() {}

    static Lines of(String text) {
        Lines lines = new Lines();
        boolean inFence = false;
        boolean inParagraph = false;
        int length = text.length();
        int start = 0;
        while (start <= length && length > 0) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? length : end;
            int from = start;
            int to = end;
            while (from < to && text.charAt(from) <= ' ') {
                from++;
            }
            while (to > from && text.charAt(to - 1) <= ' ') {
                to--;
            }
            lines.all++;
            boolean blank = from == to;
            if (!blank && text.startsWith("```", from)) {
                inFence = lines.fence(text, from, to, inFence);
            } else if (inFence) {
                lines.fencedCharacters += end - start + 1;
            } else if (!blank) {
                lines.classify(text, from, to);
            }
            lines.paragraphs += !blank && !inParagraph ? 1 : 0;
            inParagraph = !blank;
            start = end + 1;
        }
        return lines;
    }

    private boolean fence(String text, int from, int to, boolean inFence) {
        if (inFence) {
            return false;
        }
        startsWithFence |= filled == 0 && fences == 0;
        fences++;
        if (fences == 1) {
            int end = from + 3;
            while (end < to && end - from < 23 && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            fenceLanguage = end == from + 3 ? "none" : text.substring(from + 3, end);
        }
        return true;
    }

    private void classify(String text, int from, int to) {
        filled++;
        char first = text.charAt(from);
        char second = from + 1 < to ? text.charAt(from + 1) : 0;
        if (first == '#') {
            int end = from;
            while (end < to && text.charAt(end) == '#') {
                end++;
            }
            headings += end - from <= 6 && end < to && text.charAt(end) == ' ' ? 1 : 0;
        } else if ((first == '-' || first == '*' || first == '+' || first == '\u2022') && second == ' ') {
            bullets++;
        } else if (first == '>') {
            quotes++;
        } else if (first == '|' && text.charAt(to - 1) == '|') {
            tableRows++;
        } else if (to - from >= 3 && (first == '-' || first == '*' || first == '_') && isAll(text, from, to, first)) {
            rules++;
        } else if (first >= '0' && first <= '9') {
            int end = from;
            while (end < to && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            numbered +=
                    end < to - 1 && (text.charAt(end) == '.' || text.charAt(end) == ')') && text.charAt(end + 1) == ' '
                            ? 1
                            : 0;
        }
        if (first > 127) {
            emojiBullets += Character.isEmojiPresentation(text.codePointAt(from)) ? 1 : 0;
        }
        shortOpen += isShortAndOpen(text, from, to) ? 1 : 0;
    }

    private static boolean isAll(String text, int from, int to, char c) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != c) {
                return false;
            }
        }
        return true;
    }

    /** Fewer than five words, and no mark at the end. */
    private static boolean isShortAndOpen(String text, int from, int to) {
        if (".?!:\u2026\u3002".indexOf(text.charAt(to - 1)) >= 0) {
            return false;
        }
        int words = 1;
        for (int i = from; i < to && words < 5; i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
        }
        return words < 5;
    }

    public int all() {
        return all;
    }

    public int paragraphs() {
        return paragraphs;
    }

    public int headings() {
        return headings;
    }

    public int bullets() {
        return bullets;
    }

    /** Lines that begin with an emoji. */
    public int emojiBullets() {
        return emojiBullets;
    }

    public int numbered() {
        return numbered;
    }

    public int quotes() {
        return quotes;
    }

    public int tableRows() {
        return tableRows;
    }

    public int rules() {
        return rules;
    }

    /** Fenced blocks of code. */
    public int fences() {
        return fences;
    }

    /** What the first fence says its language is; {@code none} where it does not, empty without a fence. */
    public String fenceLanguage() {
        return fenceLanguage;
    }

    /** Whether nothing stands before the first fence. */
    public boolean startsWithFence() {
        return startsWithFence;
    }

    public long fencedCharacters() {
        return fencedCharacters;
    }

    /** Lines outside of fences that are not blank. */
    public int filled() {
        return filled;
    }

    /** Of those, the ones of fewer than five words without a mark at the end. */
    public int shortOpen() {
        return shortOpen;
    }
}
