package dev.assay.structured.constrain.regex;

import dev.assay.structured.constrain.regex.Regex.Kind;
import dev.assay.structured.constrain.regex.Regex.Life;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes upper bounds off repetitions that a token or two cannot exhaust, so that a string of 2,000 characters has as many states as one without
 * an end. Both languages hold the same words up to the smallest bound that was taken off; and if from wherever the relaxed one may be an end is
 * near enough, then neither runs out of words before the other.
 */
final class Relaxation {

    /** Bounds from which on they are taken off: the first leaves the fewest states, the second serves the longest tokens. */
    private static final int[] THRESHOLDS = {32, 192};

    /** Too few bytes to be of use. */
    private static final int FEWEST = 24;

    /** So many states are looked at to find out how near the ends are. */
    private static final int MOST_STATES = 3_000;

    private static final int TOO_MANY = Integer.MAX_VALUE;

    private final Regexes regexes;
    private int smallest;

    Relaxation(Regexes regexes) {
        this.regexes = regexes;
    }

    /** Whether a language has no word, if that is known of its relaxed one without looking further. */
    Optional<Boolean> isEmpty(Regex regex) {
        for (int threshold : THRESHOLDS) {
            smallest = Integer.MAX_VALUE;
            Regex relaxed = relax(regex, threshold);
            if (relaxed == regex) {
                return Optional.empty();
            }
            if (relaxed.farthest != 0 && relaxed.farthest <= smallest) {
                return Optional.of(relaxed.life == Life.DEAD);
            }
        }
        return Optional.empty();
    }

    Relaxed of(Regex regex) {
        for (int threshold : THRESHOLDS) {
            smallest = Integer.MAX_VALUE;
            Regex relaxed = relax(regex, threshold);
            if (relaxed == regex) {
                return new Relaxed(regex, Integer.MAX_VALUE);
            }
            int missing = regex.mayHideEmptiness ? farthest(relaxed) : 0;
            if (missing < TOO_MANY && smallest - missing >= FEWEST) {
                return new Relaxed(relaxed, smallest - missing);
            }
        }
        return new Relaxed(regex, Integer.MAX_VALUE);
    }

    private Regex relax(Regex regex, int threshold) {
        return switch (regex.kind) {
            case EMPTY, EPSILON, ATOM, MULTIPLE, NOT -> regex; // less inside a complement would be more outside
            case CONCAT -> {
                Regex first = relax(regex.parts[0], threshold);
                Regex second = relax(regex.parts[1], threshold);
                yield first == regex.parts[0] && second == regex.parts[1] ? regex : regexes.then(first, second);
            }
            case OR, AND -> {
                List<Regex> parts = new ArrayList<>(regex.parts.length);
                boolean same = true;
                for (Regex part : regex.parts) {
                    Regex relaxed = relax(part, threshold);
                    same &= relaxed == part;
                    parts.add(relaxed);
                }
                yield same ? regex : regex.kind == Kind.OR ? regexes.or(parts) : regexes.and(parts);
            }
            case REPEAT -> {
                Regex part = relax(regex.parts[0], threshold);
                boolean bounded = regex.high != Regex.UNBOUNDED && regex.high >= threshold && !part.nullable;
                if (bounded) {
                    smallest = Math.min(smallest, regex.high);
                }
                yield bounded || part != regex.parts[0]
                        ? regexes.repeat(part, regex.low, bounded ? Regex.UNBOUNDED : regex.high)
                        : regex;
            }
        };
    }

    /** How many bytes are missing to a word from where most are; finds on the way which states are alive. */
    private int farthest(Regex start) {
        if (start.farthest != 0) {
            return start.farthest;
        }
        Map<Regex, Integer> numbers = new LinkedHashMap<>();
        List<Regex> states = new ArrayList<>();
        List<List<Integer>> before = new ArrayList<>();
        number(start, numbers, states, before);
        for (int i = 0; i < states.size(); i++) {
            Regex state = states.get(i);
            Partition classes = state.partition();
            for (int c = 0; c < classes.size(); c++) {
                Regex after = state.derivative(classes.representative(c));
                if (after != regexes.empty()) {
                    before.get(number(after, numbers, states, before)).add(i);
                }
            }
            if (states.size() > MOST_STATES) {
                states.forEach(one -> one.farthest = TOO_MANY);
                return TOO_MANY;
            }
        }
        int[] missing = new int[states.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < missing.length; i++) {
            missing[i] = states.get(i).nullable ? 0 : -1;
            if (missing[i] == 0) {
                open.add(i);
            }
        }
        int most = 1;
        for (int i = 0; i < open.size(); i++) {
            int at = open.get(i);
            most = Math.max(most, missing[at]);
            for (int from : before.get(at)) {
                if (missing[from] < 0) {
                    missing[from] = missing[at] + 1;
                    open.add(from);
                }
            }
        }
        for (int i = 0; i < missing.length; i++) {
            states.get(i).life = missing[i] < 0 ? Life.DEAD : Life.LIVE;
            states.get(i).farthest = most;
        }
        return most;
    }

    private static int number(
            Regex state, Map<Regex, Integer> numbers, List<Regex> states, List<List<Integer>> before) {
        Integer known = numbers.putIfAbsent(state, states.size());
        if (known != null) {
            return known;
        }
        states.add(state);
        before.add(new ArrayList<>());
        return states.size() - 1;
    }
}
