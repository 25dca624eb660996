package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.SchemaOptions.Order;
import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.regex.Regex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects of one case: which properties have come decides which may come. Each declared one comes once at most. */
final class ObjectShape {

    private record Named(String name, Goal value, boolean required) {}

    /** How far an object has come. */
    private record Progress(BitSet seen, int count, boolean extras) {}

    private final Values values;
    private final List<ObjectPart> parts;
    private final Map<String, Goal> declared = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final int min;
    private final int max;
    private final OtherNames others;
    private @Nullable List<Named> possible;
    private final Map<Progress, Place> places = new HashMap<>();
    private final Map<String, Regex> firstNames = new HashMap<>();
    private final Map<String, Regex> laterNames = new HashMap<>();

    ObjectShape(Values values, Case of) {
        this.values = values;
        this.parts = List.copyOf(of.objects);
        int least = 0;
        int most = Integer.MAX_VALUE;
        Set<String> names = new LinkedHashSet<>();
        for (ObjectPart part : parts) {
            names.addAll(part.properties().keySet());
            required.addAll(part.required());
            least = Math.max(least, part.min());
            most = Math.min(most, part.max());
        }
        names.addAll(required);
        this.min = least;
        this.max = most;
        this.others = new OtherNames(values, parts, values.unevaluatedProperties(of), names);
        for (String name : names) {
            declared.put(name, others.valueOf(name));
        }
    }

    List<Goal> children() {
        List<Goal> all = new ArrayList<>(declared.values());
        all.addAll(others.children());
        return all;
    }

    private List<Named> possible() {
        List<Named> known = possible;
        if (known == null) {
            known = findPossible();
            possible = known;
        }
        return known;
    }

    private List<Named> findPossible() {
        List<Named> found = new ArrayList<>();
        for (Map.Entry<String, Goal> entry : declared.entrySet()) {
            if (others.mayBeNamed(entry.getKey()) && values.isPossible(entry.getValue())) {
                found.add(new Named(entry.getKey(), entry.getValue(), required.contains(entry.getKey())));
            }
        }
        return found;
    }

    /** Whether there is such an object. */
    boolean isPossible() {
        for (String name : required) {
            if (!others.mayBeNamed(name) || !values.isPossible(declared.getOrDefault(name, Goal.ANYTHING))) {
                return false;
            }
        }
        if (required.size() > max || min > max) {
            return false;
        }
        // found anew each time: while a goal is asked for that needs itself, answers are not for good
        return min <= required.size()
                || min <= findPossible().size()
                || !others.find().isEmpty();
    }

    /** After the opening brace. */
    Place start() {
        if (min > 1 && min > required.size() && !others.classes().isEmpty()) {
            throw Keywords.bad(
                    values.anySchema(parts),
                    "minProperties",
                    min
                            + " with names that are not declared (expected: no more than 1, or than are required: the"
                            + " same name might come twice)");
        }
        return place(new Progress(new BitSet(), 0, false));
    }

    private Place place(Progress progress) {
        return places.computeIfAbsent(
                progress,
                p -> missing(p) > 0 || p.count >= min
                        ? Place.soonestFirst(() -> steps(p))
                        : new Place(false, () -> steps(p)));
    }

    /** How many properties must still come. */
    private int missing(Progress progress) {
        int missing = 0;
        for (int i = 0; i < possible().size(); i++) {
            missing += (possible().get(i).required && !progress.seen.get(i)) ? 1 : 0;
        }
        return missing;
    }

    private List<Step> steps(Progress progress) {
        List<Step> steps = new ArrayList<>();
        List<Named> named = possible();
        boolean first = progress.count == 0 && progress.seen.isEmpty() && !progress.extras;
        int missing = missing(progress);
        if (missing == 0 && progress.count >= min) {
            steps.add(Step.terminal(values.spacing().mark("}"), Place.END));
        }
        boolean declaredOrder = values.options().order() == Order.DECLARED;
        int room = max - progress.count - missing;
        int from = !declaredOrder ? 0 : progress.extras ? named.size() : progress.seen.length();
        for (int i = from; i < named.size(); i++) {
            Named one = named.get(i);
            if (progress.seen.get(i) || (!one.required && room < 1)) {
                continue;
            }
            int left = named.size() - i - 1;
            boolean enough = !declaredOrder || !others.classes().isEmpty() || progress.count + 1 + left >= min;
            if (enough) {
                BitSet seen = (BitSet) progress.seen.clone();
                seen.set(i);
                Step step =
                        step(name(one.name, first), one.value, new Progress(seen, counted(progress), progress.extras));
                steps.add(one.required ? 0 : steps.size(), step); // what must come brings the end nearer
            }
            if (declaredOrder && one.required) {
                return steps;
            }
        }
        if (room >= 1) {
            for (OtherNames.NameClass names : others.classes()) {
                Progress after =
                        new Progress(progress.seen, counted(progress), declaredOrder || first || progress.extras);
                steps.add(step(
                        values.spacing().name(values.strings().quoted(names.content()), first), names.value(), after));
            }
        }
        return steps;
    }

    /** Counted no further than it can matter, so that equal situations are equal. */
    private int counted(Progress progress) {
        return max < Integer.MAX_VALUE ? progress.count + 1 : Math.min(progress.count + 1, Math.max(min, 1));
    }

    private Regex name(String name, boolean first) {
        return (first ? firstNames : laterNames)
                .computeIfAbsent(
                        name,
                        n -> values.spacing()
                                .name(values.strings().quoted(values.strings().oneOf(List.of(n))), first));
    }

    private Step step(Regex name, Goal value, Progress after) {
        return Step.terminal(name, new Place(false, () -> values.steps(value, place(after))));
    }
}
