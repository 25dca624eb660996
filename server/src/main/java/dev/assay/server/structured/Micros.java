package dev.assay.server.structured;

import java.util.Arrays;
import java.util.Locale;

/** Times in microseconds, kept one by one. */
public final class Micros {

    private double[] times = new double[16];
    private int size;

    /** Adds one, given in nanoseconds. */
    public void add(long nanos) {
        add(nanos / 1e3);
    }

    private void add(double micros) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        times[size++] = micros;
    }

    /** Adds all of others. */
    void addAll(Micros others) {
        for (int i = 0; i < others.size; i++) {
            add(others.times[i]);
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The mean; 0 if there is none. */
    public double average() {
        return Arrays.stream(times, 0, size).average().orElse(0);
    }

    /** The smallest one that {@code share} of all (0 to 1) do not exceed; 0 if there is none. */
    public double quantile(double share) {
        if (size == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(times, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }

    /** {@code {"avg":..,"p50":..,"p90":..,"p99":..,"max":..}}, with one digit after the point. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"avg\":%.1f,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"max\":%.1f}",
                average(),
                quantile(0.5),
                quantile(0.9),
                quantile(0.99),
                quantile(1));
    }

    /** The columns of {@link #row}. */
    static String head() {
        return String.format(
                Locale.ROOT, "%-13s %8s %10s %10s %10s %10s %10s", "µs", "count", "avg", "p50", "p90", "p99", "max");
    }

    /** The same as a row of a table. */
    public String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-13s %8d %10.1f %10.1f %10.1f %10.1f %10.1f",
                name,
                size,
                average(),
                quantile(0.5),
                quantile(0.9),
                quantile(0.99),
                quantile(1));
    }
}
