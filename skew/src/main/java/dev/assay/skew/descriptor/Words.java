package dev.assay.skew.descriptor;

import java.util.Arrays;
import java.util.Locale;

/**
 * The words of a text: runs of letters, digits and inner apostrophes; each ideograph is one. In lower case, with what their first
 * letters were.
 */
public final class Words {

    private String[] word = new String[32];
    private boolean[] capital = new boolean[32];
    private boolean[] allCapitals = new boolean[32];
    private boolean[] alphabetic = new boolean[32];
    private boolean[] opensSentence = new boolean[32];
    private int count;
    private int sentences;
    private long letters;

    private Words() {}

    static Words of(String text) {
        Words words = new Words();
        int length = text.length();
        boolean opens = true;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                int end = endOfWord(text, i);
                words.add(text, i, end, opens);
                opens = false;
                i = end;
            } else {
                if (c == '.' || c == '!' || c == '?' || c == '\u3002' || c == '\u2026') {
                    boolean ends = i + 1 == length || Character.isWhitespace(text.charAt(i + 1));
                    words.sentences += ends && !opens ? 1 : 0;
                    opens = opens || ends;
                } else if (c == '\n' && !opens) {
                    words.sentences++;
                    opens = true;
                }
                i++;
            }
        }
        words.sentences += opens ? 0 : 1;
        return words;
    }

    private static int endOfWord(String text, int start) {
        if (isIdeograph(text.charAt(start))) {
            return start + 1;
        }
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean inner =
                    (c == '\'' || c == '\u2019') && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
            boolean goesOn =
                    (c >= 'a' && c <= 'z') || Character.isLetterOrDigit(c) || Character.isSurrogate(c) || inner;
            if (!goesOn || isIdeograph(c)) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean isIdeograph(char c) {
        return c >= '\u3040' && c <= '\u9fff';
    }

    private void add(String text, int start, int end, boolean opens) {
        if (count == word.length) {
            word = Arrays.copyOf(word, 2 * count);
            capital = Arrays.copyOf(capital, 2 * count);
            allCapitals = Arrays.copyOf(allCapitals, 2 * count);
            alphabetic = Arrays.copyOf(alphabetic, 2 * count);
            opensSentence = Arrays.copyOf(opensSentence, 2 * count);
        }
        boolean upperOnly = true;
        boolean lettersOnly = true;
        boolean anyUpper = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean upper = (c >= 'A' && c <= 'Z') || (c > 127 && Character.isUpperCase(c));
            anyUpper |= upper;
            upperOnly &= upper;
            lettersOnly &= upper || (c >= 'a' && c <= 'z') || Character.isLetter(c);
        }
        String raw = text.substring(start, end);
        word[count] = anyUpper ? raw.toLowerCase(Locale.ROOT) : raw;
        capital[count] = Character.isUpperCase(text.charAt(start));
        allCapitals[count] = upperOnly && end - start > 1;
        alphabetic[count] = lettersOnly;
        opensSentence[count] = opens;
        letters += end - start;
        count++;
    }

    public int count() {
        return count;
    }

    /** In lower case. */
    public String word(int i) {
        return word[i];
    }

    /** Whether it begins with a capital. */
    public boolean capital(int i) {
        return capital[i];
    }

    /** Whether it has two letters or more, all of them capitals. */
    public boolean allCapitals(int i) {
        return allCapitals[i];
    }

    /** Whether it has letters only. */
    public boolean alphabetic(int i) {
        return alphabetic[i];
    }

    /** Whether a sentence or line begins with it. */
    public boolean opensSentence(int i) {
        return opensSentence[i];
    }

    /** Sentences end with a mark before white space, or with their line. */
    public int sentences() {
        return sentences;
    }

    /** UTF-16 units in all words. */
    public long letters() {
        return letters;
    }
}
