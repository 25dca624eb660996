package dev.assay.server.skew;

import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Finding;
import dev.assay.skew.Report;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What reports say in words and figures, the same on a terminal and in a page. */
final class Wording {

    private static final int MOST_FIELDS = 160;

    private Wording() {}

    static String title(Report report) {
        return report.alarm() ? "Current differs from reference" : "No alarm";
    }

    /** How many findings there are of what: {@code 12 findings (4 format, 3 length, 5 topic) and 31 words}. */
    static String counts(Report report) {
        Map<String, Integer> themes = new LinkedHashMap<>();
        int findings = 0;
        for (Finding finding : moved(report)) {
            themes.merge(finding.theme(), 1, Integer::sum);
            findings++;
        }
        List<String> parts = themes.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .toList();
        String of = parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
        int words = words(report).size();
        return many(findings, "finding") + of + (words == 0 ? "" : " and " + many(words, "word"));
    }

    private static String many(int count, String of) {
        return count + " " + of + (count == 1 ? "" : "s");
    }

    /** Findings that are neither words nor new values. */
    static List<Finding> moved(Report report) {
        return report.findings().stream()
                .filter(f -> f.kind() == Finding.Kind.DESCRIPTOR || f.kind() == Finding.Kind.CLUSTER)
                .toList();
    }

    static List<Finding> words(Report report) {
        return of(report, Finding.Kind.LEXICAL);
    }

    static List<Finding> fresh(Report report) {
        return of(report, Finding.Kind.NEW_VALUE);
    }

    private static List<Finding> of(Report report, Finding.Kind kind) {
        return report.findings().stream().filter(f -> f.kind() == kind).toList();
    }

    static String side(Side side, int rows, int sessions) {
        return String.format(
                Locale.ROOT,
                "%s of %s%s%s",
                side.rows() > rows
                        ? String.format(Locale.ROOT, "%,d of %,d examples (a sample)", rows, side.rows())
                        : String.format(Locale.ROOT, "%,d examples", rows),
                side.name(),
                sessions < rows ? String.format(Locale.ROOT, ", in %,d sessions", sessions) : "",
                side.bad() > 0 ? String.format(Locale.ROOT, "; %,d rows could not be understood", side.bad()) : "");
    }

    /** Where fields were found. */
    static String found(Side side) {
        return TerminalReport.safe(side.sentence(), MOST_FIELDS);
    }

    static String budget(Report report) {
        return String.format(
                Locale.ROOT,
                "False-alarm budget %s over all %,d tests together; tolerance %s; %,d permutations; seed %d; encoder %s%s.",
                percent(report.settings().alpha()),
                report.detectable().tests(),
                percent(report.settings().tolerance()),
                report.settings().permutations(),
                report.settings().seed(),
                report.encoder(),
                report.classifiers().isEmpty() ? "" : "; classifiers " + String.join(", ", report.classifiers()));
    }

    static String detectable(Report report) {
        Report.Detectable d = report.detectable();
        return String.format(
                Locale.ROOT,
                "In four of five cases this would have found: a share of 5 %% that grows by %.1f points, one of 50 %% that moves"
                        + " by %.1f points, a number that moves by %.2f of Cliff's delta.",
                100 * d.rareShare(),
                100 * d.evenShare(),
                d.number());
    }

    static String aa(FalseAlarms.Rate rate, Report report) {
        return String.format(
                Locale.ROOT,
                "A/A: %d of %d random splits of the reference were an alarm (%.1f %%; 95 %% interval %.1f to %.1f; budget %.1f).",
                rate.alarms(),
                rate.splits(),
                100 * rate.interval().estimate(),
                100 * rate.interval().low(),
                100 * rate.interval().high(),
                100 * report.settings().alpha());
    }

    /** The effect with its interval, and how sure it is. */
    static String effect(Finding finding) {
        String size = finding.isShare()
                ? String.format(
                        Locale.ROOT,
                        "%+.1f points (%+.1f to %+.1f)",
                        100 * finding.effect(),
                        100 * finding.low(),
                        100 * finding.high())
                : String.format(
                        Locale.ROOT,
                        "Cliff's delta %+.2f (%+.2f to %+.2f)",
                        finding.effect(),
                        finding.low(),
                        finding.high());
        return size
                + String.format(Locale.ROOT, ", p adjusted %.3f", finding.pAdjusted())
                + (finding.alarm() ? "" : ", within the tolerance");
    }

    static String slice(Finding finding, Finding.Slice slice) {
        double scale = finding.isShare() ? 100 : 1;
        return String.format(
                Locale.ROOT,
                finding.isShare()
                        ? "where %s is %s: %+.1f points (%+.1f to %+.1f; %,d and %,d examples)"
                        : "where %s is %s: %+.2f (%+.2f to %+.2f; %,d and %,d examples)",
                TerminalReport.safe(slice.field(), 40),
                TerminalReport.safe(slice.value(), 40),
                scale * slice.effect(),
                scale * slice.low(),
                scale * slice.high(),
                slice.reference(),
                slice.current());
    }

    /** A share with its n, or a mean with its unit. */
    static String value(Finding finding, boolean current) {
        double value = current ? finding.current() : finding.reference();
        int of = current ? finding.currentOf() : finding.referenceOf();
        if (finding.isShare()) {
            return String.format(Locale.ROOT, "%s (%,d of %,d)", percent(value), Math.round(value * of), of);
        }
        return "mean " + figure(value) + (finding.unit().isEmpty() ? "" : " " + finding.unit());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String figure(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 ? "%,.0f" : size >= 1 ? "%.2f" : size == 0 ? "%.0f" : "%.3f", value);
    }

    /** With three digits that count, for axes. */
    static String rounded(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal three = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, three.scale()) + "f", three);
    }
}
