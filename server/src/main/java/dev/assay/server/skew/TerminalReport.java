package dev.assay.server.skew;

import dev.assay.server.terminal.Harmless;
import dev.assay.server.terminal.TerminalWriter;
import dev.assay.server.terminal.TerminalWriter.Control;
import dev.assay.skew.Aspect;
import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Finding;
import dev.assay.skew.Report;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as text, with a bar for each side. What texts say is shown without control characters. */
final class TerminalReport {

    private static final int BAR = 20;
    private static final int SHOWN = 15;
    private static final int TEXT = 100;

    private final PrintWriter out;

    TerminalReport(PrintWriter out) {
        this.out = out;
    }

    void print(Report report, Side reference, Side current, Optional<FalseAlarms.Rate> aa) {
        out.println("reference  " + Wording.side(reference, report.referenceRows(), report.referenceSessions()));
        out.println("           " + Wording.found(reference));
        out.println("current    " + Wording.side(current, report.currentRows(), report.currentSessions()));
        if (!current.sentence().equals(reference.sentence())) {
            out.println("           " + Wording.found(current));
        }
        out.println();
        strong(report.alarm() ? "ALARM: current differs from reference: " + Wording.counts(report) : "No alarm.");
        out.println();
        out.println(Wording.budget(report));
        out.println(Wording.detectable(report));
        aa.ifPresent(rate -> out.println(Wording.aa(rate, report)));
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
        List<Finding> moved = Wording.moved(report);
        for (int n = 0; n < Math.min(SHOWN, moved.size()); n++) {
            print(n + 1, moved.get(n));
        }
        if (moved.size() > SHOWN) {
            out.println();
            out.println((moved.size() - SHOWN) + " more are in --html and --json.");
        }
        words(Wording.words(report));
        newValues(Wording.fresh(report));
        out.flush();
    }

    private void print(int n, Finding finding) {
        out.println();
        strong(String.format(Locale.ROOT, "%2d. %s: %s", n, finding.aspect().label(), safe(finding.name(), 160)));
        out.println("  " + finding.theme());
        double most = finding.isShare() ? 1 : Math.max(Math.abs(finding.reference()), Math.abs(finding.current()));
        boolean bars = finding.reference() >= 0 && finding.current() >= 0; // a bar has no length below 0
        out.println(
                "    reference " + (bars ? bar(finding.reference(), most) + " " : "") + Wording.value(finding, false));
        out.println("    current   " + (bars ? bar(finding.current(), most) + " " : "") + Wording.value(finding, true));
        out.println("    " + Wording.effect(finding));
        if (!finding.also().isEmpty()) {
            out.println("    also: " + safe(String.join("; ", finding.also()), 200));
        }
        finding.slices().forEach(slice -> out.println("    " + Wording.slice(finding, slice)));
        finding.examples().stream().limit(2).forEach(shown -> {
            String text = finding.aspect() == Aspect.INPUT ? shown.input() : shown.output();
            out.println("    " + (shown.current() ? "current" : "reference") + ": " + safe(text, TEXT));
        });
    }

    private void words(List<Finding> words) {
        if (words.isEmpty()) {
            return;
        }
        out.println();
        strong("Words that are more or less frequent:");
        out.println("  reference  current");
        for (Finding word : words.stream().limit(SHOWN).toList()) {
            String also = word.also().isEmpty() ? "" : "  also: " + safe(String.join("; ", word.also()), 60);
            out.println(String.format(
                    Locale.ROOT,
                    "    %-6s  %-24s  %8s  %8s  %+5.1f points%s",
                    word.aspect().label(),
                    safe(word.name(), 24),
                    Wording.percent(word.reference()),
                    Wording.percent(word.current()),
                    100 * word.effect(),
                    also));
        }
        if (words.size() > SHOWN) {
            out.println("    " + (words.size() - SHOWN) + " more are in --html and --json.");
        }
    }

    private void newValues(List<Finding> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        out.println();
        strong("New in current (set logic, no alarm by itself):");
        out.println();
        for (Finding finding : fresh.stream().limit(SHOWN).toList()) {
            out.println("    " + finding.aspect().label() + " " + safe(finding.name(), 120) + "  "
                    + Wording.value(finding, true));
        }
        if (fresh.size() > SHOWN) {
            out.println("    " + (fresh.size() - SHOWN) + " more are in --html and --json.");
        }
    }

    private void strong(String text) {
        TerminalWriter.control(out, Control.BOLD);
        out.print(text);
        TerminalWriter.control(out, Control.PLAIN);
    }

    private static String bar(double value, double most) {
        int filled = most == 0 ? 0 : (int) Math.round(Math.clamp(value / most, 0, 1) * BAR);
        return "\u2588".repeat(filled) + "\u00b7".repeat(BAR - filled);
    }

    /** One line in which nothing acts, cut. */
    static String safe(String text, int most) {
        String line = Harmless.line(text.replace('\n', '\u23ce'));
        int end = Math.min(line.length(), most);
        boolean broken = end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
        return end < line.length() ? line.substring(0, broken ? end - 1 : end) + "\u2026" : line;
    }
}
