package dev.assay.store.columns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a block of texts, and in which of its pieces each is. A word is a run of the letters a to z, whatever their case: what is
 * looked for has its own runs, and a text that has it has each of them within one of its words. Words of other letters are not kept.
 */
final class WordSet {

    /** In a block. */
    static final int PIECES = 20;

    /** Letters; shorter runs are everywhere. */
    static final int LEAST = 3;

    /** Letters; longer runs are no words, and a piece that has one is not known. */
    private static final int MOST = 64;

    /** A text with more words that are different has many that are none. */
    private static final int MOST_WORDS = 400_000;

    /** So many letters are a number of five bits each. */
    private static final int SHORT = 12;

    private static final int LETTER_BITS = 5;

    /** Of a row: the engine reads some 2,000 rows at once. */
    private static final int ROW_BYTES = 2_048;

    /** Behind a word stand four signs from this one on, none of them a letter, with five bits each. */
    private static final char SIGN = ' ';

    private static final int SIGNS = 4;
    private static final int SIGN_BITS = 5;

    /** Short words by hash, as numbers, and behind each the pieces that have it as bits; 0 where there is none. */
    private long[] words = new long[1 << 12];

    private int[] pieces = new int[1 << 12];
    private int count;

    private final Map<String, Integer> longWords = new HashMap<>();

    private int unknown;

    /** @param piece from 0 to {@link #PIECES} - 1 */
    void add(byte[] utf8, int piece) {
        int letters = 0;
        long word = 0;
        for (int i = 0; i < utf8.length; i++) {
            int small = utf8[i] | 0x20; // of no other character a letter
            if (small >= 'a' && small <= 'z') {
                letters++;
                word = (word << LETTER_BITS) | (small & 31);
            } else {
                if (letters >= LEAST) {
                    keep(utf8, i, letters, word, piece);
                }
                letters = 0;
                word = 0;
                if (utf8[i] < 0 && hasLetterAsItsSmallOne(utf8, i)) {
                    leaveUnknown(piece);
                }
            }
        }
        if (letters >= LEAST) {
            keep(utf8, utf8.length, letters, word, piece);
        }
    }

    /** The dotted I (U+0130) and Kelvin's sign (U+212A). */
    private static boolean hasLetterAsItsSmallOne(byte[] utf8, int at) {
        return switch (utf8[at] & 0xFF) {
            case 0xC4 -> at + 1 < utf8.length && (utf8[at + 1] & 0xFF) == 0xB0;
            case 0xE2 -> at + 2 < utf8.length && (utf8[at + 1] & 0xFF) == 0x84 && (utf8[at + 2] & 0xFF) == 0xAA;
            default -> false;
        };
    }

    /** Whether it is not told which words a piece has. */
    boolean isUnknown(int piece) {
        return ((unknown >>> piece) & 1) != 0;
    }

    void leaveUnknown(int piece) {
        unknown |= 1 << piece;
    }

    private void keep(byte[] utf8, int end, int letters, long word, int piece) {
        if (letters <= SHORT) {
            keep(word, 1 << piece);
        } else if (letters <= MOST) {
            String text = new String(utf8, end - letters, letters, StandardCharsets.ISO_8859_1);
            longWords.merge(text.toLowerCase(Locale.ROOT), 1 << piece, (a, b) -> a | b);
        } else {
            leaveUnknown(piece);
        }
        if (count + longWords.size() > MOST_WORDS) {
            leaveUnknown(piece);
            forget();
        }
    }

    /** The pieces before stay known no more either. */
    private void forget() {
        Arrays.fill(words, 0);
        longWords.clear();
        count = 0;
        unknown = -1;
    }

    private void keep(long word, int bits) {
        int slot = slot(word);
        while (words[slot] != word) {
            if (words[slot] == 0) {
                words[slot] = word;
                pieces[slot] = 0;
                count++;
                break;
            }
            slot = (slot + 1) & (words.length - 1);
        }
        pieces[slot] |= bits;
        if (2 * count > words.length) {
            grow();
        }
    }

    /** Short words are numbers close to each other: they are spread by the golden ratio (Knuth, volume 3, section 6.4). */
    private int slot(long word) {
        return (int) ((word * 0x9E3779B97F4A7C15L) >>> Long.numberOfLeadingZeros(words.length - 1L));
    }

    private void grow() {
        long[] before = words;
        int[] had = pieces;
        words = new long[4 * before.length];
        pieces = new int[words.length];
        count = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                keep(before[i], had[i]);
            }
        }
    }

    /** All words, in rows of about {@value #ROW_BYTES} bytes. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder(ROW_BYTES + MOST + SIGNS);
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                for (int shift = (63 - Long.numberOfLeadingZeros(words[i])) / LETTER_BITS; shift >= 0; shift--) {
                    row.append((char) ('a' - 1 + ((words[i] >>> (LETTER_BITS * shift)) & 31)));
                }
                end(rows, row, pieces[i]);
            }
        }
        longWords.forEach((word, bits) -> end(rows, row.append(word), bits));
        if (!row.isEmpty()) {
            rows.add(row.toString());
        }
        return rows;
    }

    private static void end(List<String> rows, StringBuilder row, int pieces) {
        for (int sign = 0; sign < SIGNS; sign++) {
            row.append((char) (SIGN + ((pieces >>> (SIGN_BITS * sign)) & ((1 << SIGN_BITS) - 1))));
        }
        if (row.length() >= ROW_BYTES) {
            rows.add(row.toString());
            row.setLength(0);
        }
    }

    /**
     * The pieces, as bits, in which a run of letters is within a word.
     *
     * @param row of {@link #rows()}
     * @param run small letters
     */
    static int pieces(String row, String run) {
        int found = 0;
        int at = row.indexOf(run);
        while (at >= 0) {
            int sign = at + run.length();
            while (row.charAt(sign) >= 'a') {
                sign++;
            }
            for (int i = 0; i < SIGNS; i++) {
                found |= (row.charAt(sign + i) - SIGN) << (SIGN_BITS * i);
            }
            at = row.indexOf(run, sign + SIGNS);
        }
        return found;
    }

    /** The runs of letters that are long enough to be kept. */
    static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            int small = i < text.length() ? text.charAt(i) | 0x20 : 0;
            if (small < 'a' || small > 'z') {
                if (i - from >= LEAST && i - from <= MOST) {
                    runs.add(text.substring(from, i).toLowerCase(Locale.ROOT));
                }
                from = i + 1;
            }
        }
        return runs;
    }
}
