package dev.assay.store.columns;

import dev.assay.model.Usage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code traces} that is added up span by span: what {@link TraceRowSql} asks of the engine, which takes longer to plan it than this
 * takes for a few thousand spans. What counts as a trace's start, status and usage is the same as in {@link dev.assay.store.TraceSummaries}.
 */
final class TraceRow {

    /** Of the kinds of tokens, in the order of their columns. */
    private static final List<Function<Usage, OptionalLong>> TOKENS = List.of(
            Usage::inputTokens,
            Usage::outputTokens,
            Usage::cacheReadTokens,
            Usage::cacheWriteTokens,
            Usage::reasoningTokens);

    /** More are looked for by their ids. */
    private static final int FEW = 32;

    private final UUID traceId;
    private final List<TracePiece> pieces = new ArrayList<>(4);

    /** Of the spans, where these are many. */
    private Set<Long> ids = Set.of();

    /** The first value that was told of each kind; most traces have no other. */
    private final Map<Telling.Kept, String> first = new EnumMap<>(Telling.Kept.class);

    /** Those that are not the first. */
    private Map<Telling.Kept, Set<String>> others = Map.of();

    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private long ended = Long.MIN_VALUE;
    private boolean anyFailed;
    private @Nullable Place root;
    private boolean rootFailed;
    private @Nullable Place sessionPlace;
    private @Nullable String session;
    private @Nullable Sums sums;

    TraceRow(UUID traceId) {
        this.traceId = traceId;
    }

    /** Roots come first, then what began first, then what has the lower id. */
    private record Place(boolean root, long start, long id) {

        boolean before(@Nullable Place other) {
            if (other == null) {
                return true;
            }
            if (root != other.root) {
                return root;
            }
            return start != other.start ? start < other.start : Long.compareUnsigned(id, other.id) < 0;
        }
    }

    /** What its calls come to that repeat nothing of one below them. */
    record Sums(Usage usage, OptionalDouble cost) {

        private static Sums of(List<TracePiece> leaves) {
            List<OptionalLong> tokens =
                    TOKENS.stream().map(kind -> sum(leaves, kind)).toList();
            List<OptionalDouble> costs = leaves.stream()
                    .map(TracePiece::cost)
                    .filter(OptionalDouble::isPresent)
                    .toList();
            return new Sums(
                    new Usage(tokens.get(0), tokens.get(1), tokens.get(2), tokens.get(3), tokens.get(4)),
                    costs.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(costs.stream()
                                    .mapToDouble(OptionalDouble::getAsDouble)
                                    .sum()));
        }

        private static OptionalLong sum(List<TracePiece> leaves, Function<Usage, OptionalLong> kind) {
            boolean told = false;
            long sum = 0;
            for (TracePiece leaf : leaves) {
                OptionalLong tokens = kind.apply(leaf.usage());
                told |= tokens.isPresent();
                sum += tokens.orElse(0);
            }
            return told ? OptionalLong.of(sum) : OptionalLong.empty();
        }
    }

    /** Whether a span with that id was added. */
    boolean has(long id) {
        if (pieces.size() <= FEW) {
            for (TracePiece piece : pieces) {
                if (piece.id() == id) {
                    return true;
                }
            }
            return false;
        }
        if (ids.isEmpty()) {
            ids = pieces.stream().map(TracePiece::id).collect(Collectors.toCollection(HashSet::new));
        }
        return ids.contains(id);
    }

    /** To be called once for each of its spans. */
    void add(TracePiece piece) {
        pieces.add(piece);
        if (!ids.isEmpty()) {
            ids.add(piece.id());
        }
        Place place = new Place(piece.isRoot(), piece.start(), piece.id());
        firstStart = Math.min(firstStart, piece.start());
        lastStart = Math.max(lastStart, piece.start());
        ended = Math.max(ended, piece.end());
        anyFailed |= piece.failed();
        if (piece.isRoot() && place.before(root)) {
            root = place;
            rootFailed = piece.failed();
        }
        sums = null; // what is below a call may be told before or behind it
        if (!piece.session().isEmpty() && place.before(sessionPlace)) {
            session = piece.session();
            sessionPlace = place;
        }
        int next = 0;
        for (Telling.Kept kept : TracePiece.TOLD) {
            if ((piece.tells() & kept.bit()) != 0) {
                addValue(kept, piece.told().get(next++));
            }
        }
    }

    private void addValue(Telling.Kept kept, String value) {
        @Nullable String before = first.get(kept);
        if (value.isEmpty() || value.equals(before)) {
            return;
        }
        if (before == null) {
            first.put(kept, value);
        } else {
            if (others.isEmpty()) {
                others = new EnumMap<>(Telling.Kept.class);
            }
            others.computeIfAbsent(kept, _ -> LinkedHashSet.newLinkedHashSet(2)).add(value);
        }
    }

    /** Appends it with the columns of {@code traces}. */
    void append(DuckDBAppender appender, String project) throws SQLException {
        appender.beginRow()
                .append(project)
                .appendUUID(traceId.getMostSignificantBits(), traceId.getLeastSignificantBits())
                .appendEpochNanos(started())
                .appendEpochNanos(firstStart)
                .appendEpochNanos(lastStart)
                .appendEpochNanos(ended)
                .append(nanos())
                .append(root != null)
                .append(root == null ? anyFailed : rootFailed);
        for (Function<Usage, OptionalLong> kind : TOKENS) {
            OptionalLong tokens = kind.apply(sums().usage);
            if (tokens.isPresent()) {
                appender.append(tokens.getAsLong());
            } else {
                appender.appendNull();
            }
        }
        if (sums().cost.isPresent()) {
            appender.append(sums().cost.getAsDouble());
        } else {
            appender.appendNull();
        }
        text(appender, session);
        for (Telling.Kept kept : TracePiece.TOLD) {
            @Nullable String value = first.get(kept);
            @Nullable Set<String> more = others.get(kept);
            text(
                    appender,
                    value == null || more == null
                            ? value
                            : value + TraceFieldSql.BOUND + String.join(String.valueOf(TraceFieldSql.BOUND), more));
        }
        appender.endRow();
    }

    private static void text(DuckDBAppender appender, @Nullable String text) throws SQLException {
        if (text == null) {
            appender.appendNull();
        } else {
            appender.append(text);
        }
    }

    Sums sums() {
        if (sums == null) {
            Set<Long> above = aboveCalls();
            sums = Sums.of(pieces.stream()
                    .filter(piece -> piece.call() && (!piece.tellsUsage() || !above.contains(piece.id())))
                    .toList());
        }
        return sums;
    }

    /** The spans with a call below them that tells usage. */
    private Set<Long> aboveCalls() {
        Map<Long, Long> parents = HashMap.newHashMap(pieces.size());
        for (TracePiece piece : pieces) {
            piece.parent().ifPresent(parent -> parents.put(piece.id(), parent));
        }
        Set<Long> above = new HashSet<>();
        for (TracePiece call : pieces) {
            if (call.call() && call.tellsUsage()) {
                @Nullable Long parent = parents.get(call.id());
                while (parent != null && above.add(parent)) {
                    parent = parents.get(parent);
                }
            }
        }
        return above;
    }

    UUID traceId() {
        return traceId;
    }

    /** When its first root did, or its first span where none has come. */
    long started() {
        return root == null ? firstStart : root.start;
    }

    /** The latest end. */
    long ended() {
        return ended;
    }

    /** From the first start to the latest end. */
    long nanos() {
        return Math.max(ended - firstStart, 0);
    }

    /** Whether its spans tell such a value; tags come as they are stored, with bounds between them. */
    boolean anyValue(Telling.Kept kept, Predicate<String> wanted) {
        @Nullable String value = first.get(kept);
        if (value == null) {
            return false;
        }
        return wanted.test(value)
                || (!others.isEmpty()
                        && others.getOrDefault(kept, Set.of()).stream().anyMatch(wanted));
    }

    /** From when to when its spans began. */
    Reach.Stretch stretch() {
        return new Reach.Stretch(firstStart, lastStart);
    }
}
