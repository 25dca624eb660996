package dev.assay.skew;

import dev.assay.skew.descriptor.Text;
import dev.assay.skew.descriptor.Words;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that are nearly another text: of their runs of three words about four in five are the same. Told by min-wise hashes (Broder
 * 1997), of which those with one band alike are compared, so that time grows with the number of texts.
 */
final class NearDuplicates {

    private static final int HASHES = 64;
    private static final int BAND = 4;
    private static final int RUN = 3;
    private static final int LEAST_WORDS = 8;
    private static final int MOST_WORDS = 2_000;
    private static final double NEAR = 0.8;
    private static final int COMPARED = 16;
    private static final int TOGETHER = 64;

    private NearDuplicates() {}

    /** By text: 1 where it is nearly another one or the same, 0 where it is not, NaN where it is too short to tell. */
    static double[] of(List<String> texts, Workers workers) {
        int[][] signatures = new int[texts.size()][];
        workers.each((signatures.length + TOGETHER - 1) / TOGETHER, batch -> {
            for (int i = batch * TOGETHER; i < Math.min(signatures.length, (batch + 1) * TOGETHER); i++) {
                signatures[i] = signature(Text.of(texts.get(i)).words());
            }
        });
        double[] near = new double[signatures.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = signatures[i].length == 0 ? Double.NaN : 0;
        }
        for (int band = 0; band < HASHES / BAND; band++) {
            Map<Long, List<Integer>> alike = new HashMap<>();
            for (int i = 0; i < near.length; i++) {
                if (signatures[i].length > 0) {
                    List<Integer> others = alike.computeIfAbsent(key(signatures[i], band), _ -> new ArrayList<>(1));
                    for (int other : others) {
                        if ((near[i] == 0 || near[other] == 0) && isNear(signatures[i], signatures[other])) {
                            near[i] = 1;
                            near[other] = 1;
                        }
                    }
                    if (others.size() < COMPARED) {
                        others.add(i);
                    }
                }
            }
        }
        return near;
    }

    private static int[] signature(Words words) {
        int count = Math.min(words.count(), MOST_WORDS);
        if (count < LEAST_WORDS) {
            return new int[0];
        }
        int[] least = new int[HASHES];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = 0; i + RUN <= count; i++) {
            long run = 0;
            for (int k = 0; k < RUN; k++) {
                run = run * 31 + words.word(i + k).hashCode();
            }
            long mixed = Seeds.mix(run, 1);
            int a = (int) mixed;
            int b = (int) (mixed >>> 32) | 1;
            for (int h = 0; h < HASHES; h++) {
                int hash = a + h * b; // Kirsch and Mitzenmacher 2008: two hashes make them all
                hash ^= hash >>> 15;
                hash *= 0x2c1b3c6d;
                hash ^= hash >>> 13;
                least[h] = Math.min(least[h], hash);
            }
        }
        return least;
    }

    private static long key(int[] signature, int band) {
        long key = band;
        for (int k = 0; k < BAND; k++) {
            key = Seeds.mix(key, signature[band * BAND + k]);
        }
        return key;
    }

    private static boolean isNear(int[] a, int[] b) {
        int same = 0;
        for (int h = 0; h < HASHES; h++) {
            same += a[h] == b[h] ? 1 : 0;
        }
        return same >= NEAR * HASHES;
    }
}
