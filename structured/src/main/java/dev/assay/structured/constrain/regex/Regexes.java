package dev.assay.structured.constrain.regex;

import dev.assay.structured.constrain.regex.Regex.Kind;
import dev.assay.structured.constrain.regex.Regex.Life;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes regular languages and keeps each once. For one thread at a time. */
public final class Regexes {

    /** So many states of an intersection are looked at for a word at first, and so many before it is given up. */
    private static final int SHORT_SEARCH = 500;

    private static final int SEARCH = 200_000;

    private static final Regex[] NO_PARTS = {};

    private record Key(
            Kind kind,
            List<Regex> parts,
            int low,
            int high,
            int atom,
            @Nullable MultipleOf multiple) {}

    private record Encoded(CodePoints characters, Encoding encoding) {}

    private record Pair(Partition one, Partition other) {}

    /** So many classes of characters are kept for all that is compiled: most patterns use the same few, and large ones take long to encode. */
    private static final int MOST_COMMON = 2_000;

    private static final Map<Encoded, Atom> COMMON = new ConcurrentHashMap<>();

    private final Map<Key, Regex> all = new HashMap<>();
    private final Map<Encoded, Atom> encoded = new HashMap<>();
    private final Map<String, Regex> words = new HashMap<>();
    private final Map<Pair, Partition> refined = new HashMap<>();
    private final Regex empty = make(Kind.EMPTY, List.of(), 0, 0, Atom.END, null);
    private final Regex epsilon = make(Kind.EPSILON, List.of(), 0, 0, Atom.END, null);
    private final Regex everything = make(Kind.NOT, List.of(empty), 0, 0, Atom.END, null);

    /** No languages yet but the trivial ones. */
    public Regexes() {
        empty.life = Life.DEAD;
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    private Regex make(Kind kind, List<Regex> parts, int low, int high, Atom atom, @Nullable MultipleOf multiple) {
        Key key = new Key(kind, parts, low, high, kind == Kind.ATOM ? atom.id : -1, multiple);
        Regex known = all.get(key);
        if (known == null) {
            known = new Regex(this, all.size(), kind, parts.toArray(NO_PARTS), low, high, atom, multiple);
            all.put(key, known);
        }
        return known;
    }

    /** The language without words. */
    public Regex empty() {
        return empty;
    }

    /** The language of the empty word alone. */
    public Regex epsilon() {
        return epsilon;
    }

    /** One character of a class. */
    public Regex oneOf(CodePoints characters, Encoding encoding) {
        if (characters.isEmpty()) {
            return empty;
        }
        Encoded key = new Encoded(characters, encoding);
        Atom atom = COMMON.get(key);
        if (atom == null) {
            atom = encoded.computeIfAbsent(key, k -> Encoder.encode(characters, encoding));
            if (COMMON.size() < MOST_COMMON) {
                COMMON.put(key, atom);
            }
        }
        return atom(atom);
    }

    private Regex atom(Atom atom) {
        return atom.isLeaf() ? atom.end ? epsilon : empty : make(Kind.ATOM, List.of(), 0, 0, atom, null);
    }

    /** One of some words. */
    public Regex words(Iterable<byte[]> words) {
        return atom(Literals.of(words));
    }

    /** One word, in UTF-8. */
    public Regex word(String word) {
        return words.computeIfAbsent(word, k -> words(List.of(k.getBytes(StandardCharsets.UTF_8))));
    }

    /** One of some words inside a JSON string, in every spelling that a reader takes for it. */
    public Regex wordsInAnySpelling(Iterable<String> words) {
        return atom(Literals.inAnySpelling(words));
    }

    /** All numbers that {@code divisor} divides, written without exponent; only to be intersected with a grammar of numbers. */
    public Regex multipleOf(BigDecimal divisor) {
        return make(Kind.MULTIPLE, List.of(), 0, 0, Atom.END, MultipleOf.of(divisor));
    }

    /** One after the other. */
    public Regex concat(Regex... parts) {
        Regex all = epsilon;
        for (int i = parts.length - 1; i >= 0; i--) {
            all = then(parts[i], all);
        }
        return all;
    }

    Regex then(Regex first, Regex second) {
        if (first == empty || second == empty) {
            return empty;
        }
        if (first == epsilon) {
            return second;
        }
        if (second == epsilon) {
            return first;
        }
        List<Regex> row = new ArrayList<>();
        Regex last = first;
        for (; last.kind == Kind.CONCAT; last = last.parts[1]) {
            row.add(last.parts[0]);
        }
        row.add(last);
        Regex all = second;
        for (int i = row.size() - 1; i >= 0; i--) {
            all = make(Kind.CONCAT, List.of(row.get(i), all), 0, 0, Atom.END, null);
        }
        return all;
    }

    /** Any of them. */
    public Regex or(Collection<Regex> parts) {
        TreeMap<Integer, Regex> flat = new TreeMap<>();
        for (Regex part : parts) {
            if (part == everything) {
                return everything;
            }
            for (Regex one : part.kind == Kind.OR ? part.parts : new Regex[] {part}) {
                if (one != empty) {
                    flat.put(one.id, one);
                }
            }
        }
        if (flat.containsKey(epsilon.id) && flat.values().stream().anyMatch(one -> one != epsilon && one.nullable)) {
            flat.remove(epsilon.id);
        }
        return switch (flat.size()) {
            case 0 -> empty;
            case 1 -> flat.firstEntry().getValue();
            default -> make(Kind.OR, List.copyOf(flat.values()), 0, 0, Atom.END, null);
        };
    }

    /** Any of them. */
    public Regex or(Regex... parts) {
        return or(Arrays.asList(parts));
    }

    /** What is in all of them. */
    public Regex and(Collection<Regex> parts) {
        TreeMap<Integer, Regex> flat = new TreeMap<>();
        for (Regex part : parts) {
            if (part == empty) {
                return empty;
            }
            for (Regex one : part.kind == Kind.AND ? part.parts : new Regex[] {part}) {
                if (one != everything) {
                    flat.put(one.id, one);
                }
            }
        }
        if (flat.containsKey(epsilon.id)) {
            return flat.values().stream().allMatch(one -> one.nullable) ? epsilon : empty;
        }
        return switch (flat.size()) {
            case 0 -> everything;
            case 1 -> flat.firstEntry().getValue();
            default -> make(Kind.AND, List.copyOf(flat.values()), 0, 0, Atom.END, null);
        };
    }

    /** What is in all of them. */
    public Regex and(Regex... parts) {
        return and(Arrays.asList(parts));
    }

    /** All words of bytes that are not in it; only to be intersected with something that is text. */
    public Regex not(Regex part) {
        return part.kind == Kind.NOT ? part.parts[0] : make(Kind.NOT, List.of(part), 0, 0, Atom.END, null);
    }

    /** {@code low} to {@code high} times. */
    public Regex repeat(Regex part, int low, int high) {
        if (high == 0 || part == epsilon) {
            return epsilon;
        }
        if (part == empty) {
            return low == 0 ? epsilon : empty;
        }
        if (low == 1 && high == 1) {
            return part;
        }
        if (part.kind == Kind.REPEAT && part.low == 0 && part.high == Regex.UNBOUNDED) {
            return part;
        }
        return make(Kind.REPEAT, List.of(part), low, high, Atom.END, null);
    }

    /** {@code low} times or more. */
    public Regex atLeast(Regex part, int low) {
        return repeat(part, low, Regex.UNBOUNDED);
    }

    /** Any number of times. */
    public Regex star(Regex part) {
        return atLeast(part, 0);
    }

    /** Once or not at all. */
    public Regex optional(Regex part) {
        return or(part, epsilon);
    }

    Partition refine(Partition one, Partition other) {
        if (one == other || other == Partition.WHOLE) {
            return one;
        }
        if (one == Partition.WHOLE) {
            return other;
        }
        return refined.computeIfAbsent(new Pair(one, other), pair -> one.refined(other));
    }

    Regex derive(Regex regex, int b) {
        return switch (regex.kind) {
            case EMPTY, EPSILON -> empty;
            case ATOM -> {
                Atom next = regex.atom.next(b);
                yield next == null ? empty : atom(next);
            }
            case CONCAT -> {
                Regex first = then(regex.parts[0].derivative(b), regex.parts[1]);
                yield regex.parts[0].nullable ? or(first, regex.parts[1].derivative(b)) : first;
            }
            case OR -> or(derivatives(regex, b));
            case AND -> and(derivatives(regex, b));
            case NOT -> not(regex.parts[0].derivative(b));
            case REPEAT ->
                then(
                        regex.parts[0].derivative(b),
                        repeat(
                                regex.parts[0],
                                Math.max(0, regex.low - 1),
                                regex.high == Regex.UNBOUNDED ? Regex.UNBOUNDED : regex.high - 1));
            case MULTIPLE -> {
                MultipleOf multiple = regex.multiple;
                yield multiple != null && multiple.allows(b)
                        ? make(Kind.MULTIPLE, List.of(), 0, 0, Atom.END, multiple.after(b))
                        : empty;
            }
        };
    }

    private static List<Regex> derivatives(Regex regex, int b) {
        List<Regex> after = new ArrayList<>(regex.parts.length);
        for (Regex part : regex.parts) {
            after.add(part.derivative(b));
        }
        return after;
    }

    boolean isEmpty(Regex regex) {
        if (regex.life != Life.UNKNOWN) {
            return regex.life == Life.DEAD;
        }
        boolean dead = regex.mayHideEmptiness && !regex.nullable && findEmptiness(regex);
        regex.life = dead ? Life.DEAD : Life.LIVE;
        return dead;
    }

    private boolean findEmptiness(Regex regex) {
        return switch (regex.kind) {
            case CONCAT -> isEmpty(regex.parts[0]) || isEmpty(regex.parts[1]);
            case OR -> {
                for (Regex part : regex.parts) {
                    if (!isEmpty(part)) {
                        yield false;
                    }
                }
                yield true;
            }
            case REPEAT -> regex.low > 0 && isEmpty(regex.parts[0]);
            case AND -> {
                List<Atom> finite = finiteParts(regex);
                yield finite.isEmpty() ? !hasInfinitePart(regex) && hasNoWord(regex) : !Atom.haveCommonWord(finite);
            }
            case NOT, MULTIPLE -> hasNoWord(regex);
            case EMPTY, EPSILON, ATOM -> regex == empty;
        };
    }

    /** The parts of an intersection of finite sets alone; none if one is something else. */
    private static List<Atom> finiteParts(Regex regex) {
        List<Atom> atoms = new ArrayList<>();
        for (Regex part : regex.parts) {
            if (part.kind != Kind.ATOM) {
                return List.of();
            }
            atoms.add(part.atom);
        }
        return atoms;
    }

    /**
     * Whether this is an intersection of one repetition, without a bound or of any characters, with complements of finite sets: it cannot
     * run out of words. Cuts the search short where it would happen most, at the names of further properties.
     */
    boolean hasInfinitePart(Regex regex) {
        if (regex.kind != Kind.AND) {
            return false;
        }
        int repeats = 0;
        for (Regex part : regex.parts) {
            if (part.kind == Kind.REPEAT
                    && part.parts[0].kind == Kind.ATOM
                    && (part.high == Regex.UNBOUNDED || Slice.TEXT.isWithin(part.parts[0].atom))) {
                repeats++;
            } else if (part.kind != Kind.NOT
                    || (part.parts[0].kind != Kind.ATOM && part.parts[0].kind != Kind.EPSILON)) {
                return false;
            }
        }
        return repeats == 1;
    }

    private boolean hasNoWord(Regex regex) {
        Optional<Boolean> found = new Relaxation(this).isEmpty(regex).or(() -> search(regex, SHORT_SEARCH, true));
        if (found.isEmpty()) {
            regex.relaxed(); // looks at all states of the relaxed language, if they are not too many
            found = new Relaxation(this).isEmpty(regex).or(() -> search(regex, SEARCH, false));
        }
        return found.orElseThrow(() -> new TooComplexException(SEARCH));
    }

    /** A state to look at: the nearest one first, and of those that seem as near the latest, which is depth first. */
    private record Candidate(Regex state, int distance, int order) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            return distance != other.distance
                    ? Integer.compare(distance, other.distance)
                    : Integer.compare(other.order, order);
        }
    }

    /**
     * Looks for a word, if {@code nearest} first where the fewest bytes seem to be missing, else depth first; tells whether there is none, or
     * nothing if it takes more than {@code most} states.
     */
    private Optional<Boolean> search(Regex start, int most, boolean nearest) {
        Map<Regex, Regex> cameFrom = new HashMap<>();
        PriorityQueue<Candidate> open = new PriorityQueue<>();
        cameFrom.put(start, start);
        open.add(new Candidate(start, 0, 0));
        while (!open.isEmpty()) {
            Regex state = open.remove().state;
            if (state.nullable || state.life == Life.LIVE || (!state.mayHideEmptiness && state != empty)) {
                state.life = Life.LIVE;
                for (Regex on = cameFrom.getOrDefault(state, state);
                        on.life != Life.LIVE;
                        on = cameFrom.getOrDefault(on, on)) {
                    on.life = Life.LIVE;
                }
                return Optional.of(false);
            }
            if (state.life == Life.DEAD) {
                continue;
            }
            if (cameFrom.size() > most) {
                return Optional.empty();
            }
            Partition classes = state.partition();
            for (int c = 0; c < classes.size(); c++) {
                Regex after = state.derivative(classes.representative(c));
                if (after != empty && cameFrom.putIfAbsent(after, state) == null) {
                    open.add(new Candidate(after, nearest ? after.shortest : 0, cameFrom.size()));
                }
            }
        }
        for (Regex state : cameFrom.keySet()) {
            state.life = Life.DEAD;
        }
        return Optional.of(true);
    }

    /** A state on the way to a word. */
    private record Way(Regex state, int length, int last, Optional<Way> before) {

        int atLeast() {
            return length + state.shortest;
        }
    }

    /** Finds a word with few bytes (A*, with the fewest that may be missing as the estimate). */
    byte[] shortWord(Regex start) {
        PriorityQueue<Way> open = new PriorityQueue<>(Comparator.comparingInt(Way::atLeast)
                .thenComparing(Comparator.comparingInt(Way::length).reversed()));
        Set<Regex> seen = new HashSet<>(List.of(start));
        open.add(new Way(start, 0, 0, Optional.empty()));
        while (!open.isEmpty() && seen.size() < SEARCH) {
            Way way = open.remove();
            if (way.state.nullable) {
                byte[] word = new byte[way.length];
                Optional<Way> at = Optional.of(way);
                for (int i = word.length - 1; i >= 0; i--) {
                    word[i] = (byte) at.orElseThrow().last;
                    at = at.orElseThrow().before;
                }
                return word;
            }
            Partition classes = way.state.partition();
            for (int c = 0; c < classes.size(); c++) {
                int b = classes.representative(c);
                Regex after = way.state.derivative(b);
                if (after != empty && seen.add(after)) {
                    open.add(new Way(after, way.length + 1, b, Optional.of(way)));
                }
            }
        }
        throw new TooComplexException(seen.size());
    }
}
