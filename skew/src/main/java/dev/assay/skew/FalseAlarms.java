package dev.assay.skew;

import dev.assay.stats.interval.Interval;
import dev.assay.stats.interval.Shares;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How often splits of one body, between which nothing differs, are an alarm. */
public final class FalseAlarms {

    private static final int PERMUTATIONS = 299;

    private FalseAlarms() {}

    /** @param interval of the rate, at 95 % */
    public record Rate(int alarms, int splits, Interval interval) {}

    /**
     * Splits some rows in two halves of whole sessions many times, and compares those with at most 299 permutations each.
     *
     * @param rows of one side
     */
    public static Rate of(Corpus corpus, int[] rows, Settings settings, int splits, Workers workers) {
        int alarms = 0;
        for (int s = 0; s < splits; s++) {
            long seed = Seeds.mix(settings.seed(), 1_000 + s);
            int[][] sides = split(corpus, rows, rows.length / 2, rows.length - rows.length / 2, seed);
            Settings with = settings.with(Math.min(PERMUTATIONS, settings.permutations()), seed);
            alarms += Comparison.of(corpus, sides[0], sides[1], with, workers).alarms() ? 1 : 0;
        }
        return new Rate(alarms, splits, Shares.wilson(alarms, splits, 0.95));
    }

    /**
     * Two disjoint random parts of about these sizes, of whole sessions.
     *
     * @return the rows of both, ascending
     */
    public static int[][] split(Corpus corpus, int[] rows, int reference, int current, long seed) {
        Map<Integer, List<Integer>> sessions = new HashMap<>();
        for (int row : rows) {
            sessions.computeIfAbsent(corpus.session(row), _ -> new ArrayList<>())
                    .add(row);
        }
        List<List<Integer>> order = new ArrayList<>(sessions.values());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.size() - 1; i > 0; i--) {
            List<Integer> swapped = order.get(i);
            int j = random.nextInt(i + 1);
            order.set(i, order.get(j));
            order.set(j, swapped);
        }
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (List<Integer> session : order) {
            if (first.size() < reference) {
                first.addAll(session);
            } else if (second.size() < current) {
                second.addAll(session);
            }
        }
        return new int[][] {ascending(first), ascending(second)};
    }

    private static int[] ascending(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
