package dev.assay.stats.permute;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows are reference and which are current, and which of them may change places when there is no difference.
 *
 * <p>Rows of one block (a session, a user) are not independent, so they change places together. Rows of different strata (a day, a
 * prompt version) never change places. A block with rows on both sides counts as two, one on each side: what they have
 * in common then makes the sides alike, so the test errs on the careful side. A block belongs to the stratum of its first row.
 */
public final class Design {

    private final boolean[] current;
    private final int[] stratum;
    private final int[] unit;
    private final int[] unitStratum;
    private final boolean[] unitCurrent;
    private final int strata;

    private Design(boolean[] current, int[] stratum, int[] block) {
        this.current = current;
        int rows = current.length;
        this.unit = new int[rows];
        Map<Long, Integer> units = new HashMap<>();
        Map<Integer, Integer> strataSeen = new HashMap<>();
        int[] firstStratum = new int[rows];
        boolean[] side = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            long key = ((long) block[i] << 1) | (current[i] ? 1 : 0);
            Integer known = units.get(key);
            if (known == null) {
                known = units.size();
                units.put(key, known);
                firstStratum[known] = strataSeen.computeIfAbsent(stratum[i], _ -> strataSeen.size());
                side[known] = current[i];
            }
            unit[i] = known;
        }
        this.unitStratum = Arrays.copyOf(firstStratum, units.size());
        this.unitCurrent = Arrays.copyOf(side, units.size());
        this.strata = strataSeen.size();
        this.stratum = new int[rows];
        for (int i = 0; i < rows; i++) {
            this.stratum[i] = unitStratum[unit[i]];
        }
    }

    /**
     * Rows that may all change places.
     *
     * @param current whether each row is of the current side
     */
    public static Design of(boolean[] current) {
        int[] own = new int[current.length];
        Arrays.setAll(own, i -> i);
        return new Design(current.clone(), new int[current.length], own);
    }

    /** The first rows are reference, the others current. */
    public static Design of(int reference, int current) {
        boolean[] side = new boolean[reference + current];
        Arrays.fill(side, reference, side.length, true);
        return of(side);
    }

    /**
     * Rows that change places only within their stratum, and only as whole blocks.
     *
     * @param current whether each row is of the current side
     * @param stratum any number a stratum
     * @param block any number a block
     */
    public static Design of(boolean[] current, int[] stratum, int[] block) {
        if (stratum.length != current.length || block.length != current.length) {
            throw new IllegalArgumentException("There are " + current.length + " rows, but " + stratum.length
                    + " strata and " + block.length + " blocks (expected: one of each a row)");
        }
        return new Design(current.clone(), stratum.clone(), block.clone());
    }

    /** The rows of both sides. */
    public int rows() {
        return current.length;
    }

    /** The rows of the current side. */
    public int currentRows() {
        int count = 0;
        for (boolean c : current) {
            count += c ? 1 : 0;
        }
        return count;
    }

    /** The rows of the reference side. */
    public int referenceRows() {
        return rows() - currentRows();
    }

    /** What changes places as a whole: the blocks, or the rows where there are no blocks. */
    public int units() {
        return unitCurrent.length;
    }

    /** The strata that have rows. */
    public int strata() {
        return strata;
    }

    /** Whether a row is of the current side. */
    public boolean current(int row) {
        return current[row];
    }

    /** The unit of a row, from 0. */
    public int unit(int row) {
        return unit[row];
    }

    /** The stratum of a row, from 0. */
    public int stratum(int row) {
        return stratum[row];
    }

    /** The stratum of a unit, from 0. */
    public int stratumOfUnit(int of) {
        return unitStratum[of];
    }

    /** Whether a unit is of the current side. */
    public boolean currentUnit(int of) {
        return unitCurrent[of];
    }

    /** How many rows each unit has. */
    public int[] unitSizes() {
        int[] sizes = new int[units()];
        for (int u : unit) {
            sizes[u]++;
        }
        return sizes;
    }
}
