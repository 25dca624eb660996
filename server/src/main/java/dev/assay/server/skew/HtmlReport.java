package dev.assay.server.skew;

import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Finding;
import dev.assay.skew.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report as one page that needs nothing else: no script, no request, and a content policy that allows none. Texts are not trusted and
 * are escaped wherever they stand.
 */
final class HtmlReport {

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final Report report;

    private HtmlReport(Report report) {
        this.report = report;
    }

    static String of(Report report, Side reference, Side current, Optional<FalseAlarms.Rate> aa) {
        HtmlReport html = new HtmlReport(report);
        html.head(reference, current);
        html.summary(reference, current, aa);
        html.page.append("<div class=\"columns\"><section id=\"findings\">");
        html.findings();
        html.page.append("</section><aside>");
        html.map();
        html.words();
        html.newValues();
        html.families();
        html.page.append("</aside></div></main></body></html>\n");
        return html.page.toString();
    }

    private void head(Side reference, Side current) {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" ")
                .append("content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<title>Skew: ")
                .append(Html.escape(TerminalReport.safe(reference.name() + " and " + current.name(), 120)))
                .append("</title><style>")
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

    private void summary(Side reference, Side current, Optional<FalseAlarms.Rate> aa) {
        page.append("<header><h1 class=\"")
                .append(report.alarm() ? "alarm\">\u2715 " : "calm\">\u2713 ")
                .append(Wording.title(report))
                .append("</h1>");
        boolean any = report.findings().stream().anyMatch(f -> f.kind() != Finding.Kind.NEW_VALUE);
        page.append("<p class=\"counts\">")
                .append(Html.escape(any ? Wording.counts(report) : "Nothing moved by more than chance explains."))
                .append("</p><dl>");
        side("r", "Reference", reference, report.referenceRows(), report.referenceSessions());
        side("c", "Current", current, report.currentRows(), report.currentSessions());
        page.append("</dl>");
        paragraph(Wording.budget(report));
        paragraph(Wording.detectable(report));
        aa.ifPresent(rate -> paragraph(Wording.aa(rate, report)));
        page.append("<nav><a href=\"#findings\">Findings</a>")
                .append(report.layout().isEmpty() ? "" : "<a href=\"#map\">Map</a>")
                .append(Wording.words(report).isEmpty() ? "" : "<a href=\"#words\">Words</a>")
                .append(Wording.fresh(report).isEmpty() ? "" : "<a href=\"#new\">New values</a>")
                .append("<a href=\"#tests\">Tests</a></nav></header>\n");
    }

    private void side(String style, String name, Side side, int rows, int sessions) {
        page.append("<dt><i class=\"key ")
                .append(style)
                .append("\"></i>")
                .append(name)
                .append("</dt><dd>")
                .append(Html.escape(Wording.side(side, rows, sessions)))
                .append("<div class=\"quiet\">")
                .append(Html.escape(Wording.found(side)))
                .append("</div></dd>");
    }

    private void paragraph(String text) {
        page.append("<p class=\"quiet\">").append(Html.escape(text)).append("</p>\n");
    }

    private void findings() {
        page.append("<h2>What moved</h2>");
        List<Finding> moved = Wording.moved(report);
        if (moved.isEmpty()) {
            paragraph(
                    Wording.words(report).isEmpty()
                            ? "Nothing moved by more than chance explains. What would have been found is said above."
                            : "Single words alone.");
        }
        for (int n = 0; n < moved.size(); n++) {
            new HtmlFinding(page, moved.get(n)).write(n + 1);
        }
    }

    private void map() {
        if (report.layout().isEmpty()) {
            return;
        }
        page.append("<h2 id=\"map\">The map</h2>");
        paragraph(
                "Each mark is an example; near marks mean nearly the same. The plane is the two main directions of the reference, so"
                        + " it stays where it is when current changes; its axes have no unit. Point at a mark to read it.");
        page.append("<p><i class=\"key r round\"></i>reference <i class=\"key c\"></i>current</p>");
        page.append(HtmlMap.of(report.layout()));
    }

    private void words() {
        List<Finding> words = Wording.words(report);
        if (words.isEmpty()) {
            return;
        }
        page.append("<h2 id=\"words\">Words</h2>");
        paragraph("The share of texts that have a word or a pair of neighbouring words.");
        page.append(
                "<table><tr><th>word<th>in<th class=\"n\">reference<th class=\"n\">current<th class=\"n\">points</tr>");
        for (Finding word : words) {
            page.append("<tr><td>")
                    .append(Html.escape(word.name()))
                    .append(also(word))
                    .append("<td class=\"quiet\">")
                    .append(word.aspect().label())
                    .append(String.format(
                            Locale.ROOT,
                            "<td class=\"n\">%s<td class=\"n\">%s<td class=\"n\">%+.1f <span class=\"quiet\">%+.1f to %+.1f</span></tr>",
                            Wording.percent(word.reference()),
                            Wording.percent(word.current()),
                            100 * word.effect(),
                            100 * word.low(),
                            100 * word.high()));
        }
        page.append("</table>");
    }

    private static String also(Finding word) {
        return word.also().isEmpty()
                ? ""
                : " <span class=\"quiet\">" + Html.escape(TerminalReport.safe(String.join(", ", word.also()), 80))
                        + "</span>";
    }

    private void newValues() {
        List<Finding> fresh = Wording.fresh(report);
        if (fresh.isEmpty()) {
            return;
        }
        page.append("<h2 id=\"new\">New in current</h2>");
        paragraph("Values that the reference never had. A matter of sets: no test, and no alarm by itself.");
        page.append("<table><tr><th>value<th>in<th class=\"n\">of current</tr>");
        for (Finding finding : fresh) {
            page.append("<tr><td class=\"code\">")
                    .append(Html.escape(finding.name()))
                    .append("<td class=\"quiet\">")
                    .append(finding.aspect().label())
                    .append("<td class=\"n\">")
                    .append(Wording.value(finding, true))
                    .append("</tr>");
        }
        page.append("</table>");
    }

    private void families() {
        page.append("<h2 id=\"tests\">What was tested</h2><table><tr><th>family<th class=\"n\">tests<th class=\"n\">p"
                + "<th class=\"n\">p adjusted<th></tr>");
        for (Report.Family family : report.families()) {
            page.append("<tr><td>")
                    .append(Html.escape(family.name()))
                    .append(String.format(
                            Locale.ROOT,
                            "<td class=\"n\">%,d<td class=\"n\">%.3f<td class=\"n\">%.3f<td%s</tr>",
                            family.members(),
                            family.p(),
                            family.pAdjusted(),
                            family.alarm() ? " class=\"alarm\">\u2715 alarm" : ">"));
        }
        page.append("</table>");
    }
}
