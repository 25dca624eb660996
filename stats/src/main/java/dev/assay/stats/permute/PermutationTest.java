package dev.assay.stats.permute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares two sides by everything at once, with one set of permutations.
 *
 * <p>The chance that anything at all is called different when nothing is, is at most the level at which adjusted p-values are
 * read, exactly and whatever the dependence (Westfall and Young 1993, free step-down). In each family the largest score counts
 * (maxT). A score becomes the share of labellings under which the family's largest score is as large, so that families of any
 * size and kind are on one scale, and across families the smallest share counts (minP). Families with more weight have
 * their shares divided by it.
 *
 * <p>Of each family the members observed farthest out are adjusted step by step; those behind them by the single step, which is
 * never smaller.
 */
public final class PermutationTest {

    private static final int IN_FULL = 256;

    private final Labels labels;
    private final long seed;

    private PermutationTest(Labels labels, long seed) {
        this.labels = labels;
        this.seed = seed;
    }

    /**
     * A test with labels drawn for it.
     *
     * @param permutations at least 1; 999 or more where adjusted p-values of 0.05 shall be reached by several families
     */
    public static PermutationTest of(Design design, int permutations, long seed, Workers workers) {
        return new PermutationTest(Labels.draw(design, permutations, seed, workers), seed);
    }

    /** The labels that every statistic is evaluated under. */
    public Labels labels() {
        return labels;
    }

    /** Evaluates all statistics and adjusts for all of them together. */
    public TestResult run(List<Family> families, Workers workers) {
        return run(families, List.of(), workers);
    }

    /**
     * The same with some families taken together as well.
     *
     * @param together of the families that there are; with fewer than two of them it is left out
     * @return the families as given, then those together
     */
    public TestResult run(List<Family> families, List<Together> together, Workers workers) {
        List<Tested> tested = new ArrayList<>();
        for (Family family : families) {
            List<String> names = family.statistics().stream()
                    .flatMap(statistic -> statistic.names().stream())
                    .toList();
            tested.add(new Tested(family.name(), names, family.weight(), evaluate(family, workers)));
        }
        for (Together one : together) {
            List<float[]> largest = tested.stream()
                    .filter(family -> one.families().contains(family.name))
                    .map(family -> family.kept.largest())
                    .toList();
            if (largest.size() > 1) {
                Kept kept = new Kept(1, labels.count(), 1);
                float[] scores = Together.scores(largest);
                kept.accept(0, scores[0], scores);
                tested.add(new Tested(one.name(), List.of(one.name()), one.weight(), kept));
            }
        }
        return adjust(tested);
    }

    private record Tested(String name, List<String> members, double weight, Kept kept) {}

    private Kept evaluate(Family family, Workers workers) {
        int size = 0;
        for (Statistic statistic : family.statistics()) {
            size += statistic.names().size();
        }
        if (size == 0) {
            throw new IllegalArgumentException(
                    "The family '" + family.name() + "' has no members (expected: at least one)");
        }
        Kept kept = new Kept(size, labels.count(), IN_FULL);
        int first = 0;
        for (Statistic statistic : family.statistics()) {
            int offset = first;
            statistic.evaluate(labels, workers, (member, value, scores) -> kept.accept(offset + member, value, scores));
            first += statistic.names().size();
        }
        kept.complete(family.name());
        return kept;
    }

    /** A member on the common scale: the share of labellings under which its family's largest score is as large as its own. */
    @SuppressWarnings("ArrayRecordComponent") // only names what belongs together; nobody compares it
    private record Place(int family, int member, double share, float[] scores) {}

    private TestResult adjust(List<Tested> families) {
        double meanWeight =
                families.stream().mapToDouble(Tested::weight).average().orElse(1);
        List<FamilyScale> scales = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int f = 0; f < families.size(); f++) {
            FamilyScale scale = FamilyScale.of(families.get(f).kept, families.get(f).weight / meanWeight);
            scales.add(scale);
            for (Kept.Member member : families.get(f).kept.members()) {
                places.add(new Place(f, member.index(), scale.share(member.observed()), member.scores()));
            }
        }
        // Members of equal share are ordered by their score, which says more where few labellings are as far out.
        places.sort((a, b) -> {
            int byShare = Double.compare(a.share, b.share);
            return byShare != 0 ? byShare : Float.compare(b.scores[0], a.scores[0]);
        });

        int labellings = labels.count();
        // From the last place to the first: the smallest share of all that remain, under each labelling.
        double[] smallest = new double[labellings];
        Arrays.fill(smallest, Double.MAX_VALUE);
        float[][] largest = new float[families.size()][];
        for (int f = 0; f < families.size(); f++) {
            largest[f] = families.get(f).kept.rest();
            for (int b = 0; b < labellings; b++) {
                smallest[b] = Math.min(smallest[b], scales.get(f).share(largest[f][b]));
            }
        }
        double[] stepwise = new double[places.size()];
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            takeSmaller(smallest, place.scores, largest[place.family], scales.get(place.family));
            stepwise[i] = shareAtMost(smallest, place.share);
        }
        double[][] adjusted = new double[families.size()][];
        double[] lastKept = new double[families.size()];
        for (int f = 0; f < adjusted.length; f++) {
            adjusted[f] = new double[families.get(f).kept.size()];
        }
        double soFar = 0;
        for (int i = 0; i < stepwise.length; i++) {
            soFar = Math.max(soFar, stepwise[i]);
            Place place = places.get(i);
            adjusted[place.family][place.member] = soFar;
            lastKept[place.family] = soFar;
        }
        // smallest now holds the minimum over everything, sorted for the members that were not kept in full.
        Arrays.sort(smallest);
        List<FamilyResult> results = new ArrayList<>();
        for (int f = 0; f < families.size(); f++) {
            results.add(result(families.get(f), scales.get(f), adjusted[f], lastKept[f], smallest));
        }
        double least =
                results.stream().mapToDouble(FamilyResult::pAdjusted).min().orElse(1);
        return new TestResult(results, least, labellings - 1, seed);
    }

    private static FamilyResult result(
            Tested family, FamilyScale scale, double[] adjusted, double lastKept, double[] smallest) {
        Kept kept = family.kept;
        List<MemberResult> members = new ArrayList<>();
        double least = 1;
        float farthest = 0;
        for (int i = 0; i < adjusted.length; i++) {
            double p = adjusted[i];
            if (p == 0) { // not kept in full
                int atMost = Ranks.firstAbove(smallest, scale.share(kept.observed(i)) * (1 + 1e-9));
                p = Math.max(lastKept, (double) atMost / smallest.length);
            }
            least = Math.min(least, p);
            farthest = Math.max(farthest, kept.observed(i));
            members.add(new MemberResult(family.members.get(i), kept.value(i), kept.observed(i), kept.p(i), p));
        }
        return new FamilyResult(family.name, scale.unweightedShare(farthest), least, members);
    }

    /** Only a score above all of its family so far can have the smallest share, so most are never looked up. */
    private static void takeSmaller(double[] smallest, float[] scores, float[] largest, FamilyScale scale) {
        for (int b = 0; b < smallest.length; b++) {
            if (scores[b] > largest[b]) {
                largest[b] = scores[b];
                smallest[b] = Math.min(smallest[b], scale.share(scores[b]));
            }
        }
    }

    private static double shareAtMost(double[] smallest, double share) {
        int count = 0;
        for (double s : smallest) {
            count += s <= share * (1 + 1e-9) ? 1 : 0;
        }
        return (double) count / smallest.length;
    }
}
