package dev.assay.bench;

import dev.assay.stats.kernel.KernelDistance;
import dev.assay.stats.kernel.LinearClassifier;
import dev.assay.stats.kernel.NoveltyTail;
import dev.assay.stats.permute.Binned;
import dev.assay.stats.permute.Column;
import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Family;
import dev.assay.stats.permute.MeanDifferences;
import dev.assay.stats.permute.PermutationTest;
import dev.assay.stats.permute.PresenceScan;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The permutation engine on made points, numbers and words, with all kinds of statistics, beside the kernel test as it is usually
 * written (the kernel matrix stored, each permutation sums it anew), of which a few permutations are timed. Arguments: {@code --rows N} a side
 * (default 2000), {@code --dimensions N} (384), {@code --permutations N} (1000), {@code --threads N} (2), {@code --runs N} (3; the
 * fastest counts), {@code --plain N} permutations of the usual way (10; 0 leaves it out).
 */
final class SkewBench {

    private static final int NUMBERS = 200;
    private static final int SHAPES = 60;
    private static final int WORDS = 10_000;

    private SkewBench() {}

    static void run(Arguments args) {
        int side = args.number("--rows", 2_000);
        int dimensions = args.number("--dimensions", 384);
        int permutations = args.number("--permutations", 1_000);
        int threads = args.number("--threads", 2);
        int runs = args.number("--runs", 3);
        int plain = args.number("--plain", 10);
        args.end();
        Random random = new Random(1);
        float[][] points = points(2 * side, dimensions, random);
        List<Family> families = families(2 * side, points, random);
        double[] best = new double[families.size()];
        Arrays.fill(best, Double.MAX_VALUE);
        double total = Double.MAX_VALUE;
        double memory = 0;
        try (Workers workers = Workers.of(threads)) {
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                PermutationTest test = PermutationTest.of(Design.of(side, side), permutations, 1, workers);
                for (int f = 0; f < best.length; f++) {
                    long begin = System.nanoTime();
                    test.run(List.of(families.get(f)), workers);
                    best[f] = Math.min(best[f], seconds(begin));
                }
                total = Math.min(total, seconds(start));
                Runtime runtime = Runtime.getRuntime();
                memory = Math.max(memory, (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d against %d in %d dimensions, %d permutations, %d threads%n",
                side,
                side,
                dimensions,
                permutations,
                threads);
        for (int f = 0; f < best.length; f++) {
            System.out.printf(Locale.ROOT, "%-28s %9.2f s%n", families.get(f).name(), best[f]);
        }
        double goal = side <= 2_000 ? 5 : 30;
        System.out.printf(Locale.ROOT, "%-28s %9.2f s  <= %.0f%n", "everything", total, goal);
        double usual = plain > 0 ? usual(points, side, permutations, plain) : 0;
        if (plain > 0) {
            System.out.printf(
                    Locale.ROOT, "%-28s %9.2f s  (%.0f times)%n", "kernel, the usual way", usual, usual / best[0]);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"skew\",\"rows\":%d,\"dimensions\":%d,\"permutations\":%d,\"threads\":%d,\"kernelSeconds\":%.3f,"
                        + "\"seconds\":%.3f,\"usualKernelSeconds\":%.3f,\"heapMb\":%.0f}%n",
                side,
                dimensions,
                permutations,
                threads,
                best[0],
                total,
                usual,
                memory);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static float[][] points(int rows, int dimensions, Random random) {
        float[][] points = new float[rows][dimensions];
        for (float[] point : points) {
            int topic = random.nextInt(20);
            double norm = 0;
            for (int k = 0; k < dimensions; k++) {
                point[k] = (float) (random.nextGaussian() + (k % 20 == topic ? 2 : 0));
                norm += point[k] * point[k];
            }
            for (int k = 0; k < dimensions; k++) {
                point[k] /= (float) Math.sqrt(norm);
            }
        }
        return points;
    }

    private static List<Family> families(int rows, float[][] points, Random random) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < NUMBERS; c++) {
            columns.add(Column.ranks("number " + c, random.doubles(rows).toArray()));
        }
        List<Statistic> shapes = new ArrayList<>();
        for (int c = 0; c < SHAPES; c++) {
            shapes.add(Binned.shape("shape " + c, random.doubles(rows).toArray(), 15));
        }
        List<String> names = new ArrayList<>();
        int[][] words = new int[WORDS][];
        for (int w = 0; w < WORDS; w++) {
            names.add("word " + w);
            double share = 0.0025 + 0.2 / (1 + w / 20.0); // as in texts: few are frequent
            words[w] = IntStream.range(0, rows)
                    .filter(_ -> random.nextDouble() < share)
                    .toArray();
        }
        return List.of(
                Family.of("kernel, 3 bandwidths", List.of(KernelDistance.of("kernel", points, 1))),
                Family.of(NUMBERS + " numbers", List.of(MeanDifferences.of(columns))),
                Family.of(SHAPES + " shapes", shapes),
                Family.of(WORDS + " words", List.of(PresenceScan.of(names, words))),
                Family.of("novelty", List.of(NoveltyTail.of("novelty", points))),
                Family.of("classifier", List.of(LinearClassifier.of("classifier", points, 1))));
    }

    /** A kernel matrix made pair by pair and stored, then for each of three bandwidths and each permutation a sum over all pairs. */
    private static double usual(float[][] points, int side, int permutations, int timed) {
        long start = System.nanoTime();
        int rows = points.length;
        float[][] kernel = new float[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                double squared = 0;
                for (int k = 0; k < points[i].length; k++) {
                    double d = points[i][k] - points[j][k];
                    squared += d * d;
                }
                kernel[i][j] = (float) Math.exp(-squared / 2);
            }
        }
        double made = seconds(start);
        Random random = new Random(2);
        start = System.nanoTime();
        double sum = 0;
        for (int b = 0; b < timed; b++) {
            int[] order = IntStream.range(0, rows).toArray();
            for (int i = rows - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < rows; j++) {
                    boolean within = i < side == j < side;
                    sum += within ? kernel[order[i]][order[j]] : -kernel[order[i]][order[j]];
                }
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("The kernel has values that are not numbers");
        }
        return made + 3 * seconds(start) / timed * permutations;
    }
}
