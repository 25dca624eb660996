package dev.assay.server.skew;

import dev.assay.skew.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Both sides as dots in a plane, with the phrases of the largest clusters where they lie. */
final class HtmlMap {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 600;
    private static final double EDGE = 20;
    private static final int MOST_NAMES = 14;
    private static final double LETTER = 6.2; // the width of a letter at 12 px, about
    private static final double LINE = 18;

    private final List<Report.Dot> dots;
    private final double lowX;
    private final double lowY;
    private final double scaleX;
    private final double scaleY;

    private HtmlMap(List<Report.Dot> dots) {
        this.dots = dots;
        double[] x = dots.stream().mapToDouble(Report.Dot::x).sorted().toArray();
        double[] y = dots.stream().mapToDouble(Report.Dot::y).sorted().toArray();
        lowX = x[0];
        lowY = y[0];
        scaleX = (WIDTH - 2 * EDGE) / Math.max(1e-9, x[x.length - 1] - lowX);
        scaleY = (HEIGHT - 2 * EDGE) / Math.max(1e-9, y[y.length - 1] - lowY);
    }

    static String of(List<Report.Dot> dots) {
        return new HtmlMap(dots).draw();
    }

    private double x(double at) {
        return EDGE + (at - lowX) * scaleX;
    }

    private double y(double at) {
        return HEIGHT - EDGE - (at - lowY) * scaleY;
    }

    private String draw() {
        StringBuilder svg = new StringBuilder(dots.size() * 200);
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"map of both sides\">",
                WIDTH,
                HEIGHT));
        for (Report.Dot dot : dots) {
            svg.append(String.format(
                            Locale.ROOT,
                            dot.current()
                                    ? "<path class=\"c\" d=\"M%.1f %.1fl3 5h-6z\"><title>"
                                    : "<circle class=\"r\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"><title>",
                            x(dot.x()),
                            dot.current() ? y(dot.y()) - 3 : y(dot.y())))
                    .append(dot.current() ? "current" : "reference")
                    .append(dot.cluster().isEmpty() ? "" : " \u00b7 " + Html.escape(dot.cluster()))
                    .append('\n')
                    .append(Html.escape(dot.text()))
                    .append(dot.current() ? "</title></path>" : "</title></circle>");
        }
        names(svg);
        return svg.append("</svg>").toString();
    }

    private void names(StringBuilder svg) {
        Map<String, double[]> middles = new HashMap<>();
        for (Report.Dot dot : dots) {
            if (!dot.cluster().isEmpty() && !dot.cluster().startsWith("cluster ")) {
                double[] middle = middles.computeIfAbsent(dot.cluster(), _ -> new double[3]);
                middle[0] += dot.x();
                middle[1] += dot.y();
                middle[2]++;
            }
        }
        List<Map.Entry<String, double[]>> largest = new ArrayList<>(middles.entrySet());
        largest.sort(Comparator.comparingDouble((Map.Entry<String, double[]> e) -> -e.getValue()[2])
                .thenComparing(Map.Entry::getKey));
        List<double[]> taken = new ArrayList<>();
        for (Map.Entry<String, double[]> one : largest) {
            double[] middle = one.getValue();
            double half = one.getKey().length() * LETTER / 2;
            double atX = Math.clamp(x(middle[0] / middle[2]), half + 4, Math.max(half + 4, WIDTH - half - 4));
            double atY = y(middle[1] / middle[2]);
            boolean free = taken.stream()
                    .noneMatch(t -> Math.abs(t[0] - atX) < t[2] + half + 6 && Math.abs(t[1] - atY) < LINE);
            if (free && taken.size() < MOST_NAMES) {
                taken.add(new double[] {atX, atY, half});
                svg.append(String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\">", atX, atY))
                        .append(Html.escape(one.getKey()))
                        .append("</text>");
            }
        }
    }
}
