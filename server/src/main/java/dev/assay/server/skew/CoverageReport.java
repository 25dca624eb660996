package dev.assay.server.skew;

import dev.assay.skew.Coverage;
import dev.assay.skew.Example;
import dev.assay.skew.noise.Twins;
import dev.assay.stats.interval.Interval;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of production a holdout lacks, as text and as JSON.
 *
 * @param sides the holdout and production
 */
record CoverageReport(
        Sides sides,
        String encoder,
        long seed,
        Interval uncovered,
        double expected,
        List<Coverage.Part> parts,
        List<Twins.Rate> noise,
        List<Coverage.Suggestion> suggestions) {

    private static final int PARTS = 10;
    private static final int TEXT = 140;

    CoverageReport {
        parts = List.copyOf(parts);
        noise = List.copyOf(noise);
        suggestions = List.copyOf(suggestions);
    }

    private String input(Coverage.Suggestion suggestion) {
        List<Example> examples = sides.examples();
        return examples.get(suggestion.row()).question();
    }

    ObjectNode json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.putObject("uncovered")
                .put("share", uncovered.estimate())
                .put("low", uncovered.low())
                .put("high", uncovered.high())
                .put("expected", expected);
        int held = sides.first().examples().size();
        root.putObject("sizes")
                .put("holdout", held)
                .put("production", sides.second().examples().size())
                .put("holdoutRows", sides.first().rows())
                .put("productionRows", sides.second().rows());
        ArrayNode clusters = root.putArray("clusters");
        parts.forEach(part -> clusters.addObject()
                .put("name", part.name())
                .put("examples", part.examples())
                .put("share", part.share())
                .put("uncovered", part.uncovered().estimate())
                .put("low", part.uncovered().low())
                .put("high", part.uncovered().high()));
        ArrayNode rates = root.putArray("noise");
        noise.forEach(rate -> rates.addObject()
                .put("name", rate.name())
                .put("holdout", rate.holdout())
                .put("production", rate.production())
                .put("missing", rate.missing()));
        ArrayNode add = root.putArray("suggestions");
        suggestions.forEach(suggestion -> add.addObject()
                .put("input", input(suggestion))
                .put("row", suggestion.row() - held)
                .put("how", suggestion.drawn() ? "drawn" : "chosen")
                .put("inclusion", suggestion.inclusion()));
        return root.put("seed", seed).put("encoder", encoder);
    }

    void print(PrintWriter out) {
        int held = sides.first().examples().size();
        int produced = sides.second().examples().size();
        out.println("holdout     " + Wording.side(sides.first(), held, held));
        out.println("            " + Wording.found(sides.first()));
        out.println("production  " + Wording.side(sides.second(), produced, produced));
        out.println("            " + Wording.found(sides.second()));
        out.println();
        out.printf(
                Locale.ROOT,
                "%s of production has no near neighbour in the holdout (%.1f to %.1f; about %.0f %% if both were drawn alike).%n%n",
                Wording.percent(uncovered.estimate()),
                100 * uncovered.low(),
                100 * uncovered.high(),
                100 * expected);
        out.println("Least covered topics:");
        for (Coverage.Part part : parts.stream().limit(PARTS).toList()) {
            out.printf(
                    Locale.ROOT,
                    "  %5.1f %% of %,5d (%.0f to %.0f)  %s%n",
                    100 * part.uncovered().estimate(),
                    part.examples(),
                    100 * part.uncovered().low(),
                    100 * part.uncovered().high(),
                    TerminalReport.safe(part.name(), 80));
        }
        out.println();
        out.println("Noise                      holdout  production");
        for (Twins.Rate rate : noise) {
            out.printf(
                    Locale.ROOT,
                    "  %-24s %7s  %10s%s%n",
                    rate.name(),
                    Wording.percent(rate.holdout()),
                    Wording.percent(rate.production()),
                    rate.missing() > 0 ? "  lacking; --twins makes it" : "");
        }
        if (!suggestions.isEmpty()) {
            out.println();
            out.println("Add these (chosen: for what is not covered; drawn: at random, so that means stay unbiased):");
            for (Coverage.Suggestion one : suggestions) {
                out.println("  " + (one.drawn() ? "drawn   " : "chosen  ") + TerminalReport.safe(input(one), TEXT));
            }
        }
    }
}
