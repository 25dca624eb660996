package dev.assay.skew;

import dev.assay.stats.interval.Interval;
import dev.assay.stats.permute.Design;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes findings of what moved: what says the same once, by how much, who shows it, and where it is strongest. */
final class Findings {

    private static final int MOST_EXAMPLES = 10;
    private static final int LONGEST_TEXT = 2_000;
    private static final int BINS = 12;
    private static final double SAME = 0.8;
    private static final double SAME_THEME = 0.6;
    private static final double ALIKE = 0.9;
    private static final int LEAST_IN_SLICE = 20;
    private static final int MOST_SLICES = 3;
    private static final int MOST_VALUES = 30;

    private final Rows rows;
    private final Effects effects;

    Findings(Rows rows, Effects effects) {
        this.rows = rows;
        this.effects = effects;
    }

    /** @param ranks of the first and of those that say the same */
    private record Group(Ranking.Ranked first, List<double[]> ranks, List<String> also) {

        /** Topics within topics often have one name. */
        void addAlso(String name) {
            if (!name.equals(first.moved().candidate().name()) && !also.contains(name)) {
                also.add(name);
            }
        }
    }

    /** @param most how many findings; of those beyond, nothing is told */
    List<Finding> of(List<Comparison.Moved> moved, int most) {
        List<Ranking.Ranked> ranked = moved.stream()
                .map(one -> new Ranking.Ranked(one, effects.of(one.candidate())))
                .sorted(Ranking.ORDER)
                .toList();
        List<Group> groups = new ArrayList<>();
        for (Ranking.Ranked one : ranked) {
            double[] ranks = ranks(one.moved().candidate().values());
            Optional<Group> same = groups.stream()
                    .filter(group -> says(group, one.moved().candidate(), ranks))
                    .findFirst();
            if (same.isPresent()) {
                same.get().addAlso(one.moved().candidate().name());
                same.get().ranks.add(ranks);
            } else if (groups.size() < most) {
                groups.add(new Group(one, new ArrayList<>(List.of(ranks)), new ArrayList<>()));
            }
        }
        return groups.stream().map(this::finding).toList();
    }

    private static boolean says(Group group, Candidate candidate, double[] ranks) {
        Candidate first = group.first.moved().candidate();
        // A cluster says more than the descriptor that it goes with, so it is never hidden behind one.
        boolean sameKind = (first.kind() == Finding.Kind.CLUSTER) == (candidate.kind() == Finding.Kind.CLUSTER);
        double least = Ranking.theme(first).equals(Ranking.theme(candidate)) ? SAME_THEME : SAME;
        return sameKind
                && first.aspect() == candidate.aspect()
                && (Math.abs(correlation(group.ranks.getFirst(), ranks)) >= least
                        || group.ranks.stream().anyMatch(member -> Math.abs(correlation(member, ranks)) >= ALIKE));
    }

    /** By row, the mean rank of its value; NaN where it has none. */
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        Arrays.fill(ranks, Double.NaN);
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                ranks[order[k]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private Finding finding(Group group) {
        Comparison.Moved moved = group.first.moved();
        Candidate candidate = moved.candidate();
        Interval effect = group.first.effect();
        return new Finding(
                candidate.kind(),
                moved.family(),
                Ranking.theme(candidate),
                candidate.name(),
                candidate.aspect(),
                candidate.isShare() ? "share" : candidate.unit(),
                effects.mean(candidate.values(), false),
                effects.mean(candidate.values(), true),
                effects.count(candidate.values(), false),
                effects.count(candidate.values(), true),
                effect.estimate(),
                effect.low(),
                effect.high(),
                moved.result().pAdjusted(),
                moved.result().score(),
                effects.isAlarm(moved),
                group.also,
                examples(candidate, effect.estimate()),
                slices(candidate),
                histogram(candidate));
    }

    /** Rows of the side that has more of it, those that have most of it first. */
    private List<Finding.Shown> examples(Candidate candidate, double effect) {
        double[] values = candidate.values();
        boolean current = effect > 0 || !candidate.isShare();
        double sign = effect > 0 || candidate.isShare() ? 1 : -1;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            boolean has = candidate.isShare() ? values[i] == 1 : !Double.isNaN(values[i]);
            if (has && rows.design().current(i) == current) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -sign * values[i])
                .thenComparingInt(i -> rows.example(i).answer().length()
                        + rows.example(i).question().length()));
        return order.stream().limit(MOST_EXAMPLES).map(i -> shown(rows, i)).toList();
    }

    static Finding.Shown shown(Rows rows, int row) {
        Example example = rows.example(row);
        return new Finding.Shown(rows.design().current(row), cut(example.question()), cut(example.answer()));
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "\u2026";
    }

    private List<Finding.Slice> slices(Candidate candidate) {
        Map<String, Map<String, List<Integer>>> fields = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            rows.example(i)
                    .metadata()
                    .forEach((field, value) -> fields.computeIfAbsent(field, _ -> new TreeMap<>())
                            .computeIfAbsent(value, _ -> new ArrayList<>())
                            .add(row));
        }
        List<Finding.Slice> slices = new ArrayList<>();
        fields.forEach((field, values) -> {
            if (values.size() >= 2 && values.size() <= MOST_VALUES) {
                values.forEach((value, in) -> {
                    Finding.Slice slice = slice(candidate, field, value, in);
                    if (Math.min(slice.reference(), slice.current()) >= LEAST_IN_SLICE) {
                        slices.add(slice);
                    }
                });
            }
        });
        slices.sort(Comparator.comparingDouble((Finding.Slice s) -> -Math.abs(s.effect())));
        return slices.subList(0, Math.min(MOST_SLICES, slices.size()));
    }

    private Finding.Slice slice(Candidate candidate, String field, String value, List<Integer> in) {
        boolean[] current = new boolean[in.size()];
        int[] block = new int[in.size()];
        double[] values = new double[in.size()];
        int[] count = new int[2];
        for (int k = 0; k < values.length; k++) {
            int i = in.get(k);
            current[k] = rows.design().current(i);
            block[k] = rows.design().unit(i);
            values[k] = candidate.values()[i];
            count[current[k] ? 1 : 0] += Double.isNaN(values[k]) ? 0 : 1;
        }
        if (Math.min(count[0], count[1]) < LEAST_IN_SLICE) {
            return new Finding.Slice(field, value, 0, 0, 0, count[0], count[1]);
        }
        Interval effect = Effects.of(candidate, values, Design.of(current, new int[values.length], block));
        return new Finding.Slice(field, value, effect.estimate(), effect.low(), effect.high(), count[0], count[1]);
    }

    private Finding.Histogram histogram(Candidate candidate) {
        if (candidate.isShare()) {
            return Finding.Histogram.NONE;
        }
        double[] sorted = Arrays.stream(candidate.values())
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        double low = sorted[(int) (sorted.length * 0.01)];
        double high = sorted[(int) (sorted.length * 0.99)];
        if (!(high > low)) {
            low = sorted[0];
            high = sorted[sorted.length - 1];
        }
        List<Double> bounds = new ArrayList<>();
        for (int b = 1; b < BINS; b++) {
            bounds.add(low + (high - low) * b / BINS);
        }
        double[][] shares = new double[2][BINS];
        double[] count = new double[2];
        for (int i = 0; i < rows.size(); i++) {
            double value = candidate.values()[i];
            if (!Double.isNaN(value)) {
                int bin = (int) Math.clamp((value - low) / (high - low) * BINS, 0, BINS - 1);
                int side = rows.design().current(i) ? 1 : 0;
                shares[side][bin]++;
                count[side]++;
            }
        }
        List<List<Double>> sides = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            double all = Math.max(1, count[side]);
            sides.add(Arrays.stream(shares[side]).map(s -> s / all).boxed().toList());
        }
        return new Finding.Histogram(bounds, sides.get(0), sides.get(1));
    }

    private static double correlation(double[] a, double[] b) {
        double n = 0;
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                n++;
                meanA += a[i];
                meanB += b[i];
            }
        }
        meanA /= n;
        meanB /= n;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                ab += (a[i] - meanA) * (b[i] - meanB);
                aa += (a[i] - meanA) * (a[i] - meanA);
                bb += (b[i] - meanB) * (b[i] - meanB);
            }
        }
        return n < 3 || aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
