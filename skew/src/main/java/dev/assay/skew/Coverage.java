package dev.assay.skew;

import dev.assay.stats.cluster.FacilityLocation;
import dev.assay.stats.cluster.Inclusion;
import dev.assay.stats.interval.Bootstrap;
import dev.assay.stats.interval.Interval;
import dev.assay.stats.interval.Shares;
import dev.assay.stats.kernel.Neighbours;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of production has a near neighbour in the holdout. Near is as near as nine in ten holdout inputs are to their nearest other one,
 * so that a production that were drawn as the holdout was would be uncovered in about one in ten; that share is stated beside.
 */
public final class Coverage {

    private static final double NEAR = 0.9;
    private static final double WELL = 0.7;
    private static final double LEVEL = 0.95;
    private static final int RESAMPLES = 500;
    private static final double RANDOM_PART = 0.2;

    private final Corpus corpus;
    private final int[] production;
    private final double[] distance; // by production row
    private final float[] cosine;
    private final double radius;
    private final double narrow;
    private final Workers workers;
    private final long seed;

    private Coverage(
            Corpus corpus,
            int[] production,
            double[] distance,
            float[] cosine,
            double radius,
            double narrow,
            long seed,
            Workers workers) {
        this.corpus = corpus;
        this.production = production;
        this.distance = distance;
        this.cosine = cosine;
        this.radius = radius;
        this.narrow = narrow;
        this.seed = seed;
        this.workers = workers;
    }

    /**
     * Finds the nearest holdout input of each production input.
     *
     * @param holdout rows of the corpus, at least two
     * @throws IllegalArgumentException where there are too few, or the corpus has no points of inputs
     */
    public static Coverage of(Corpus corpus, int[] holdout, int[] production, long seed, Workers workers) {
        if (holdout.length < 2 || production.length < 2) {
            throw new IllegalArgumentException("The holdout has " + holdout.length + " examples and production "
                    + production.length + " (expected: at least 2 each)");
        }
        if (!corpus.placed().contains(Aspect.INPUT)) {
            throw new IllegalArgumentException(
                    "There are no points of inputs (expected: examples with inputs, and an encoder)");
        }
        float[][] points = corpus.points(Aspect.INPUT);
        float[][] held = Arrays.stream(holdout).mapToObj(r -> points[r]).toArray(float[][]::new);
        float[][] produced = Arrays.stream(production).mapToObj(r -> points[r]).toArray(float[][]::new);
        int[] own = new int[held.length];
        Arrays.setAll(own, i -> i);
        Neighbours among = Neighbours.among(held, own, 1, workers);
        double[] leaveOneOut = new double[held.length];
        for (int i = 0; i < held.length; i++) {
            leaveOneOut[i] = among.distances(i)[0];
        }
        Arrays.sort(leaveOneOut);
        Neighbours nearest = Neighbours.between(produced, held, 1, workers);
        double[] distance = new double[produced.length];
        float[] cosine = new float[produced.length];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = nearest.distances(i)[0];
            cosine[i] = (float) (1 - distance[i] * distance[i] / 2); // points have length 1
        }
        return new Coverage(
                corpus, production, distance, cosine, at(leaveOneOut, NEAR), at(leaveOneOut, WELL), seed, workers);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1.0, quantile * sorted.length)];
    }

    /** Whether a production example has no near neighbour. */
    private boolean isUncovered(int i) {
        return distance[i] > radius;
    }

    /** The share of production without a near neighbour in the holdout, with its interval at 95 %; sessions are drawn as a whole. */
    public Interval uncovered() {
        Map<Integer, List<Integer>> sessions = new HashMap<>();
        for (int i = 0; i < production.length; i++) {
            sessions.computeIfAbsent(corpus.session(production[i]), _ -> new ArrayList<>())
                    .add(i);
        }
        int[][] units = sessions.values().stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return Bootstrap.of(units.length, 0, RESAMPLES, seed)
                .percentile(
                        (drawn, _) -> {
                            double rows = 0;
                            double out = 0;
                            for (int u : drawn) {
                                for (int i : units[u]) {
                                    rows++;
                                    out += isUncovered(i) ? 1 : 0;
                                }
                            }
                            return rows == 0 ? 0 : out / rows;
                        },
                        LEVEL,
                        workers);
    }

    /** The share that would be uncovered if production were drawn as the holdout was. */
    public double expected() {
        return 1 - NEAR;
    }

    /**
     * A part of production.
     *
     * @param name its key phrases
     * @param share of production
     * @param uncovered the share of it without a near neighbour, as if its examples were independent
     */
    public record Part(String name, int examples, double share, Interval uncovered) {}

    /** Clusters of production, those with most uncovered examples first. */
    public List<Part> parts() {
        boolean[] current = new boolean[production.length];
        Rows rows = new Rows(corpus, sorted(), current, Optional.empty());
        Clusters clusters = Clusters.of(rows, Aspect.INPUT, seed, workers);
        Map<Integer, Integer> place = new HashMap<>();
        for (int i = 0; i < production.length; i++) {
            place.put(production[i], i);
        }
        int[] in = clusters.sizes();
        int[] out = new int[clusters.count()];
        int[] sorted = sorted();
        for (int i = 0; i < sorted.length; i++) {
            out[clusters.of(i)] += isUncovered(place.getOrDefault(sorted[i], 0)) ? 1 : 0;
        }
        List<Part> parts = new ArrayList<>();
        for (int c = 0; c < in.length; c++) {
            if (in[c] > 0) {
                parts.add(new Part(
                        clusters.name(c),
                        in[c],
                        (double) in[c] / production.length,
                        Shares.wilson(out[c], in[c], LEVEL)));
            }
        }
        parts.sort(Comparator.comparingDouble((Part part) -> -part.uncovered().estimate() * part.examples()));
        return parts;
    }

    private int[] sorted() {
        int[] sorted = production.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * An example to be added to the holdout.
     *
     * @param row of the corpus
     * @param inclusion the chance that it had of being drawn; 0 where it was chosen, not drawn, and must be left out of means over
     *     production
     */
    public record Suggestion(int row, boolean drawn, double inclusion) {}

    /**
     * Four in five are chosen among what is farther from the holdout than seven in ten holdout inputs are from each other, so that they
     * stand best for the rest of it; one in five is drawn from all of production with known probabilities, so that means stay unbiased.
     * What counts as uncovered is farther out: a new topic lies partly beside topics that are there, and choosing only among what is
     * farthest finds oddities in place of it.
     *
     * @param count how many there shall be, of both kinds together; fewer where production is smaller
     */
    public List<Suggestion> suggest(int count) {
        int most = Math.min(count, production.length);
        float[][] points = corpus.points(Aspect.INPUT);
        List<Suggestion> drawn = new ArrayList<>();
        boolean[] taken = new boolean[production.length];
        double[] sizes = new double[production.length];
        Arrays.fill(sizes, 1);
        double[] inclusion = Inclusion.proportional(sizes, (int) Math.round(most * RANDOM_PART));
        for (int i : Inclusion.draw(inclusion, seed)) {
            taken[i] = true;
            drawn.add(new Suggestion(production[i], true, inclusion[i]));
        }
        // What is drawn is drawn before anything is chosen: were it left out for having been chosen, the rest would be
        // no fair sample.
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < production.length; i++) {
            if (distance[i] > narrow && !taken[i]) {
                open.add(i);
            }
        }
        float[][] candidates = open.stream().map(i -> points[production[i]]).toArray(float[][]::new);
        float[] covered = new float[candidates.length];
        for (int k = 0; k < covered.length; k++) {
            covered[k] = cosine[open.get(k)];
            for (Suggestion one : drawn) {
                covered[k] = Math.max(covered[k], dot(candidates[k], points[one.row()]));
            }
        }
        List<Suggestion> suggestions = new ArrayList<>();
        for (FacilityLocation.Choice choice :
                FacilityLocation.choose(candidates, covered, most - drawn.size(), workers)) {
            suggestions.add(new Suggestion(production[open.get(choice.index())], false, 0));
        }
        suggestions.addAll(drawn);
        return suggestions;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
