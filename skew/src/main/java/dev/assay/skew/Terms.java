package dev.assay.skew;

import dev.assay.skew.descriptor.Text;
import dev.assay.skew.descriptor.Words;
import dev.assay.stats.permute.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words and pairs of neighbouring words, by the rows that have them. */
final class Terms {

    private static final int LEAST_ROWS = 3;
    private static final int MOST = 20_000;
    private static final int MOST_WORDS_OF_TEXT = 2_000;
    private static final int SLOTS = 1 << 24;

    private Terms() {}

    static List<Mark> of(List<String> texts, Aspect aspect) {
        Map<String, Integer> ids = new HashMap<>();
        List<String> names = new ArrayList<>();
        List<Rows> words = new ArrayList<>();
        int[][] sequence = new int[texts.size()][];
        for (int row = 0; row < sequence.length; row++) {
            Words split = Text.of(texts.get(row)).words();
            int[] of = new int[Math.min(split.count(), MOST_WORDS_OF_TEXT)];
            for (int i = 0; i < of.length; i++) {
                String word = split.word(i);
                Integer id = ids.get(word);
                if (id == null) {
                    id = names.size();
                    ids.put(word, id);
                    names.add(word);
                    words.add(new Rows());
                }
                of[i] = id;
                words.get(id).add(row);
            }
            sequence[row] = of;
        }
        byte[] times = timesOfPairs(sequence);
        Map<Long, Rows> pairs = new HashMap<>();
        for (int row = 0; row < sequence.length; row++) {
            int[] of = sequence[row];
            for (int i = 0; i + 1 < of.length; i++) {
                long pair = pair(of, i);
                boolean frequent = words.get(of[i]).size >= LEAST_ROWS
                        && words.get(of[i + 1]).size >= LEAST_ROWS
                        && times[slot(pair)] >= LEAST_ROWS;
                if (frequent) {
                    pairs.computeIfAbsent(pair, _ -> new Rows()).add(row);
                }
            }
        }
        List<Mark> marks = new ArrayList<>();
        for (int w = 0; w < words.size(); w++) {
            if (words.get(w).size >= LEAST_ROWS) {
                marks.add(new Mark(
                        names.get(w), aspect, Mark.Sort.WORD, words.get(w).rows()));
            }
        }
        pairs.forEach((pair, rows) -> {
            if (rows.size >= LEAST_ROWS) {
                String name = names.get((int) (pair >> 32)) + " " + names.get((int) (long) pair);
                marks.add(new Mark(name, aspect, Mark.Sort.WORD, rows.rows()));
            }
        });
        return distinct(marks);
    }

    /** How often pairs with one hash occur, at the least: most pairs are in one text alone, and need no list of rows. */
    private static byte[] timesOfPairs(int[][] sequence) {
        byte[] times = new byte[SLOTS];
        for (int[] of : sequence) {
            for (int i = 0; i + 1 < of.length; i++) {
                int slot = slot(pair(of, i));
                if (times[slot] < LEAST_ROWS) {
                    times[slot]++;
                }
            }
        }
        return times;
    }

    private static long pair(int[] of, int i) {
        return ((long) of[i] << 32) | of[i + 1];
    }

    private static int slot(long pair) {
        return (int) (Seeds.mix(pair, 1) & (SLOTS - 1));
    }

    /** What stands in exactly the same rows is said once, by its longest name; the most frequent are kept. */
    private static List<Mark> distinct(List<Mark> marks) {
        marks.sort((a, b) -> a.rows().length != b.rows().length
                ? Integer.compare(b.rows().length, a.rows().length)
                : a.name().length() != b.name().length()
                        ? Integer.compare(b.name().length(), a.name().length())
                        : a.name().compareTo(b.name()));
        Set<Integer> seen = new HashSet<>();
        List<Mark> kept = new ArrayList<>();
        for (Mark mark : marks) {
            if (kept.size() < MOST && seen.add(Arrays.hashCode(mark.rows()))) {
                kept.add(mark);
            }
        }
        return kept;
    }

    /** Rows in ascending order, each once. */
    private static final class Rows {

        private int[] rows = new int[2];
        private int size;

        void add(int row) {
            if (size > 0 && rows[size - 1] == row) {
                return;
            }
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
            }
            rows[size++] = row;
        }

        int[] rows() {
            return Arrays.copyOf(rows, size);
        }
    }
}
