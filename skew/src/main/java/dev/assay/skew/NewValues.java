package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;
import dev.assay.stats.interval.Interval;
import dev.assay.stats.permute.FamilyResult;
import dev.assay.stats.permute.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Paths, tools, arguments, finish reasons, errors, hosts, models and settings that the reference never had: set logic, reported at once. */
final class NewValues {

    private static final int MOST = 30;
    private static final int MOST_EXAMPLES = 10;

    private NewValues() {}

    static List<Finding> of(Rows rows, TestResult result, List<Tests> tests) {
        Map<String, Double> adjusted = new HashMap<>();
        for (Tests family : tests) {
            if (family.name().equals("structure")) {
                FamilyResult values = result.family("structure");
                values.members().forEach(member -> adjusted.put(member.name(), member.pAdjusted()));
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Mark mark : rows.corpus().marks()) {
            if (mark.sort() == Mark.Sort.VALUE || mark.sort() == Mark.Sort.SETTING) {
                int[] in = rows.rows(mark);
                boolean isNew = in.length > 0;
                for (int row : in) {
                    isNew &= rows.design().current(row);
                }
                if (isNew) {
                    double[] flags = rows.flags(in);
                    Candidate candidate = new Candidate(
                            Finding.Kind.NEW_VALUE, mark.name(), mark.aspect(), Descriptor.Kind.FLAG, "share", flags);
                    Interval effect = Effects.of(candidate, flags, rows.design());
                    List<Finding.Shown> examples = new ArrayList<>();
                    for (int i = 0; i < Math.min(MOST_EXAMPLES, in.length); i++) {
                        examples.add(Findings.shown(rows, in[i]));
                    }
                    findings.add(new Finding(
                            Finding.Kind.NEW_VALUE,
                            "new values",
                            "new value",
                            mark.name(),
                            mark.aspect(),
                            "share",
                            0,
                            effect.estimate(),
                            rows.design().referenceRows(),
                            rows.design().currentRows(),
                            effect.estimate(),
                            effect.low(),
                            effect.high(),
                            adjusted.getOrDefault(mark.aspect().label() + " " + mark.name(), 1.0),
                            in.length,
                            false,
                            List.of(),
                            examples,
                            List.of(),
                            Finding.Histogram.NONE));
                }
            }
        }
        findings.sort(Comparator.comparingDouble(Finding::score).reversed());
        return findings.subList(0, Math.min(MOST, findings.size()));
    }
}
