package dev.assay.stats.permute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a family's members were under every labelling: in full for those that were observed farthest out, and as the largest of
 * the rest. What is kept does not depend on the order of arrival, because the rest is a maximum.
 */
final class Kept {

    // Two scores this near are equal: sums of the same numbers in another order differ in their last digits.
    private static final float TIE = 1e-5f;

    /** @param scores by labelling, the observed one first */
    @SuppressWarnings("ArrayRecordComponent") // only names what belongs together; nobody compares it
    record Member(int index, float observed, float[] scores) {}

    private static final Comparator<Member> NEAREST_FIRST = Comparator.comparingDouble(Member::observed)
            .thenComparing(Comparator.comparingInt(Member::index).reversed());

    private final int most;
    private final PriorityQueue<Member> members = new PriorityQueue<>(NEAREST_FIRST);
    private final float[] rest;
    private final double[] values;
    private final float[] observed;
    private final double[] p;
    private final boolean[] seen;

    Kept(int members, int labellings, int most) {
        this.most = most;
        this.rest = new float[labellings];
        this.values = new double[members];
        this.observed = new float[members];
        this.p = new double[members];
        this.seen = new boolean[members];
    }

    void accept(int index, double value, float[] scores) {
        int atLeast = 0;
        float threshold = threshold(scores[0]);
        for (float score : scores) {
            if (Float.isNaN(score)) {
                throw new IllegalStateException("Member " + index + " has a score that is not a number");
            }
            atLeast += score >= threshold ? 1 : 0;
        }
        synchronized (this) {
            if (seen[index]) {
                throw new IllegalStateException("Member " + index + " was handed over twice");
            }
            seen[index] = true;
            values[index] = value;
            observed[index] = scores[0];
            p[index] = (double) atLeast / scores.length; // the observed one is counted, so this is (1 + k) / (B + 1)
            members.add(new Member(index, scores[0], scores.clone()));
            if (members.size() > most) {
                float[] nearest = members.remove().scores();
                for (int b = 0; b < rest.length; b++) {
                    rest[b] = Math.max(rest[b], nearest[b]);
                }
            }
        }
    }

    /** The least score that counts as at least this one. */
    static float threshold(float score) {
        return score - TIE * (1 + Math.abs(score));
    }

    synchronized void complete(String family) {
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                throw new IllegalStateException("Member " + i + " of family '" + family + "' was not handed over");
            }
        }
    }

    /** Farthest out first. */
    synchronized List<Member> members() {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(NEAREST_FIRST.reversed());
        return sorted;
    }

    synchronized float[] rest() {
        return rest.clone();
    }

    /** The largest score of all members, by labelling. */
    synchronized float[] largest() {
        float[] largest = rest.clone();
        for (Member member : members) {
            float[] scores = member.scores();
            for (int b = 0; b < largest.length; b++) {
                largest[b] = Math.max(largest[b], scores[b]);
            }
        }
        return largest;
    }

    double value(int index) {
        return values[index];
    }

    float observed(int index) {
        return observed[index];
    }

    double p(int index) {
        return p[index];
    }

    int size() {
        return values.length;
    }
}
