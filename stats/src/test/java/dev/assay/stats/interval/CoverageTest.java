package dev.assay.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Workers;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each interval holds the truth in 93 to 97 of 100 cases, over 4000 drawn data sets with a fixed seed. */
class CoverageTest {

    private static final int RUNS = 4_000;

    @Test
    void wilson() {
        covers(random -> {
            double p = 0.05 + 0.9 * random.nextDouble();
            return Shares.wilson(binomial(p, 100, random), 100, 0.95).holds(p);
        });
    }

    @Test
    void newcombe() {
        covers(random -> {
            double p = 0.05 + 0.9 * random.nextDouble();
            double q = 0.05 + 0.9 * random.nextDouble();
            return Shares.newcombe(binomial(p, 80, random), 80, binomial(q, 120, random), 120, 0.95)
                    .holds(q - p);
        });
    }

    @Test
    void clopperPearsonNeverLess() {
        double share = share(random -> {
            double p = 0.05 + 0.9 * random.nextDouble();
            return Shares.clopperPearson(binomial(p, 100, random), 100, 0.95).holds(p);
        });
        assertThat(share).isBetween(0.95, 0.985);
    }

    @Test
    void newShareIsABoundFromBelow() {
        double share = share(random ->
                Shares.newShare(binomial(0.02, 500, random), 500, binomial(0.05 + 0.95 * 0.02, 500, random), 500, 0.95)
                                .low()
                        <= 0.05);
        assertThat(share).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void meansOfSkewedValues() {
        Design design = Design.of(60, 80);
        covers(random -> {
            double[] values = new double[140];
            for (int i = 0; i < 140; i++) {
                values[i] = -Math.log(1 - random.nextDouble()) + (i >= 60 ? 0.5 : 0);
            }
            return Differences.means(values, design, 0.95).holds(0.5);
        });
    }

    @Test
    void meansInBlocks() {
        Blocks blocks = new Blocks(25, 6, 1);
        covers(random -> Differences.means(blocks.values(random, 0.3), blocks.design, 0.95)
                .holds(0.3));
    }

    @Test
    void meansInBlocksAndStrata() {
        Blocks blocks = new Blocks(25, 6, 3);
        covers(random -> Differences.means(blocks.values(random, 0.3), blocks.design, 0.95)
                .holds(0.3));
    }

    @Test
    void sharesInBlocks() {
        Blocks blocks = new Blocks(30, 6, 1);
        covers(random -> {
            double[] values = new double[blocks.design.rows()];
            double shared = 0;
            for (int i = 0; i < values.length; i++) {
                double p = blocks.design.current(i) ? 0.4 : 0.25;
                // Half of the rows repeat what their block drew.
                shared = i % 6 == 0 ? flip(p, random) : shared;
                values[i] = random.nextBoolean() ? shared : flip(p, random);
            }
            return Differences.shares(values, blocks.design, 0.95).holds(0.15);
        });
    }

    @Test
    void dominance() {
        Design design = Design.of(50, 70);
        double truth = 2 * Levels.NORMAL.cumulativeProbability(0.8 / Math.sqrt(2)) - 1;
        covers(random -> {
            double[] values = new double[120];
            for (int i = 0; i < 120; i++) {
                values[i] = random.nextGaussian() + (i >= 50 ? 0.8 : 0);
            }
            return Dominance.of(values, design, 0.95).holds(truth);
        });
    }

    @Test
    void dominanceInBlocks() {
        Blocks blocks = new Blocks(30, 5, 1);
        double truth = 2 * Levels.NORMAL.cumulativeProbability(0.5 / Math.sqrt(2 * 2)) - 1;
        covers(random ->
                Dominance.of(blocks.values(random, 0.5), blocks.design, 0.95).holds(truth));
    }

    @Test
    void hodgesLehmann() {
        covers(random -> {
            double[] x = new double[35];
            double[] y = new double[25];
            for (int i = 0; i < 35; i++) {
                x[i] = Math.tan(Math.PI * (random.nextDouble() - 0.5));
            }
            for (int i = 0; i < 25; i++) {
                y[i] = Math.tan(Math.PI * (random.nextDouble() - 0.5)) + 2;
            }
            return HodgesLehmann.shift(x, y, 0.95).holds(2);
        });
    }

    @Test
    void bootstrap() {
        try (Workers workers = Workers.of(1)) {
            double[] x = new double[60];
            double[] y = new double[70];
            int[] held = new int[2];
            Random random = new Random(12);
            for (int run = 0; run < RUNS; run++) {
                for (int i = 0; i < 60; i++) {
                    x[i] = -Math.log(1 - random.nextDouble());
                }
                for (int i = 0; i < 70; i++) {
                    y[i] = 1 + random.nextGaussian();
                }
                Bootstrap bootstrap = Bootstrap.of(60, 70, 400, run);
                Bootstrap.Drawn difference = (r, c) -> IntervalsTest.mean(y, c) - IntervalsTest.mean(x, r);
                held[0] += bootstrap.percentile(difference, 0.95, workers).holds(0) ? 1 : 0;
                held[1] += bootstrap.bca(difference, 0.95, workers).holds(0) ? 1 : 0;
            }
            assertThat(held[0] / (double) RUNS).isBetween(0.93, 0.97);
            assertThat(held[1] / (double) RUNS).isBetween(0.93, 0.97);
        }
    }

    private static void covers(Predicate<Random> holds) {
        assertThat(share(holds)).isBetween(0.93, 0.97);
    }

    private static double share(Predicate<Random> holds) {
        Random random = new Random(2026);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            held += holds.test(random) ? 1 : 0;
        }
        return held / (double) RUNS;
    }

    private static int binomial(double p, int n, Random random) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += random.nextDouble() < p ? 1 : 0;
        }
        return count;
    }

    private static double flip(double p, Random random) {
        return random.nextDouble() < p ? 1 : 0;
    }

    /** As many blocks a side, of as many rows; half of the variance of a row is that of its block. */
    private static final class Blocks {

        private final Design design;
        private final int[] block;
        private final int[] stratum;

        Blocks(int blocksPerSide, int rows, int strata) {
            int n = 2 * blocksPerSide * rows;
            boolean[] current = new boolean[n];
            block = new int[n];
            stratum = new int[n];
            for (int i = 0; i < n; i++) {
                block[i] = i / rows;
                current[i] = block[i] >= blocksPerSide;
                stratum[i] = block[i] % strata;
            }
            design = Design.of(current, stratum, block);
        }

        double[] values(Random random, double shift) {
            double[] values = new double[design.rows()];
            double shared = 0;
            for (int i = 0; i < values.length; i++) {
                shared = i == 0 || block[i] != block[i - 1] ? random.nextGaussian() : shared;
                values[i] = shared + random.nextGaussian() + stratum[i] + (design.current(i) ? shift : 0);
            }
            return values;
        }
    }
}
