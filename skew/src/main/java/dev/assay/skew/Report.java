package dev.assay.skew;

import java.util.List;

/**
 * What a comparison showed.
 *
 * @param referenceRows examples compared on the reference side
 * @param referenceSessions what may change places as a whole: sessions, or examples without one
 * @param findings what differs, farthest out first; then new values
 * @param layout both sides in a plane, or empty
 * @param encoder what made points of texts, or {@code none}
 * @param classifiers what told the probabilities of labels
 */
public record Report(
        boolean alarm,
        List<Family> families,
        List<Finding> findings,
        Detectable detectable,
        int referenceRows,
        int currentRows,
        int referenceSessions,
        int currentSessions,
        Settings settings,
        String encoder,
        List<String> classifiers,
        List<Dot> layout) {

    public Report {
        families = List.copyOf(families);
        findings = List.copyOf(findings);
        classifiers = List.copyOf(classifiers);
        layout = List.copyOf(layout);
    }

    /**
     * Tests that answer one question together.
     *
     * @param members how many tests there are in it
     * @param p of the family by itself
     * @param pAdjusted for everything that was tested
     */
    public record Family(String name, int members, double p, double pAdjusted, boolean alarm) {}

    /**
     * What would have been found in four of five cases, by the most careful reckoning: each test by itself with its part of the budget.
     *
     * @param rareShare the growth of a share of 5 %
     * @param evenShare the change of a share of 50 %
     * @param number the change of a number, as Cliff's delta
     * @param tests over which the budget was divided
     */
    public record Detectable(double rareShare, double evenShare, double number, int tests) {}

    /**
     * An example in the plane.
     *
     * @param cluster the phrases of its cluster, or empty
     */
    public record Dot(float x, float y, boolean current, String text, String cluster) {}
}
