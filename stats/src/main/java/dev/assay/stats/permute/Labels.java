package dev.assay.stats.permute;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Who is current: the observed labels, at position 0, and permuted ones, each 1 for current and 0 for reference.
 *
 * <p>They lie unit by unit, so that a sum over rows is a sum over arrays: memory is one byte a unit and permutation. What is
 * drawn depends on the design and the seed alone, not on threads.
 */
public final class Labels {

    private static final int DRAWN_TOGETHER = 64;

    private final Design design;
    private final byte[][] ofUnit;
    private final int count;
    private Optional<RowBits> bits = Optional.empty();

    private Labels(Design design, byte[][] ofUnit, int count) {
        this.design = design;
        this.ofUnit = ofUnit;
        this.count = count;
    }

    /**
     * Draws permutations of whole units within strata, each equally likely.
     *
     * @param permutations how many, at least 1
     * @throws IllegalArgumentException where no stratum has units of both sides, since nothing could change places
     */
    public static Labels draw(Design design, int permutations, long seed, Workers workers) {
        if (permutations < 1) {
            throw new IllegalArgumentException(permutations + " permutations (expected: at least 1)");
        }
        int[][] members = unitsByStratum(design);
        int[] chosen = new int[members.length];
        boolean any = false;
        for (int s = 0; s < members.length; s++) {
            for (int u : members[s]) {
                chosen[s] += design.currentUnit(u) ? 1 : 0;
            }
            any |= chosen[s] > 0 && chosen[s] < members[s].length;
        }
        if (!any) {
            throw new IllegalArgumentException("No stratum has rows of both sides, so nothing can change places"
                    + " (expected: reference and current rows in at least one stratum; use fewer strata)");
        }
        int count = permutations + 1;
        byte[][] labels = new byte[design.units()][count];
        for (int u = 0; u < labels.length; u++) {
            labels[u][0] = (byte) (design.currentUnit(u) ? 1 : 0);
        }
        int batches = (permutations + DRAWN_TOGETHER - 1) / DRAWN_TOGETHER;
        workers.each(batches, batch -> {
            int first = 1 + batch * DRAWN_TOGETHER;
            for (int b = first; b < Math.min(count, first + DRAWN_TOGETHER); b++) {
                SplittableRandom random = new SplittableRandom(Seeds.mix(seed, b));
                for (int s = 0; s < members.length; s++) {
                    drawStratum(members[s], chosen[s], random, labels, b);
                }
            }
        });
        return new Labels(design, labels, count);
    }

    private static void drawStratum(int[] units, int current, SplittableRandom random, byte[][] labels, int b) {
        boolean marksCurrent = current <= units.length / 2;
        int marked = marksCurrent ? current : units.length - current;
        if (!marksCurrent) {
            for (int u : units) {
                labels[u][b] = 1;
            }
        }
        byte mark = (byte) (marksCurrent ? 1 : 0);
        int[] left = units.clone();
        for (int i = 0; i < marked; i++) {
            int at = i + random.nextInt(left.length - i);
            labels[left[at]][b] = mark;
            left[at] = left[i];
        }
    }

    private static int[][] unitsByStratum(Design design) {
        int[] sizes = new int[design.strata()];
        for (int u = 0; u < design.units(); u++) {
            sizes[design.stratumOfUnit(u)]++;
        }
        int[][] members = new int[design.strata()][];
        Arrays.setAll(members, s -> new int[sizes[s]]);
        int[] filled = new int[members.length];
        for (int u = 0; u < design.units(); u++) {
            int s = design.stratumOfUnit(u);
            members[s][filled[s]++] = u;
        }
        return members;
    }

    /** What was permuted. */
    public Design design() {
        return design;
    }

    /** The observed labels and the permuted ones: the permutations plus 1. */
    public int count() {
        return count;
    }

    /** The labels of a row, observed first; not to be written to. */
    public byte[] ofRow(int row) {
        return ofUnit[design.unit(row)];
    }

    /** The labels of a unit, observed first; not to be written to. */
    public byte[] ofUnit(int unit) {
        return ofUnit[unit];
    }

    /** The labels row by row as bits; made at the first call. */
    synchronized RowBits bits(Workers workers) {
        RowBits made = bits.orElseGet(() -> new RowBits(this, workers));
        bits = Optional.of(made);
        return made;
    }

    /** One labelling of all rows, where 0 is the observed one. */
    public boolean[] labelling(int at) {
        boolean[] current = new boolean[design.rows()];
        for (int i = 0; i < current.length; i++) {
            current[i] = ofRow(i)[at] == 1;
        }
        return current;
    }
}
