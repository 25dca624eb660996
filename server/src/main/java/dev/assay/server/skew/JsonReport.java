package dev.assay.server.skew;

import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Finding;
import dev.assay.skew.Report;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as one JSON object. */
final class JsonReport {

    private JsonReport() {}

    static ObjectNode of(Report report, Side reference, Side current, Optional<FalseAlarms.Rate> aa) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("alarm", report.alarm());
        ArrayNode families = root.putArray("families");
        for (Report.Family family : report.families()) {
            families.addObject()
                    .put("name", family.name())
                    .put("p", family.p())
                    .put("pAdjusted", family.pAdjusted())
                    .put("alarm", family.alarm())
                    .put("tests", family.members());
        }
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> add(findings.addObject(), finding));
        root.putObject("mde")
                .put("share5", report.detectable().rareShare())
                .put("share50", report.detectable().evenShare())
                .put("cliffsDelta", report.detectable().number())
                .put("power", 0.8)
                .put("tests", report.detectable().tests());
        root.putObject("sizes")
                .put("reference", report.referenceRows())
                .put("current", report.currentRows())
                .put("referenceSessions", report.referenceSessions())
                .put("currentSessions", report.currentSessions())
                .put("referenceRows", reference.rows())
                .put("currentRows", current.rows());
        root.put("seed", report.settings().seed());
        root.put("budget", report.settings().alpha());
        root.put("tolerance", report.settings().tolerance());
        root.put("permutations", report.settings().permutations());
        root.put("encoder", report.encoder());
        ArrayNode classifiers = root.putArray("classifiers");
        report.classifiers().forEach(classifiers::add);
        aa.ifPresent(rate -> root.putObject("aa")
                .put("alarms", rate.alarms())
                .put("splits", rate.splits())
                .put("low", rate.interval().low())
                .put("high", rate.interval().high()));
        return root;
    }

    private static void add(ObjectNode node, Finding finding) {
        node.put("kind", finding.kind().label())
                .put("name", finding.name())
                .put("side", finding.aspect().label())
                .put("family", finding.family())
                .put("theme", finding.theme())
                .put("unit", finding.unit())
                .put("reference", finding.reference())
                .put("current", finding.current())
                .put("referenceOf", finding.referenceOf())
                .put("currentOf", finding.currentOf())
                .put("effect", finding.effect())
                .put("low", finding.low())
                .put("high", finding.high())
                .put("pAdjusted", finding.pAdjusted())
                .put("alarm", finding.alarm());
        ArrayNode examples = node.putArray("examples");
        finding.examples()
                .forEach(shown -> examples.addObject()
                        .put("side", shown.current() ? "current" : "reference")
                        .put("input", shown.input())
                        .put("output", shown.output()));
        ArrayNode also = node.putArray("also");
        finding.also().forEach(also::add);
        ArrayNode slices = node.putArray("slices");
        finding.slices()
                .forEach(slice -> slices.addObject()
                        .put("field", slice.field())
                        .put("value", slice.value())
                        .put("effect", slice.effect())
                        .put("low", slice.low())
                        .put("high", slice.high())
                        .put("reference", slice.reference())
                        .put("current", slice.current()));
    }
}
