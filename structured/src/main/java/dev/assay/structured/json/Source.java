package dev.assay.structured.json;

import java.util.Arrays;

/** The text that is read, as far as it has come. */
final class Source {

    char[] text;
    int limit;

    /** Whether nothing comes after {@link #limit}. */
    boolean ended;

    Source(char[] text, boolean ended) {
        this.text = text;
        this.limit = text.length;
        this.ended = ended;
    }

    /** The beginning of a text that has ended. */
    Source(char[] text, int limit) {
        this.text = text;
        this.limit = limit;
        this.ended = true;
    }

    void append(CharSequence chunk) {
        int size = limit + chunk.length();
        if (size > text.length) {
            text = Arrays.copyOf(text, Math.max(size, text.length * 2));
        }
        chunk.toString().getChars(0, chunk.length(), text, limit);
        limit = size;
    }

    boolean startsWith(String word, int at) {
        if (at < 0 || at + word.length() > limit) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word may stand here, of which only the beginning has come. */
    boolean mayStartWith(String word, int at) {
        return startsWith(word.substring(0, Math.min(word.length(), Math.max(0, limit - at))), at);
    }

    int indexOf(String word, int from) {
        char first = word.charAt(0);
        for (int i = from; i + word.length() <= limit; i++) {
            if (text[i] == first && startsWith(word, i)) {
                return i;
            }
        }
        return -1;
    }

    int lineEnd(int from) {
        int i = from;
        while (i < limit && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        return i;
    }

    /** The next character that is not blank, or {@code stop}. */
    int skipBlanks(int from, int stop) {
        int i = from;
        while (i < stop && Characters.isBlank(text[i])) {
            i++;
        }
        return i;
    }

    /** The last character before {@code at} that is not blank, or -1. */
    int lastBefore(int at) {
        int i = at - 1;
        while (i >= 0 && Characters.isBlank(text[i])) {
            i--;
        }
        return i;
    }

    String slice(int start, int end) {
        return new String(text, start, end - start);
    }
}
