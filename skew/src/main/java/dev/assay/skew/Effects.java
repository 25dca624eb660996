package dev.assay.skew;

import dev.assay.stats.interval.Detectable;
import dev.assay.stats.interval.Differences;
import dev.assay.stats.interval.Dominance;
import dev.assay.stats.interval.Interval;
import dev.assay.stats.permute.Design;
import java.util.List;

/** How large differences are. */
final class Effects {

    private static final double LEVEL = 0.95;
    private static final double POWER = 0.8;

    private final Rows rows;
    private final Settings settings;

    Effects(Rows rows, Settings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /** A difference of shares, or Cliff's delta of numbers. */
    Interval of(Candidate candidate) {
        return of(candidate, candidate.values(), rows.design());
    }

    static Interval of(Candidate candidate, double[] values, Design design) {
        return candidate.isShare() ? Differences.shares(values, design, LEVEL) : Dominance.of(values, design, LEVEL);
    }

    boolean isAlarm(Comparison.Moved moved) {
        Interval effect = of(moved.candidate());
        return !effect.holds(0) && effect.leastSize() > settings.tolerance();
    }

    double mean(double[] values, boolean current) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && rows.design().current(i) == current) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** How many rows of a side have a value. */
    int count(double[] values, boolean current) {
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            count += !Double.isNaN(values[i]) && rows.design().current(i) == current ? 1 : 0;
        }
        return count;
    }

    Report.Detectable detectable(List<Tests> families) {
        int members = families.stream().mapToInt(Tests::members).sum();
        int descriptors = families.stream()
                .filter(t -> t.name().equals("structure"))
                .mapToInt(Tests::members)
                .sum();
        // What each descriptor by itself has of its family's part of the budget: the step-down procedure never gives it
        // less.
        double alpha = settings.level() / (families.size() + 1) / Math.max(1, descriptors);
        double reference = Math.max(1, units(false));
        double current = Math.max(1, units(true));
        return new Report.Detectable(
                Detectable.share(0.05, reference, current, alpha, POWER),
                Detectable.share(0.5, reference, current, alpha, POWER),
                Detectable.dominance(reference, current, alpha, POWER),
                members);
    }

    private int units(boolean current) {
        int count = 0;
        for (int u = 0; u < rows.design().units(); u++) {
            count += rows.design().currentUnit(u) == current ? 1 : 0;
        }
        return count;
    }
}
