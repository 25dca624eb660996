package dev.assay.skew;

import dev.assay.stats.permute.FamilyResult;
import dev.assay.stats.permute.MemberResult;
import dev.assay.stats.permute.PermutationTest;
import dev.assay.stats.permute.TestResult;
import dev.assay.stats.permute.Together;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Compares two sides of a corpus by everything at once. */
public final class Comparison {

    private static final int MOST_FINDINGS = 60;

    /** A topic that comes or grows moves words, the whole and its own share: each a little. */
    private static final Together TOGETHER = new Together("together", List.of("words", "meaning", "topics"), 1);

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
        List<Tests> all =
                List.of(Structural.descriptors(rows), Structural.words(rows), semantic.tests(), semantic.topics());
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
        for (FamilyResult family : result.families()) {
            String name = family.name();
            boolean its = moved.stream().anyMatch(m -> m.family.equals(name) && effects.isAlarm(m));
            families.add(new Report.Family(name, family.members().size(), family.p(), family.pAdjusted(), its));
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
                rows.corpus().classifiers(),
                semantic.layout());
    }

    private TestResult run() {
        PermutationTest test = PermutationTest.of(rows.design(), settings.permutations(), settings.seed(), workers);
        return test.run(tests.stream().map(Tests::family).toList(), List.of(TOGETHER), workers);
    }

    /** What is significant, the smallest p first, then what is farthest out. */
    private List<Moved> moved(TestResult result, int most) {
        record At(int family, int member, MemberResult result) {}
        List<At> significant = new ArrayList<>();
        double level = settings.level();
        for (int f = 0; f < tests.size(); f++) {
            List<MemberResult> members = result.families().get(f).members();
            for (int m = 0; m < members.size(); m++) {
                if (members.get(m).pAdjusted() <= level) {
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
            Tests family = tests.get(at.family);
            int first = family.first(at.member);
            boolean itsOwn = significant.stream()
                    .anyMatch(a -> a.family == at.family && a.member >= first && a.member < at.member);
            if (moved.size() < most && !(first < at.member && itsOwn)) {
                List<MemberResult> members = result.families().get(at.family).members();
                shown(family, members, first, Math.max(first + 1, at.member), at.result.pAdjusted())
                        .ifPresent(moved::add);
            }
        }
        if (moved.stream().noneMatch(m -> TOGETHER.families().contains(m.family))) {
            together(result, level).ifPresent(moved::add);
        }
        return moved;
    }

    /** Where nothing of it is sure by itself: what is farthest out stands for all that was taken together. */
    private Optional<Moved> together(TestResult result, double level) {
        Optional<MemberResult> all = result.families().stream()
                .filter(family -> family.name().equals(TOGETHER.name()) && family.pAdjusted() <= level)
                .map(family -> family.members().getFirst())
                .findFirst();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int best = -1;
        for (int f = 0; f < tests.size(); f++) {
            if (TOGETHER.families().contains(tests.get(f).name())
                    && (best < 0
                            || result.families().get(f).p()
                                    < result.families().get(best).p())) {
                best = f;
            }
        }
        List<MemberResult> members = result.families().get(best).members();
        double sure = all.get().pAdjusted();
        return shown(tests.get(best), members, 0, members.size(), sure)
                .map(moved -> new Moved(TOGETHER.name(), moved.result, moved.candidate));
    }

    /** What is farthest out among some members, with the p of what it stands for. */
    private static Optional<Moved> shown(Tests family, List<MemberResult> members, int from, int to, double pAdjusted) {
        int farthest = from;
        for (int m = from; m < to; m++) {
            boolean isWhole = family.first(m) < m;
            farthest =
                    !isWhole && members.get(m).score() > members.get(farthest).score() ? m : farthest;
        }
        MemberResult it = members.get(farthest);
        MemberResult sure = new MemberResult(it.name(), it.value(), it.score(), it.p(), pAdjusted);
        return family.candidate(farthest).map(candidate -> new Moved(family.name(), sure, candidate));
    }
}
