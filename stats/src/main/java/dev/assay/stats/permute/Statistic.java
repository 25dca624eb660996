package dev.assay.stats.permute;

import java.util.List;

/**
 * One or more functions of a labelling, its members, each evaluated under the observed labels and under every permutation of them.
 *
 * <p>Members report scores: at least 0, large where the sides differ, on the scale of an absolute standard normal value, so that
 * members of different kinds share a family fairly. A score must be the same function of the labels at every position, and
 * may otherwise depend only on what permutation leaves as it is (pooled values, units, strata, the set of all labellings).
 */
public interface Statistic {

    /** Takes what one member was under every labelling. */
    @FunctionalInterface
    interface Sink {

        /**
         * May be called from several threads.
         *
         * @param member the position in {@link Statistic#names()}
         * @param value what was observed, in the member's own unit, signed so that more on the current side is positive
         * @param scores by labelling, the observed one first; copied where it is kept
         */
        void accept(int member, double value, float[] scores);
    }

    /** The names of the members. */
    List<String> names();

    /** Evaluates every member under every labelling and hands each over once. */
    void evaluate(Labels labels, Workers workers, Sink sink);
}
