package dev.assay.structured.json;

import java.util.Arrays;

/** The text that is read, as far as it has come. */
final class Source {

    char[] text;
    int limit;

    /** Whether nothing comes after {@link #limit}. */
    boolean ended;

    final Work work;

    private Source(char[] text, int limit, boolean ended, Work work) {
        this.text = text;
        this.limit = limit;
        this.ended = ended;
        this.work = work;
    }

    /** A text that has come as a whole. */
    static Source whole(char[] text, Work work) {
        return new Source(text, text.length, true, work);
    }

    /** A text of which nothing has come. */
    static Source coming() {
        return new Source(new char[256], 0, false, new Work());
    }

    /** The beginning of this text, as if it ended there. */
    Source upTo(int end) {
        return new Source(text, end, true, work);
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
        int i = from;
        while (i + word.length() <= limit && !(text[i] == first && startsWith(word, i))) {
            i++;
        }
        work.add(Math.max(0, i - from));
        return i + word.length() <= limit ? i : -1;
    }

    int lineEnd(int from) {
        int i = from;
        while (i < limit && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        work.add(i - from);
        return i;
    }

    /** The next character that is not blank, or {@code stop}. */
    int skipBlanks(int from, int stop) {
        int i = from;
        while (i < stop && Characters.isBlank(text[i])) {
            i++;
        }
        work.add(i - from);
        return i;
    }

    /** The last character before {@code at} that is not blank, or -1. */
    int lastBefore(int at) {
        int i = at - 1;
        while (i >= 0 && Characters.isBlank(text[i])) {
            i--;
        }
        work.add(at - i);
        return i;
    }

    /** Whether the bracket at {@code at} follows a word at once, as in {@code words[0]}: that is code, not a list. */
    boolean isIndex(int at) {
        if (at == 0 || text[at] != '[' || (at + 1 < limit && text[at + 1] == '{')) {
            return false;
        }
        char before = text[at - 1];
        return Character.isLetterOrDigit(before) || before == '_' || before == ')' || before == ']';
    }

    String slice(int start, int end) {
        return new String(text, start, end - start);
    }
}
