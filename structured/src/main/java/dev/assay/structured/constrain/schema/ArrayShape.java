package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arrays of one case: items in turn, counted as far as it matters. */
final class ArrayShape {

    private static final int MOST_COUNTED = 2_000_000;

    private final Values values;
    private final List<ArrayPart> parts;
    private final List<Evaluated.Items> unevaluated;
    private final int prefix;
    private final Optional<DistinctItems> distinct;
    private final int min;
    private final int max;
    private Optional<SchemaNode> contains = Optional.empty();
    private int minContains;
    private int maxContains = Integer.MAX_VALUE;
    private boolean[][] alive = {};
    private final Map<Long, Place> places = new HashMap<>();

    ArrayShape(Values values, Case of) {
        this.values = values;
        this.parts = List.copyOf(of.arrays);
        this.unevaluated = values.unevaluatedItems(of);
        int longest = 0;
        int least = 0;
        int most = Integer.MAX_VALUE;
        for (ArrayPart part : parts) {
            longest = Math.max(longest, part.prefix().size());
            least = Math.max(least, part.min());
            most = Math.min(most, part.max());
            part.contains().ifPresent(schema -> contain(schema, part));
        }
        this.prefix = longest;
        this.min = least;
        this.max = most;
        this.distinct = distinct();
    }

    /** Items that differ can be held where they are few; empty if they need not differ. */
    private Optional<DistinctItems> distinct() {
        for (ArrayPart part : parts) {
            if (part.unique().isPresent() && max > 1) {
                Optional<DistinctItems> few = prefix > 0 || contains.isPresent()
                        ? Optional.empty()
                        : DistinctItems.of(values, item(0, List.of()), min, max);
                if (few.isEmpty()) {
                    throw Keywords.bad(
                            part.unique().get(),
                            "uniqueItems",
                            "no grammar of tokens can hold it (expected: a schema without it, or items that are one of"
                                    + " no more than 64 scalars)");
                }
                return few;
            }
        }
        return Optional.empty();
    }

    private void contain(SchemaNode schema, ArrayPart part) {
        if (part.minContains() == 0 && part.maxContains() == Integer.MAX_VALUE) {
            return;
        }
        if (contains.isPresent()) {
            throw Keywords.bad(schema, "contains", "a second 'contains' for the same array (expected: one)");
        }
        contains = Optional.of(schema);
        minContains = part.minContains();
        maxContains = part.maxContains();
    }

    private Goal item(int index, List<SchemaNode> more) {
        List<SchemaNode> all = new ArrayList<>(more);
        for (ArrayPart part : parts) {
            if (index < part.prefix().size()) {
                all.add(part.prefix().get(index));
            } else {
                part.rest().ifPresent(all::add);
            }
        }
        for (Evaluated.Items rest : unevaluated) {
            rest.at(index, values.document()).ifPresent(all::add);
        }
        return Goal.of(all);
    }

    /** What an item may be that counts. */
    private Goal counted(int index) {
        return item(index, contains.map(List::of).orElse(List.of()));
    }

    /** What an item may be that does not count: anything, unless too many could. */
    private Goal uncounted(int index) {
        return contains.isPresent() && maxContains < Integer.MAX_VALUE
                ? item(index, List.of(values.not(contains.get())))
                : item(index, List.of());
    }

    List<Goal> children() {
        if (distinct.isPresent()) {
            return distinct.get().children();
        }
        List<Goal> all = new ArrayList<>();
        for (int i = 0; i <= prefix; i++) {
            all.add(uncounted(i));
            if (contains.isPresent()) {
                all.add(counted(i));
            }
        }
        return all;
    }

    /** Whether there is such an array. */
    boolean isPossible() {
        if (distinct.isPresent()) {
            return distinct.get().isPossible();
        }
        if (contains.isPresent()) {
            return min <= max
                    && alive()[0][
                            0]; // found anew each time: while a goal is asked for that needs itself, answers are not
            // for good
        }
        for (int i = 0; i <= prefix && i < min; i++) {
            if (!values.isPossible(uncounted(i))) {
                return false;
            }
        }
        return min <= max;
    }

    private int lastIndex() {
        return max < Integer.MAX_VALUE ? max : Math.max(1, Math.max(prefix, min));
    }

    private int lastCount() {
        return maxContains < Integer.MAX_VALUE ? maxContains : minContains;
    }

    /** From which counts of items and of those that count an end can be reached. */
    private boolean[][] alive() {
        int items = lastIndex();
        int counts = lastCount();
        if ((long) items * counts > MOST_COUNTED) {
            throw Keywords.bad(
                    contains.orElseThrow(), "", "too many combinations of counts (expected: smaller bounds)");
        }
        boolean[][] found = new boolean[items + 1][counts + 1];
        boolean[] may = new boolean[prefix + 1];
        boolean[] mayCount = new boolean[prefix + 1];
        for (int i = 0; i <= prefix; i++) {
            may[i] = values.isPossible(uncounted(i));
            mayCount[i] = values.isPossible(counted(i));
        }
        for (int i = items; i >= 0; i--) {
            for (int c = counts; c >= 0; c--) {
                boolean on = i < items || max == Integer.MAX_VALUE;
                int next = Math.min(i + 1, items);
                int at = Math.min(i, prefix);
                boolean more = on
                        && ((mayCount[at] && c < counts && found[next][c + 1])
                                || (may[at] && next != i && found[next][c]));
                found[i][c] = (i >= min && c >= minContains) || more;
            }
        }
        return found;
    }

    /** After the opening bracket. */
    Place start() {
        if (distinct.isPresent()) {
            return distinct.get().start();
        }
        if (contains.isPresent() && alive.length == 0) {
            alive = alive();
        }
        return place(0, 0);
    }

    private Place place(int index, int count) {
        int at = Math.min(index, lastIndex());
        return places.computeIfAbsent(((long) at << 32) | count, k -> new Place(false, () -> steps(at, count)));
    }

    private List<Step> steps(int index, int count) {
        List<Step> steps = new ArrayList<>();
        if (index >= min && count >= minContains) {
            steps.add(Step.terminal(values.spacing().mark("]"), Place.END));
        }
        if (index < max) {
            if (index == 0) {
                steps.addAll(items(index, count));
            } else {
                List<Step> items = items(index, count);
                if (!items.isEmpty()) {
                    steps.add(Step.terminal(values.spacing().comma(), new Place(false, () -> items)));
                }
            }
        }
        return steps;
    }

    private List<Step> items(int index, int count) {
        int at = Math.min(index, prefix);
        int next = Math.min(index + 1, lastIndex());
        if (contains.isEmpty()) {
            return values.isPossible(uncounted(at)) ? values.steps(uncounted(at), place(next, 0)) : List.of();
        }
        List<Step> steps = new ArrayList<>();
        if (count < lastCount() && alive[next][count + 1] && values.isPossible(counted(at))) {
            steps.addAll(values.steps(counted(at), place(next, count + 1)));
        }
        if (alive[next][count] && values.isPossible(uncounted(at))) {
            steps.addAll(values.steps(uncounted(at), place(next, count)));
        }
        return steps;
    }
}
