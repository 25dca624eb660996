package dev.assay.skew.encode;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * BERT's tokenizer for texts in lower case: cleans, splits at white space, punctuation and ideographs, then takes the longest known
 * pieces from left to right (Wu et al. 2016). The same pieces as Hugging Face's tokenizers make with this {@code tokenizer.json}.
 */
public final class WordPiece {

    private static final int LONGEST_WORD = 100;

    private final Vocabulary vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    public WordPiece(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = vocabulary.id("[UNK]");
        this.begin = vocabulary.id("[CLS]");
        this.end = vocabulary.id("[SEP]");
    }

    /**
     * The numbers of a text's pieces between those of begin and end.
     *
     * @param most how many numbers there may be; the rest of the text is not looked at
     */
    public long[] encode(String text, int most) {
        Pieces pieces = new Pieces(most - 1);
        pieces.add(begin);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length() && !pieces.isFull(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                flush(word, pieces);
            } else if (isPunctuation(c) || isIdeograph(c)) {
                flush(word, pieces);
                word.appendCodePoint(c);
                flush(word, pieces);
            } else if (c != 0 && c != 0xFFFD && !isControl(c)) {
                word.appendCodePoint(c);
            }
        }
        flush(word, pieces);
        pieces.addLast(end);
        return pieces.all();
    }

    private void flush(StringBuilder word, Pieces pieces) {
        if (!word.isEmpty()) {
            String lower = normalised(word.toString());
            word.setLength(0);
            split(lower, pieces);
        }
    }

    /** Lower case without accents. */
    private static String normalised(String word) {
        boolean ascii = true;
        boolean lower = true;
        for (int i = 0; i < word.length(); i++) {
            ascii &= word.charAt(i) < 128;
            lower &= word.charAt(i) < 'A' || word.charAt(i) > 'Z';
        }
        if (ascii) {
            return lower ? word : word.toLowerCase(Locale.ROOT);
        }
        StringBuilder without = new StringBuilder();
        Normalizer.normalize(word, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase) // each by itself: String would make a final sigma
                .forEach(without::appendCodePoint);
        return without.toString();
    }

    private void split(String word, Pieces pieces) {
        if (word.isEmpty()) {
            return;
        }
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces.add(unknown);
            return;
        }
        int[] found = new int[word.length()];
        int count = 0;
        int start = 0;
        while (start < word.length()) {
            int stop = word.length();
            int id = -1;
            while (stop > start && id < 0) {
                String piece = word.substring(start, stop);
                id = vocabulary.id(start == 0 ? piece : "##" + piece);
                stop -= id < 0 ? 1 : 0;
            }
            if (id < 0) {
                pieces.add(unknown);
                return;
            }
            found[count++] = id;
            start = stop;
        }
        for (int k = 0; k < count; k++) {
            pieces.add(found[k]);
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c > 127 && (Character.isSpaceChar(c) || c == 0x85));
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }

    private static boolean isPunctuation(int c) {
        if (c < 128) {
            return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isIdeograph(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    /** Numbers up to a limit. */
    private static final class Pieces {

        private long[] ids = new long[32];
        private final int most;
        private int size;

        Pieces(int most) {
            this.most = most;
        }

        boolean isFull() {
            return size >= most;
        }

        void add(long id) {
            if (size < most) {
                addLast(id);
            }
        }

        void addLast(long id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = id;
        }

        long[] all() {
            return Arrays.copyOf(ids, size);
        }
    }
}
