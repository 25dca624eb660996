package dev.assay.stats.cluster;

import dev.assay.stats.permute.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Samples with known inclusion probabilities, so that means over what was chosen can be made means over all. A holdout to which hard
 * cases were added by hand has no such probabilities; a random stratum of it has.
 */
public final class Inclusion {

    private Inclusion() {}

    /**
     * Probabilities in proportion to sizes that add up to the size of the sample, none above 1.
     *
     * @param sizes at least 0, not all 0
     * @param sample how many are to be drawn on average, at most as many as have a size above 0
     */
    public static double[] proportional(double[] sizes, int sample) {
        long positive = Arrays.stream(sizes).filter(s -> s > 0).count();
        if (sample < 0 || sample > positive) {
            throw new IllegalArgumentException(
                    "A sample of " + sample + " from " + positive + " with a size (expected: from 0 to that)");
        }
        double[] probability = new double[sizes.length];
        boolean[] certain = new boolean[sizes.length];
        boolean changed = true;
        while (changed) {
            changed = false;
            double left = sample;
            double sum = 0;
            for (int i = 0; i < sizes.length; i++) {
                left -= certain[i] ? 1 : 0;
                sum += certain[i] ? 0 : sizes[i];
            }
            for (int i = 0; i < sizes.length; i++) {
                probability[i] = certain[i] ? 1 : sum == 0 ? 0 : left * sizes[i] / sum;
                if (probability[i] > 1) {
                    certain[i] = true;
                    changed = true;
                }
            }
        }
        return probability;
    }

    /**
     * A systematic sample in random order: each is drawn with its probability, and the size of the sample is their sum, but for rounding.
     *
     * @return indices, ascending
     */
    public static int[] draw(double[] probability, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x64726177L));
        int[] order = new int[probability.length];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        double at = random.nextDouble();
        int[] drawn = new int[probability.length];
        int count = 0;
        double passed = 0;
        for (int i : order) {
            double before = Math.floor(passed + at);
            passed += probability[i];
            if (Math.floor(passed + at + 1e-12) > before) {
                drawn[count++] = i;
            }
        }
        int[] sorted = Arrays.copyOf(drawn, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The mean over all, from those that were drawn: each counts 1 / probability (Hajek's form of the Horvitz-Thompson estimator).
     */
    public static double mean(double[] values, double[] probability) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            if (!(probability[i] > 0 && probability[i] <= 1)) {
                throw new IllegalArgumentException("Value " + i + " has inclusion probability " + probability[i]
                        + " (expected: above 0, at most 1)");
            }
            sum += values[i] / probability[i];
            weights += 1 / probability[i];
        }
        return sum / weights;
    }
}
