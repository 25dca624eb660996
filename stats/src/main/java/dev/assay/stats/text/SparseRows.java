package dev.assay.stats.text;

/** A matrix of mostly zeros, row by row: which columns a row has, and their values. */
public final class SparseRows {

    private final int[][] columns;
    private final float[][] values;
    private final int width;

    private SparseRows(int[][] columns, float[][] values, int width) {
        this.columns = columns;
        this.values = values;
        this.width = width;
    }

    /**
     * @param columns by row, each column once, below {@code width}; kept, not copied
     * @param values by row, one a column; kept, not copied
     */
    public static SparseRows of(int[][] columns, float[][] values, int width) {
        if (columns.length != values.length) {
            throw new IllegalArgumentException(
                    columns.length + " rows of columns and " + values.length + " of values (expected: the same)");
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].length != values[i].length) {
                throw new IllegalArgumentException("Row " + i + " has " + columns[i].length + " columns and "
                        + values[i].length + " values (expected: the same)");
            }
            for (int column : columns[i]) {
                if (column < 0 || column >= width) {
                    throw new IllegalArgumentException(
                            "Row " + i + " has column " + column + " (expected: from 0 to " + (width - 1) + ")");
                }
            }
        }
        return new SparseRows(columns, values, width);
    }

    public int rows() {
        return columns.length;
    }

    public int width() {
        return width;
    }

    /** The columns of a row; not to be written to. */
    public int[] columns(int row) {
        return columns[row];
    }

    /** The values of a row, in the order of its columns; not to be written to. */
    public float[] values(int row) {
        return values[row];
    }
}
