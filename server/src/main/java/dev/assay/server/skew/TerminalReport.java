package dev.assay.server.skew;

import dev.assay.skew.Aspect;
import dev.assay.skew.Finding;
import dev.assay.skew.Report;
import java.io.PrintWriter;
import java.util.Locale;

/** A report as text, with a bar for each side. What texts say is shown without control characters. */
final class TerminalReport {

    private static final int BAR = 20;
    private static final int SHOWN = 15;
    private static final int TEXT = 100;

    private final PrintWriter out;
    private final boolean colour;

    TerminalReport(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void print(Report report, Side reference, Side current) {
        out.println(side("reference", reference, report.referenceRows(), report.referenceSessions()));
        out.println(side("current  ", current, report.currentRows(), report.currentSessions()));
        out.println();
        long alarms = report.findings().stream().filter(Finding::alarm).count();
        if (report.alarm()) {
            out.println(
                    strong("ALARM: current differs from reference, in " + alarms + (alarms == 1 ? " way." : " ways.")));
        } else {
            out.println(strong("No alarm."));
        }
        Report.Detectable d = report.detectable();
        out.println(String.format(
                Locale.ROOT,
                "False-alarm budget %s over all %,d tests together; tolerance %s; %,d permutations; seed %d; encoder %s.",
                percent(report.settings().alpha()),
                d.tests(),
                percent(report.settings().tolerance()),
                report.settings().permutations(),
                report.settings().seed(),
                report.encoder()));
        out.println(String.format(
                Locale.ROOT,
                "In four of five cases this would have found: a share of 5 %% that grows by %s, one of 50 %% that moves by %s.",
                points(d.rareShare()),
                points(d.evenShare())));
        out.println();
        for (Report.Family family : report.families()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %s %-11s p adjusted %.3f  (%,d tests)",
                    family.alarm() ? "!" : " ",
                    family.name(),
                    family.pAdjusted(),
                    family.members()));
        }
        int n = 0;
        for (Finding finding : report.findings()) {
            if (finding.kind() != Finding.Kind.NEW_VALUE && n < SHOWN) {
                n++;
                print(n, finding);
            }
        }
        newValues(report);
        out.flush();
    }

    private static String side(String name, Side side, int rows, int sessions) {
        return String.format(
                Locale.ROOT,
                "%s  %,d examples%s%s of %s (%s)%s",
                name,
                rows,
                side.rows() > rows ? String.format(Locale.ROOT, ", a sample of %,d,", side.rows()) : "",
                sessions < rows ? String.format(Locale.ROOT, " in %,d sessions", sessions) : "",
                side.name(),
                side.sentence(),
                side.bad() > 0 ? String.format(Locale.ROOT, "; %,d rows could not be understood", side.bad()) : "");
    }

    private void print(int n, Finding finding) {
        out.println();
        out.println(strong(String.format(
                Locale.ROOT,
                "%2d. %s %s: %s",
                n,
                finding.kind().label(),
                finding.aspect().label(),
                safe(finding.name(), 160))));
        if (finding.isShare()) {
            out.println("    reference " + bar(finding.reference()) + " " + percent(finding.reference()));
            out.println("    current   " + bar(finding.current()) + " " + percent(finding.current()));
            out.println(String.format(
                    Locale.ROOT,
                    "    %s (%s to %s), p adjusted %.3f%s",
                    points(finding.effect()),
                    points(finding.low()),
                    points(finding.high()),
                    finding.pAdjusted(),
                    finding.alarm() ? "" : ", within the tolerance"));
        } else {
            double most = Math.max(Math.abs(finding.reference()), Math.abs(finding.current()));
            String unit = finding.unit().isEmpty() ? "" : " " + finding.unit();
            out.println("    reference " + bar(share(finding.reference(), most)) + " " + figure(finding.reference())
                    + unit);
            out.println(
                    "    current   " + bar(share(finding.current(), most)) + " " + figure(finding.current()) + unit);
            out.println(String.format(
                    Locale.ROOT,
                    "    Cliff's delta %+.2f (%+.2f to %+.2f), p adjusted %.3f%s",
                    finding.effect(),
                    finding.low(),
                    finding.high(),
                    finding.pAdjusted(),
                    finding.alarm() ? "" : ", within the tolerance"));
        }
        if (!finding.also().isEmpty()) {
            out.println("    also: " + safe(String.join("; ", finding.also()), 200));
        }
        for (Finding.Slice slice : finding.slices()) {
            out.println(String.format(
                    Locale.ROOT,
                    "    where %s is %s: %+.2f (%+.2f to %+.2f)",
                    safe(slice.field(), 40),
                    safe(slice.value(), 40),
                    slice.effect(),
                    slice.low(),
                    slice.high()));
        }
        finding.examples().stream().limit(2).forEach(shown -> {
            String text = finding.aspect() == Aspect.INPUT ? shown.input() : shown.output();
            out.println("    " + (shown.current() ? "current" : "reference") + ": " + safe(text, TEXT));
        });
    }

    private void newValues(Report report) {
        boolean any = false;
        for (Finding finding : report.findings()) {
            if (finding.kind() == Finding.Kind.NEW_VALUE) {
                if (!any) {
                    out.println();
                    out.println(strong("New in current (set logic, no alarm by itself):"));
                    any = true;
                }
                out.println("    " + finding.aspect().label() + " " + safe(finding.name(), 120) + "  "
                        + percent(finding.current()));
            }
        }
    }

    private String strong(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private static double share(double value, double most) {
        return most == 0 ? 0 : Math.abs(value) / most;
    }

    private static String bar(double share) {
        int filled = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
        return "\u2588".repeat(filled) + "\u00b7".repeat(BAR - filled);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f points", 100 * share);
    }

    private static String figure(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 1 ? "%.2f" : "%.4f", value);
    }

    /** One line without control characters, cut. */
    static String safe(String text, int most) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < most; i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            if (c == '\n') {
                line.append("\u23ce");
            } else if (type == Character.CONTROL || type == Character.FORMAT) {
                line.append(' ');
            } else {
                line.append(c);
            }
        }
        return line.length() < text.length() && line.length() >= most ? line + "\u2026" : line.toString();
    }
}
