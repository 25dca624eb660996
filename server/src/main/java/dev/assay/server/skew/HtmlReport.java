package dev.assay.server.skew;

import dev.assay.skew.Aspect;
import dev.assay.skew.Finding;
import dev.assay.skew.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A report as one page that needs nothing else: no script, no request, and a content policy that allows none. Texts are not trusted and
 * are escaped wherever they stand.
 */
final class HtmlReport {

    private static final int MAP_WIDTH = 1032;
    private static final int MAP_HEIGHT = 520;
    private static final double EDGE = 16;

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final Report report;

    private HtmlReport(Report report) {
        this.report = report;
    }

    static String of(Report report, Side reference, Side current) {
        HtmlReport html = new HtmlReport(report);
        html.head();
        html.summary(reference, current);
        html.findings();
        html.newValues();
        html.map();
        html.page.append("</main></body></html>\n");
        return html.page.toString();
    }

    private void head() {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" ")
                .append("content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<title>Skew</title><style>")
                .append(style())
                .append("</style></head><body><main>\n");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("/assay/skew/report.css")) {
            if (in == null) {
                throw new IllegalStateException("/assay/skew/report.css is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void summary(Side reference, Side current) {
        long alarms = report.findings().stream().filter(Finding::alarm).count();
        page.append(
                report.alarm()
                        ? "<h1 class=\"alarm\">\u2715 Current differs from reference in " + alarms
                                + (alarms == 1 ? " way" : " ways") + "</h1>"
                        : "<h1 class=\"calm\">\u2713 No alarm</h1>");
        side("Reference", reference, report.referenceRows());
        side("Current", current, report.currentRows());
        Report.Detectable d = report.detectable();
        paragraph(String.format(
                Locale.ROOT,
                "False-alarm budget %.1f %% over all %,d tests together, tolerance %.1f points, %,d permutations, seed %d, encoder %s. "
                        + "In four of five cases this would have found a share of 5 %% that grows by %.1f points, and one of 50 %% "
                        + "that moves by %.1f points.",
                100 * report.settings().alpha(),
                d.tests(),
                100 * report.settings().tolerance(),
                report.settings().permutations(),
                report.settings().seed(),
                report.encoder(),
                100 * d.rareShare(),
                100 * d.evenShare()));
        page.append("<h2>Families</h2><table><tr><th>family<th>tests<th>p<th>p adjusted<th></tr>");
        for (Report.Family family : report.families()) {
            page.append("<tr><td>")
                    .append(escape(family.name()))
                    .append(String.format(
                            Locale.ROOT,
                            "<td>%,d<td>%.3f<td>%.3f<td%s</tr>",
                            family.members(),
                            family.p(),
                            family.pAdjusted(),
                            family.alarm() ? " class=\"alarm\">\u2715 alarm" : ">"));
        }
        page.append("</table>");
    }

    private void side(String name, Side side, int rows) {
        String sample = side.rows() > rows ? String.format(Locale.ROOT, ", a sample of %,d", side.rows()) : "";
        String bad = side.bad() > 0 ? String.format(Locale.ROOT, "; %,d rows could not be understood", side.bad()) : "";
        paragraph(String.format(
                Locale.ROOT, "%s: %,d examples%s of %s (%s)%s", name, rows, sample, side.name(), side.sentence(), bad));
    }

    private void paragraph(String text) {
        page.append("<p class=\"quiet\">").append(escape(text)).append("</p>\n");
    }

    private void findings() {
        List<Finding> moved = report.findings().stream()
                .filter(f -> f.kind() != Finding.Kind.NEW_VALUE)
                .toList();
        page.append("<h2>What moved</h2>");
        if (moved.isEmpty()) {
            paragraph("Nothing moved by more than chance explains.");
        }
        int n = 0;
        for (Finding finding : moved) {
            finding(++n, finding);
        }
    }

    private void finding(int n, Finding finding) {
        page.append("<section class=\"finding\"><div><h3>")
                .append(n)
                .append(". ")
                .append(escape(finding.name()))
                .append("</h3><div class=\"quiet\">")
                .append(finding.aspect().label())
                .append(", ")
                .append(finding.kind().label())
                .append("</div><div>");
        if (finding.isShare()) {
            page.append(String.format(
                    Locale.ROOT,
                    "%+.1f points (%+.1f to %+.1f), p adjusted %.3f",
                    100 * finding.effect(),
                    100 * finding.low(),
                    100 * finding.high(),
                    finding.pAdjusted()));
        } else {
            page.append(String.format(
                    Locale.ROOT,
                    "Cliff\u2019s delta %+.2f (%+.2f to %+.2f), p adjusted %.3f",
                    finding.effect(),
                    finding.low(),
                    finding.high(),
                    finding.pAdjusted()));
        }
        page.append(finding.alarm() ? "" : ", within the tolerance").append("</div>");
        if (!finding.also().isEmpty()) {
            page.append("<div class=\"quiet\">the same rows: ")
                    .append(escape(TerminalReport.safe(String.join("; ", finding.also()), 300)))
                    .append("</div>");
        }
        for (Finding.Slice slice : finding.slices()) {
            page.append("<div class=\"quiet\">where ")
                    .append(escape(slice.field()))
                    .append(" is ")
                    .append(escape(TerminalReport.safe(slice.value(), 60)))
                    .append(String.format(
                            Locale.ROOT, ": %+.2f (%+.2f to %+.2f)</div>", slice.effect(), slice.low(), slice.high()));
        }
        page.append("</div><div>");
        bars(finding);
        histogram(finding.histogram());
        page.append("</div>");
        examples(finding);
        page.append("</section>\n");
    }

    private void bars(Finding finding) {
        double most = finding.isShare() ? 1 : Math.max(Math.abs(finding.reference()), Math.abs(finding.current()));
        page.append("<div class=\"bars\">");
        bar("reference", "", finding.reference(), most, finding);
        bar("current", " class=\"c\"", finding.current(), most, finding);
        page.append("</div>");
    }

    private void bar(String name, String style, double value, double most, Finding finding) {
        String figure = finding.isShare()
                ? String.format(Locale.ROOT, "%.1f %%", 100 * value)
                : String.format(
                        Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 1 ? "%.2f" : "%.4f", value);
        page.append(String.format(
                Locale.ROOT,
                "<span>%s</span><span class=\"bar\"><i%s style=\"width:%.1f%%\"></i></span><span class=\"n\">%s</span>",
                name,
                style,
                most == 0 ? 0 : Math.min(100, 100 * Math.abs(value) / most),
                figure));
        if (!finding.isShare() && !finding.unit().isEmpty() && !style.isEmpty()) {
            page.append("<span></span><span class=\"quiet\">mean, ")
                    .append(escape(finding.unit()))
                    .append("</span><span></span>");
        }
    }

    private void histogram(Finding.Histogram histogram) {
        if (histogram.reference().isEmpty()) {
            return;
        }
        int bins = histogram.reference().size();
        double most = 1e-9;
        for (int b = 0; b < bins; b++) {
            most = Math.max(
                    most,
                    Math.max(histogram.reference().get(b), histogram.current().get(b)));
        }
        double width = 360.0 / bins;
        page.append(
                "<svg class=\"hist\" viewBox=\"0 0 360 56\" role=\"img\" aria-label=\"distribution of both sides\">");
        for (int b = 0; b < bins; b++) {
            rectangle(
                    "r",
                    b * width + 1,
                    width / 2 - 1,
                    54 * histogram.reference().get(b) / most);
            rectangle(
                    "c",
                    b * width + width / 2,
                    width / 2 - 1,
                    54 * histogram.current().get(b) / most);
        }
        page.append("</svg><div class=\"quiet\">");
        page.append(String.format(
                Locale.ROOT,
                "%.3g to %.3g</div>",
                histogram.bounds().getFirst(),
                histogram.bounds().getLast()));
    }

    private void rectangle(String style, double x, double width, double height) {
        page.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style,
                x,
                56 - height,
                width,
                height));
    }

    private void examples(Finding finding) {
        if (finding.examples().isEmpty()) {
            return;
        }
        page.append("<details><summary>").append(finding.examples().size()).append(" examples that show it</summary>");
        for (Finding.Shown shown : finding.examples()) {
            page.append("<div class=\"shown\"><span class=\"quiet\">")
                    .append(shown.current() ? "current" : "reference")
                    .append("</span>");
            text("input", shown.input());
            if (finding.aspect() != Aspect.INPUT) {
                text("output", shown.output());
            }
            page.append("</div>");
        }
        page.append("</details>");
    }

    private void text(String label, String text) {
        if (!text.isEmpty()) {
            page.append("<pre aria-label=\"")
                    .append(label)
                    .append("\">")
                    .append(escape(text))
                    .append("</pre>");
        }
    }

    private void newValues() {
        List<Finding> fresh = report.findings().stream()
                .filter(f -> f.kind() == Finding.Kind.NEW_VALUE)
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        page.append("<h2>New in current</h2>");
        paragraph("Values that the reference never had. A matter of sets: no test, and no alarm by itself.");
        page.append("<table><tr><th>value<th>side<th>share of current</tr>");
        for (Finding finding : fresh) {
            page.append("<tr><td>")
                    .append(escape(finding.name()))
                    .append("<td>")
                    .append(finding.aspect().label())
                    .append(String.format(Locale.ROOT, "<td>%.1f %%</tr>", 100 * finding.current()));
        }
        page.append("</table>");
    }

    private void map() {
        if (report.layout().isEmpty()) {
            return;
        }
        page.append("<h2>The map</h2>");
        paragraph(
                "Each dot is an example, placed by the two main directions of the reference. Near dots mean nearly the same; the"
                        + " axes have no unit. Point at a dot to read it.");
        page.append("<p><i class=\"key\" style=\"background:var(--reference)\"></i>reference")
                .append("<i class=\"key\" style=\"background:var(--current)\"></i>current</p>");
        double lowX = Double.MAX_VALUE;
        double highX = -Double.MAX_VALUE;
        double lowY = Double.MAX_VALUE;
        double highY = -Double.MAX_VALUE;
        for (Report.Dot dot : report.layout()) {
            lowX = Math.min(lowX, dot.x());
            highX = Math.max(highX, dot.x());
            lowY = Math.min(lowY, dot.y());
            highY = Math.max(highY, dot.y());
        }
        page.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"map of both sides\">",
                MAP_WIDTH,
                MAP_HEIGHT));
        double scaleX = (MAP_WIDTH - 2 * EDGE) / Math.max(1e-9, highX - lowX);
        double scaleY = (MAP_HEIGHT - 2 * EDGE) / Math.max(1e-9, highY - lowY);
        for (Report.Dot dot : report.layout()) {
            page.append(String.format(
                            Locale.ROOT,
                            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill-opacity=\"0.6\"><title>",
                            dot.current() ? "c" : "r",
                            EDGE + (dot.x() - lowX) * scaleX,
                            MAP_HEIGHT - EDGE - (dot.y() - lowY) * scaleY))
                    .append(escape(dot.current() ? "current" : "reference"))
                    .append(dot.cluster().isEmpty() ? "" : " \u00b7 " + escape(dot.cluster()))
                    .append("\n")
                    .append(escape(dot.text()))
                    .append("</title></circle>");
        }
        page.append("</svg>");
    }

    /** Text as it may stand in elements and attributes; hidden, reordering and control characters are shown by number. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append((char) c);
                case '\r' -> escaped.append(' ');
                default -> {
                    boolean hidden =
                            type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
                    if (hidden) {
                        escaped.append(String.format(Locale.ROOT, "[U+%04X]", c));
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
