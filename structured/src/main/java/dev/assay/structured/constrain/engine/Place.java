package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.regex.Regex;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place between the symbols of a rule. What can follow is found when it is first asked for. */
public final class Place {

    private static final AtomicInteger IDS = new AtomicInteger();

    /** The end of any rule. */
    public static final Place END = new Place(true, List::of);

    /** What can follow: a terminal or a rule, and the place after it. */
    public static final class Step {
        final @Nullable Regex terminal;
        final @Nullable Rule rule;
        final Place after;

        private Step(@Nullable Regex terminal, @Nullable Rule rule, Place after) {
            this.terminal = terminal;
            this.rule = rule;
            this.after = after;
        }

        /** A terminal; the empty word is not among what it matches. */
        public static Step terminal(Regex terminal, Place after) {
            if (terminal.accepts()) {
                throw new IllegalArgumentException("a terminal that can be nothing");
            }
            return new Step(terminal, null, after);
        }

        /** Another rule. */
        public static Step rule(Rule rule, Place after) {
            return new Step(null, rule, after);
        }
    }

    final int id = IDS.getAndIncrement();
    final boolean end;

    /** Whether the first step leads to the end of the rule by itself or by places of the same kind, so that no other need be looked at. */
    final boolean soonestFirst;

    private @Nullable Supplier<List<Step>> expansion;
    private List<Step> steps = List.of();

    /**
     * A place.
     *
     * @param end whether the rule may end here
     * @param expansion what can follow; called at most once
     */
    public Place(boolean end, Supplier<List<Step>> expansion) {
        this(end, expansion, false);
    }

    private Place(boolean end, Supplier<List<Step>> expansion, boolean soonestFirst) {
        this.soonestFirst = soonestFirst;
        this.end = end;
        this.expansion = expansion;
    }

    /** A place where a rule does not end, and whose first step leads to the end as soon as any. */
    public static Place soonestFirst(Supplier<List<Step>> expansion) {
        return new Place(false, expansion, true);
    }

    List<Step> steps() {
        Supplier<List<Step>> pending = expansion;
        if (pending != null) {
            steps = pending.get();
            expansion = null;
        }
        return steps;
    }

    /** Whether nothing can follow but what follows the rule. */
    boolean isOnlyEnd() {
        return end && steps().isEmpty();
    }
}
