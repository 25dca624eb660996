package dev.assay.server.skew;

import dev.assay.skew.Aspect;
import dev.assay.skew.Finding;
import java.util.List;
import java.util.Locale;

/** One finding: what, by how much, both sides beside each other, and the examples that show it. */
final class HtmlFinding {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 64;
    private static final int LONGEST_ALSO = 240;
    private static final int LONGEST_LINE = 150;

    private final StringBuilder page;
    private final Finding finding;

    HtmlFinding(StringBuilder page, Finding finding) {
        this.page = page;
        this.finding = finding;
    }

    void write(int n) {
        page.append("<article class=\"finding\"><div class=\"what\"><h3><span class=\"rank\">")
                .append(n)
                .append("</span>")
                .append(Html.escape(finding.name()))
                .append("</h3><div class=\"quiet\">")
                .append(finding.aspect().label())
                .append(" \u00b7 ")
                .append(Html.escape(finding.theme()))
                .append("</div><div class=\"figures\">")
                .append(Html.escape(Wording.effect(finding)))
                .append("</div>");
        if (!finding.also().isEmpty()) {
            quiet("also: " + TerminalReport.safe(String.join("; ", finding.also()), LONGEST_ALSO));
        }
        finding.slices().forEach(slice -> quiet(Wording.slice(finding, slice)));
        page.append("</div><div class=\"sides\">");
        if (finding.isShare()) {
            page.append("<div class=\"bars\">");
            bar("reference", "", finding.reference(), Wording.value(finding, false));
            bar("current", " class=\"c\"", finding.current(), Wording.value(finding, true));
            page.append("</div>");
        } else {
            page.append("<div class=\"means figures\"><i class=\"key r\"></i>reference ")
                    .append(Html.escape(Wording.value(finding, false)))
                    .append("<br><i class=\"key c\"></i>current ")
                    .append(Html.escape(Wording.value(finding, true)))
                    .append("</div>");
            histogram(finding.histogram());
        }
        page.append("</div>");
        examples();
        page.append("</article>\n");
    }

    private void quiet(String text) {
        page.append("<div class=\"quiet\">").append(Html.escape(text)).append("</div>");
    }

    private void bar(String name, String style, double share, String value) {
        page.append(String.format(
                        Locale.ROOT,
                        "<span>%s</span><span class=\"bar\"><i%s style=\"width:%.1f%%\"></i></span><span class=\"n\">",
                        name,
                        style,
                        Math.clamp(100 * share, 0, 100)))
                .append(Html.escape(value))
                .append("</span>");
    }

    private void histogram(Finding.Histogram histogram) {
        List<Double> bounds = histogram.bounds();
        int bins = histogram.reference().size();
        if (bins < 2) {
            return;
        }
        double most = 1e-9;
        for (int b = 0; b < bins; b++) {
            most = Math.max(
                    most,
                    Math.max(histogram.reference().get(b), histogram.current().get(b)));
        }
        page.append(String.format(
                Locale.ROOT,
                "<svg class=\"hist\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"distribution of both sides\">",
                WIDTH,
                HEIGHT));
        double width = (double) WIDTH / bins;
        for (int b = 0; b < bins; b++) {
            String from = b == 0 ? "below " + Wording.figure(bounds.getFirst()) : Wording.figure(bounds.get(b - 1));
            String range =
                    b == 0 ? from : b == bins - 1 ? from + " and above" : from + " to " + Wording.figure(bounds.get(b));
            page.append("<g><title>")
                    .append(Html.escape(range + ": reference "
                            + Wording.percent(histogram.reference().get(b)) + ", current "
                            + Wording.percent(histogram.current().get(b))))
                    .append("</title>");
            rectangle("h", b * width, width, HEIGHT);
            rectangle(
                    "r",
                    b * width + 2,
                    width / 2 - 2,
                    (HEIGHT - 4) * histogram.reference().get(b) / most);
            rectangle(
                    "c",
                    b * width + width / 2,
                    width / 2 - 2,
                    (HEIGHT - 4) * histogram.current().get(b) / most);
            page.append("</g>");
        }
        page.append("</svg><div class=\"axis quiet\"><span>")
                .append(Wording.rounded(bounds.getFirst()))
                .append("</span><span>")
                .append(Html.escape(finding.unit()))
                .append("</span><span>")
                .append(Wording.rounded(bounds.getLast()))
                .append("</span></div>");
    }

    private void rectangle(String style, double x, double width, double height) {
        page.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style,
                x,
                HEIGHT - height,
                width,
                height));
    }

    private void examples() {
        if (finding.examples().isEmpty()) {
            return;
        }
        int count = finding.examples().size();
        Finding.Shown first = finding.examples().getFirst();
        page.append("<details><summary><span class=\"count\">")
                .append(count == 1 ? "1 example" : count + " examples")
                .append("</span> ")
                .append(Html.escape(TerminalReport.safe(
                        finding.aspect() == Aspect.INPUT ? first.input() : first.output(), LONGEST_LINE)))
                .append("</summary>");
        String phrase = finding.kind() == Finding.Kind.LEXICAL ? finding.name() : "";
        for (Finding.Shown shown : finding.examples()) {
            page.append("<div class=\"shown\">");
            text(shown.current() ? "current, input" : "reference, input", shown.input(), phrase);
            if (finding.aspect() != Aspect.INPUT) {
                text(shown.current() ? "current, output" : "reference, output", shown.output(), phrase);
            }
            page.append("</div>");
        }
        page.append("</details>");
    }

    private void text(String label, String text, String phrase) {
        if (!text.isEmpty()) {
            page.append("<div class=\"label quiet\">")
                    .append(label)
                    .append("</div><pre tabindex=\"0\">")
                    .append(Html.marked(text, phrase))
                    .append("</pre>");
        }
    }
}
