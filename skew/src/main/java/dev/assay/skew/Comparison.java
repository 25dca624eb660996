package dev.assay.skew;

import dev.assay.stats.permute.FamilyResult;
import dev.assay.stats.permute.MemberResult;
import dev.assay.stats.permute.PermutationTest;
import dev.assay.stats.permute.TestResult;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Compares two sides of a corpus by everything at once. */
public final class Comparison {

    private static final int MOST_FINDINGS = 60;

    private final Rows rows;
    private final Settings settings;
    private final Workers workers;
    private final List<Tests> tests = new ArrayList<>();
    private final Semantic semantic;

    private Comparison(Rows rows, Settings settings, Workers workers) {
        this.rows = rows;
        this.settings = settings;
        this.workers = workers;
        this.semantic = new Semantic(rows, settings.seed(), workers);
        List<Tests> all = List.of(Structural.descriptors(rows), Structural.words(rows), semantic.tests());
        all.stream().filter(t -> !t.isEmpty()).forEach(tests::add);
    }

    /**
     * Some rows of a corpus against others of it.
     *
     * @throws IllegalArgumentException where a side has fewer than two sessions
     */
    public static Comparison of(Corpus corpus, int[] reference, int[] current, Settings settings, Workers workers) {
        int[] row = new int[reference.length + current.length];
        System.arraycopy(reference, 0, row, 0, reference.length);
        System.arraycopy(current, 0, row, reference.length, current.length);
        Arrays.sort(row);
        boolean[] isCurrent = new boolean[corpus.size()];
        for (int r : current) {
            isCurrent[r] = true;
        }
        boolean[] side = new boolean[row.length];
        for (int i = 0; i < row.length; i++) {
            side[i] = isCurrent[row[i]];
        }
        Rows rows = new Rows(corpus, row, side, settings.stratum());
        if (units(rows, false) < 2 || units(rows, true) < 2) {
            throw new IllegalArgumentException("The reference has " + units(rows, false) + " and the current side "
                    + units(rows, true) + " sessions or examples without one (expected: at least 2 each)");
        }
        return new Comparison(rows, settings, workers);
    }

    private static int units(Rows rows, boolean current) {
        int count = 0;
        for (int u = 0; u < rows.design().units(); u++) {
            count += rows.design().currentUnit(u) == current ? 1 : 0;
        }
        return count;
    }

    /** A member that moved, with what it is about. */
    record Moved(String family, MemberResult result, Candidate candidate) {}

    /** Whether there is an alarm, and nothing more: what simulations need. */
    public boolean alarms() {
        Effects effects = new Effects(rows, settings);
        return moved(run(), Integer.MAX_VALUE).stream().anyMatch(m -> effects.isAlarm(m));
    }

    /** The whole report. */
    public Report report() {
        TestResult result = run();
        Effects effects = new Effects(rows, settings);
        List<Moved> moved = moved(result, 400);
        List<Finding> findings = new ArrayList<>(new Findings(rows, effects).of(moved, MOST_FINDINGS));
        boolean alarm = moved.stream().anyMatch(effects::isAlarm);
        findings.addAll(NewValues.of(rows, result, tests));
        List<Report.Family> families = new ArrayList<>();
        for (int f = 0; f < tests.size(); f++) {
            FamilyResult family = result.families().get(f);
            String name = family.name();
            boolean its = moved.stream().anyMatch(m -> m.family.equals(name) && effects.isAlarm(m));
            families.add(new Report.Family(name, tests.get(f).members(), family.p(), family.pAdjusted(), its));
        }
        return new Report(
                alarm,
                families,
                findings,
                effects.detectable(tests),
                rows.design().referenceRows(),
                rows.design().currentRows(),
                units(rows, false),
                units(rows, true),
                settings,
                rows.corpus().encoder(),
                semantic.layout());
    }

    private TestResult run() {
        PermutationTest test = PermutationTest.of(rows.design(), settings.permutations(), settings.seed(), workers);
        return test.run(tests.stream().map(Tests::family).toList(), workers);
    }

    /** What is significant, the smallest p first, then what is farthest out. */
    private List<Moved> moved(TestResult result, int most) {
        record At(int family, int member, MemberResult result) {}
        List<At> significant = new ArrayList<>();
        for (int f = 0; f < tests.size(); f++) {
            List<MemberResult> members = result.families().get(f).members();
            for (int m = 0; m < members.size(); m++) {
                if (members.get(m).pAdjusted() <= settings.alpha()) {
                    significant.add(new At(f, m, members.get(m)));
                }
            }
        }
        // How texts are written, then what they are about, then single words: one word tells less than what it belongs
        // to.
        significant.sort(
                Comparator.comparingInt((At at) -> tests.get(at.family).name().equals("words") ? 1 : 0)
                        .thenComparingDouble(at -> -at.result.score()));
        List<Moved> moved = new ArrayList<>();
        for (At at : significant) {
            if (moved.size() < most) {
                String family = tests.get(at.family).name();
                tests.get(at.family)
                        .candidate(at.member)
                        .ifPresent(candidate -> moved.add(new Moved(family, at.result, candidate)));
            }
        }
        return moved;
    }
}
