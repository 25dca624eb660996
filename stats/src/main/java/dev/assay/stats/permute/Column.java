package dev.assay.stats.permute;

import java.util.Arrays;

/** A number for each row; NaN where a row has none. */
public final class Column {

    private final String name;
    private final double[] values;

    private Column(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    /** The numbers as they are. */
    public static Column of(String name, double[] values) {
        for (double v : values) {
            if (Double.isInfinite(v)) {
                throw new IllegalArgumentException(
                        "Column '" + name + "' has " + v + " (expected: finite, or NaN for none)");
            }
        }
        return new Column(name, values.clone());
    }

    /** 1 for true. */
    public static Column of(String name, boolean[] values) {
        double[] numbers = new double[values.length];
        Arrays.setAll(numbers, i -> values[i] ? 1 : 0);
        return new Column(name, numbers);
    }

    /**
     * The ranks of the numbers among both sides, equal numbers sharing their mean rank, divided by how many there are, so
     * that a difference of means is Cliff's delta / 2. Robust where values have a long tail.
     */
    public static Column ranks(String name, double[] values) {
        return new Column(name, Ranks.of(values));
    }

    /** What is measured. */
    public String name() {
        return name;
    }

    /** How many rows there are. */
    public int rows() {
        return values.length;
    }

    /** The value of a row, or NaN. */
    public double value(int row) {
        return values[row];
    }
}
