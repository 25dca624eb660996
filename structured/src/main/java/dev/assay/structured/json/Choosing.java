package dev.assay.structured.json;

import dev.assay.structured.schema.JsonEquality;
import dev.assay.structured.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Chooses among the values that a text may stand for. */
final class Choosing {

    private static final int MOST_LISTED = 1_000_000;

    private final char[] text;
    private final Optional<Schema> schema;
    private final Source source;
    private final Finder finder;

    private Choosing(char[] text, Optional<Schema> schema, Work work) {
        this.text = text;
        this.schema = schema;
        this.source = Source.whole(text, work);
        this.finder = new Finder(source, schema.isPresent());
    }

    /**
     * One way to read the text.
     *
     * @param value what it is then
     * @param repairs all repairs
     * @param rank what counts before the cost: whether the schema holds, and how far it is from that
     * @param cost of all repairs; summed once, because each way is compared with all others
     */
    private record Way(
            JsonNode value, List<Repair> repairs, int rank, boolean truncated, Optional<Outcome.Tie> tie, long cost) {
        Way(JsonNode value, List<Repair> repairs, int rank, boolean truncated, Optional<Outcome.Tie> tie) {
            this(
                    value,
                    repairs,
                    rank,
                    truncated,
                    tie,
                    repairs.stream().mapToLong(Repair::penalty).sum());
        }
    }

    static Reading read(char[] text, Optional<Schema> schema, Work work) {
        return new Choosing(text, schema, work).read();
    }

    private Reading read() {
        List<Candidate> found = finder.find();
        List<Candidate> outside = found.stream()
                .filter(candidate -> candidate.origin() != Candidate.Origin.THINKING)
                .toList();
        List<Candidate> counting = outside;
        if (outside.isEmpty()) {
            counting = new ArrayList<>(found);
            counting.addAll(finder.findInThinking());
        }
        List<Way> ways = schema.isPresent() ? guided(counting, schema.get()) : unguided(counting);
        return reading(best(ways));
    }

    private List<Way> unguided(List<Candidate> found) {
        List<Candidate> counting = found;
        if (finder.prose() >= 0) {
            // Empty brackets among prose are part of the prose.
            counting = found.stream()
                    .filter(c -> !c.value().isEmpty() || c.origin() == Candidate.Origin.FENCE)
                    .toList();
        }
        if (counting.isEmpty()) {
            return scalar().map(List::of).orElse(List.of());
        }
        int whole = counting.size() == 1
                ? 0
                : counting.stream().mapToInt(Candidate::size).sum();
        List<Way> ways = new ArrayList<>();
        if (counting.size() > 1 && finder.areAdjacent()) {
            ways.add(together(counting));
            return ways;
        }
        boolean fenced = counting.stream().anyMatch(c -> c.origin() == Candidate.Origin.FENCE);
        for (Candidate candidate : counting) {
            List<Repair> repairs = new ArrayList<>(around(candidate));
            repairs.addAll(candidate.repairs());
            int dropped = counting.size() == 1 ? 0 : whole - candidate.size();
            if (dropped > 0) {
                int weight = fenced && candidate.origin() == Candidate.Origin.FENCE ? 1 : 2;
                repairs.add(new Repair(RepairKind.DROPPED_VALUE, candidate.start(), dropped * weight));
            }
            ways.add(new Way(candidate.value(), repairs, 0, candidate.truncated(), Optional.empty()));
        }
        return ways;
    }

    private Way together(List<Candidate> found) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        List<Repair> repairs = new ArrayList<>(around(found.get(0)));
        boolean truncated = false;
        for (Candidate candidate : found) {
            list.add(candidate.value());
            repairs.addAll(candidate.repairs());
            truncated |= candidate.truncated();
            if (list.size() > 1) {
                repairs.add(repair(RepairKind.CONCATENATED, candidate.start()));
            }
        }
        return new Way(list, repairs, 0, truncated, Optional.empty());
    }

    private List<Repair> around(Candidate candidate) {
        List<Repair> repairs = new ArrayList<>();
        if (finder.prose() >= 0) {
            repairs.add(repair(RepairKind.TEXT_AROUND, finder.prose()));
        }
        if (candidate.origin() == Candidate.Origin.FENCE) {
            repairs.add(repair(RepairKind.FENCE, candidate.start()));
        }
        if (candidate.origin() == Candidate.Origin.THINKING) {
            repairs.add(repair(RepairKind.ONLY_IN_THINKING, candidate.start()));
        } else if (finder.thought() >= 0) {
            repairs.add(repair(RepairKind.THINKING, finder.thought()));
        }
        return repairs;
    }

    /** The text as one scalar, where it is that and nothing more. */
    private Optional<Way> scalar() {
        Range range = Range.of(source);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        RepairLog log = new RepairLog();
        range.note(log);
        LenientParser parser = new LenientParser(source.upTo(range.end()), range.start(), log, true);
        parser.run();
        Optional<Raw> raw = parser.tree().rawRoot();
        boolean plain = raw.isPresent()
                && source.skipBlanks(parser.position(), range.end()) >= range.end()
                && (raw.get().kind != Raw.Kind.WORD || raw.get().node.isNull())
                && !raw.get().isContainer()
                // the beginning of a block of code whose end is missing
                && !source.startsWith("```", range.start());
        return plain
                ? Optional.of(new Way(raw.get().node, log.sorted(), 0, parser.isTruncated(), Optional.empty()))
                : Optional.empty();
    }

    private List<Way> guided(List<Candidate> found, Schema wanted) {
        List<Way> ways = new ArrayList<>();
        IdentityHashMap<JsonNode, Shape> shapes = new IdentityHashMap<>();
        Raw list = new Raw(Raw.Kind.LIST, 0, "", JsonNodeFactory.instance.arrayNode());
        List<Repair> listRepairs = new ArrayList<>();
        boolean truncated = false;
        for (Candidate candidate : found) {
            Raw raw = candidate.raw().orElseThrow(() -> new IllegalStateException("nothing was kept for the schema"));
            List<Repair> repairs = new ArrayList<>(around(candidate));
            repairs.addAll(candidate.repairs());
            if (found.size() > 1) {
                repairs.add(new Repair(RepairKind.DROPPED_VALUE, candidate.start(), found.size() - 1));
                list.items.add(raw);
                listRepairs.addAll(list.items.size() == 1 ? around(candidate) : List.of());
                listRepairs.addAll(candidate.repairs());
                listRepairs.addAll(
                        list.items.size() == 1
                                ? List.of()
                                : List.of(repair(RepairKind.CONCATENATED, candidate.start())));
                truncated |= candidate.truncated();
            }
            ways.add(way(raw, repairs, candidate.truncated(), wanted, shapes));
        }
        if (found.size() > 1 && found.size() < MOST_LISTED) {
            found.forEach(candidate -> ((ArrayNode) list.node).add(candidate.value()));
            ways.add(way(list, listRepairs, truncated, wanted, shapes));
        }
        wholeText(wanted, shapes).ifPresent(ways::add);
        return ways;
    }

    /** The text itself, where the schema wants a scalar. */
    private Optional<Way> wholeText(Schema wanted, IdentityHashMap<JsonNode, Shape> shapes) {
        Range range = Range.of(source);
        if (range.isEmpty() || !wantsScalar(wanted.json(), wanted.json(), 0)) {
            return Optional.empty();
        }
        RepairLog log = new RepairLog();
        range.note(log);
        Optional<Way> scalar = scalar();
        if (scalar.isPresent()) {
            RepairLog inner = new RepairLog();
            LenientParser parser = new LenientParser(source.upTo(range.end()), range.start(), inner, true);
            parser.run();
            inner.addAll(log.sorted());
            return parser.tree().rawRoot().map(raw -> way(raw, inner.sorted(), parser.isTruncated(), wanted, shapes));
        }
        String words = new String(text, range.start(), range.end() - range.start());
        log.add(RepairKind.UNQUOTED_TEXT, range.start());
        Raw raw = new Raw(Raw.Kind.WORD, range.start(), words, StringNode.valueOf(words));
        return Optional.of(way(raw, log.sorted(), false, wanted, shapes));
    }

    private static boolean wantsScalar(JsonNode schema, JsonNode root, int depth) {
        Shape shape = Shape.of(schema, root);
        if (!shape.alternatives.isEmpty()) {
            return depth < 4 && shape.alternatives.stream().anyMatch(a -> wantsScalar(a, root, depth + 1));
        }
        return !shape.choices.isEmpty()
                || shape.types.stream().anyMatch(type -> !type.equals("object") && !type.equals("array"));
    }

    private Way way(
            Raw raw, List<Repair> before, boolean truncated, Schema wanted, IdentityHashMap<JsonNode, Shape> shapes) {
        Outcome outcome = new Coercer(wanted.json(), truncated, shapes, source.work).coerce(raw);
        List<Repair> repairs = new ArrayList<>(before);
        repairs.addAll(outcome.repairs());
        int rank = wanted.isValid(outcome.node()) ? 0 : 1 + outcome.misfits();
        return new Way(outcome.node(), repairs, rank, truncated, outcome.tie());
    }

    private Way best(List<Way> ways) {
        Way best = ways.stream()
                .min(Comparator.comparingInt(Way::rank).thenComparingLong(Way::cost))
                .orElseThrow(this::nothing);
        if (best.rank > 0) {
            return best;
        }
        if (best.tie.isPresent()) {
            throw tie(best.tie.get().position(), best.tie.get().expected());
        }
        if (ways.size() == 1) {
            return best;
        }
        long cost = best.cost();
        for (Way way : ways) {
            if (way.rank == 0 && way.cost() == cost && !JsonEquality.equal(way.value, best.value)) {
                int position = way.repairs.stream()
                        .filter(repair -> repair.kind() == RepairKind.DROPPED_VALUE)
                        .mapToInt(Repair::position)
                        .findFirst()
                        .orElse(0);
                throw tie(position, "one value, or one that costs less to read than the others");
            }
        }
        return best;
    }

    private Reading reading(Way way) {
        List<Repair> repairs = new ArrayList<>(way.repairs);
        if (repairs.isEmpty()) {
            repairs.addAll(oddBlank());
        }
        repairs.sort(Comparator.comparingInt(Repair::position));
        return new Reading(
                way.value,
                repairs,
                schema.map(s -> s.validate(way.value)).orElse(List.of()),
                way.truncated,
                Optional.empty());
    }

    /** Blanks are the only thing that is passed over without a word while a value is read. */
    private List<Repair> oddBlank() {
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            if (Characters.isBlank(c) && c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return List.of(repair(RepairKind.ODD_BLANK, i));
            }
        }
        return List.of();
    }

    private LenientJsonException nothing() {
        Range range = Range.of(source);
        String expected = "a JSON object, list or scalar";
        return new LenientJsonException(
                LenientJsonException.Reason.NO_VALUE,
                range.start(),
                expected,
                range.isEmpty()
                        ? "the text is empty (expected: " + expected + ")"
                        : "there is no JSON in the text, which begins with '"
                                + new String(text, range.start(), Math.min(40, range.end() - range.start()))
                                + "' (expected: " + expected + ")",
                List.of());
    }

    private static LenientJsonException tie(int position, String expected) {
        return new LenientJsonException(
                LenientJsonException.Reason.TIE,
                position,
                expected,
                "at " + position + " two readings cost the same and differ (expected: " + expected + ")",
                List.of());
    }

    private static Repair repair(RepairKind kind, int position) {
        return new Repair(kind, position, kind.penalty());
    }
}
