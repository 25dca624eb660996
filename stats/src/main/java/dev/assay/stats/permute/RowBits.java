package dev.assay.stats.permute;

import java.util.Arrays;

/** Labellings as bits, a row of longs each: the current rows among some rows are counted 64 at a time. */
final class RowBits {

    private final long[][] bits;

    RowBits(Labels labels, Workers workers) {
        int rows = labels.design().rows();
        int words = (rows + 63) >>> 6;
        bits = new long[labels.count()][words];
        workers.each(words, word -> {
            int end = Math.min(rows, (word + 1) << 6);
            for (int i = word << 6; i < end; i++) {
                byte[] label = labels.ofRow(i);
                for (int b = 0; b < label.length; b++) {
                    bits[b][word] |= (long) label[b] << i;
                }
            }
        });
    }

    /** Some rows, as the words that have any of them. */
    @SuppressWarnings("ArrayRecordComponent") // only names what belongs together; nobody compares it
    record Rows(int[] words, long[] masks) {

        /** @param rows ascending, each once */
        static Rows of(int[] rows, int length) {
            int[] words = new int[length];
            long[] masks = new long[length];
            int used = -1;
            for (int i = 0; i < length; i++) {
                int word = rows[i] >>> 6;
                if (used < 0 || words[used] != word) {
                    used++;
                    words[used] = word;
                }
                masks[used] |= 1L << rows[i];
            }
            return new Rows(Arrays.copyOf(words, used + 1), Arrays.copyOf(masks, used + 1));
        }
    }

    /** How many of the rows are current under each labelling. */
    void count(Rows rows, int[] counts) {
        int[] words = rows.words;
        long[] masks = rows.masks;
        for (int b = 0; b < bits.length; b++) {
            long[] current = bits[b];
            int count = 0;
            for (int w = 0; w < words.length; w++) {
                count += Long.bitCount(current[words[w]] & masks[w]);
            }
            counts[b] = count;
        }
    }
}
