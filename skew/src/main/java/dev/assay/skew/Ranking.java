package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptors;
import dev.assay.skew.descriptor.FunctionWords;
import dev.assay.skew.descriptor.Theme;
import dev.assay.stats.interval.Interval;
import java.util.Comparator;

/**
 * In what order findings are told: first what somebody would act upon, the largest certain effect first; then what only follows from
 * that; then single words. A difference of shares is Cliff's delta of flags, so effects of both kinds stand on one scale.
 */
final class Ranking {

    /** The order, of candidates with their effects. */
    static final Comparator<Ranked> ORDER = Comparator.comparingInt((Ranked ranked) -> tier(ranked.moved.candidate()))
            .thenComparingDouble(ranked -> -size(ranked))
            .thenComparingDouble(ranked -> -ranked.moved.result().score());

    private static final double SHARE = 1.15;
    private static final String WHOLE = "whole";

    private Ranking() {}

    /** What moved, and by how much. */
    record Ranked(Comparison.Moved moved, Interval effect) {}

    /** Of a share and a number that say nearly the same, the share is read more easily. */
    private static double size(Ranked ranked) {
        return ranked.effect.leastSize() * (ranked.moved.candidate().isShare() ? SHARE : 1);
    }

    private static int tier(Candidate candidate) {
        return switch (candidate.kind()) {
            case CLUSTER, NEW_VALUE -> 0;
            case DESCRIPTOR -> theme(candidate).equals(WHOLE) || isTexture(candidate) ? 1 : 0;
            case LEXICAL -> FunctionWords.only(candidate.name()) ? 3 : 2;
        };
    }

    private static boolean isTexture(Candidate candidate) {
        return Descriptors.theme(withoutRole(candidate.name()))
                .filter(Theme::isTexture)
                .isPresent();
    }

    /** What a finding is about, in one or two words. */
    static String theme(Candidate candidate) {
        String name = withoutRole(candidate.name());
        return switch (candidate.kind()) {
            case LEXICAL -> "words";
            case CLUSTER -> "topic";
            case NEW_VALUE -> "new value";
            case DESCRIPTOR ->
                Descriptors.theme(name)
                        .map(Theme::label)
                        .orElseGet(() -> name.startsWith("meaning ") ? WHOLE : values(name));
        };
    }

    private static String values(String name) {
        for (String tool : new String[] {"tool", "argument", "repeated tool"}) {
            if (name.startsWith(tool)) {
                return Theme.TOOLS.label();
            }
        }
        if (name.startsWith("path ") || name.startsWith("value ")) {
            return Theme.STRUCTURE.label();
        }
        if (name.startsWith("is far from")) {
            return "topic";
        }
        if (name.startsWith("is nearly another") || name.startsWith("is word for word")) {
            return "duplicates";
        }
        if (name.startsWith("classifier ")) {
            return "classified";
        }
        if (name.startsWith("answer is near")) {
            return Theme.GROUNDING.label();
        }
        return "call";
    }

    /** {@code system: words} and {@code form: CSV} are of the descriptors {@code words} and {@code form}. */
    private static String withoutRole(String name) {
        int colon = name.indexOf(": ");
        if (colon < 0) {
            return name;
        }
        String before = name.substring(0, colon);
        if (Descriptors.theme(before).isPresent()) {
            return before;
        }
        boolean role =
                before.equals("system") || before.equals("user") || before.equals("assistant") || before.equals("tool");
        return role ? withoutRole(name.substring(colon + 2)) : name;
    }
}
