package dev.assay.store.columns;

import dev.assay.model.Usage;
import java.sql.SQLException;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code traces} that is added up span by span: what {@link TraceRowSql} asks of the engine, which takes longer to plan it than this
 * takes for a few thousand spans. What counts as a trace's start, status and usage is the same as in {@link dev.assay.store.TraceSummaries}.
 */
final class TraceRow {

    private static final int NOT_SUMMED = -1;

    /** More are looked for by their ids. */
    private static final int FEW = 32;

    private final UUID traceId;
    private final TracePieces pieces = new TracePieces();

    /** Of the spans, where these are many. */
    private Set<Long> ids = Set.of();

    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private long ended = Long.MIN_VALUE;
    private boolean anyFailed;
    private boolean rooted;
    private boolean rootFailed;

    /** Of the root that counts. */
    private long rootStart;

    private long rootId;

    /** Bits of what its calls come to that repeat nothing of one below them ({@link UsageNumbers}). */
    private int told = NOT_SUMMED;

    private long[] sums = {};

    /** Whether the table has a row of this trace, and whether that says the same. */
    private boolean inTable;

    private boolean tableSaysSo;

    TraceRow(UUID traceId) {
        this.traceId = traceId;
    }

    /** Whether a span with that id was added. */
    boolean has(long id) {
        if (pieces.size() <= FEW) {
            return pieces.has(id);
        }
        if (ids.isEmpty()) {
            ids = new HashSet<>();
            pieces.forEach(piece -> ids.add(piece.id()));
        }
        return ids.contains(id);
    }

    /** To be called once for each of its spans. */
    void add(TracePiece piece) {
        pieces.add(piece);
        if (!ids.isEmpty()) {
            ids.add(piece.id());
        }
        firstStart = Math.min(firstStart, piece.start());
        lastStart = Math.max(lastStart, piece.start());
        ended = Math.max(ended, piece.end());
        anyFailed |= piece.failed();
        if (piece.isRoot() && (!rooted || isBefore(piece, rootStart, rootId))) {
            rooted = true;
            rootFailed = piece.failed();
            rootStart = piece.start();
            rootId = piece.id();
        }
        told = NOT_SUMMED; // what is below a call may be told before or behind it
        tableSaysSo = false;
    }

    /** What began first comes first, then what has the lower id. */
    private static boolean isBefore(TracePiece piece, long start, long id) {
        return piece.start() != start ? piece.start() < start : Long.compareUnsigned(piece.id(), id) < 0;
    }

    boolean failed() {
        return rooted ? rootFailed : anyFailed;
    }

    /** The session of the first root that has one, or of the first span. */
    private @Nullable String session() {
        @Nullable TracePiece first = null;
        for (TracePiece piece : pieces) {
            if (!piece.session().isEmpty()
                    && (first == null
                            || (piece.isRoot() == first.isRoot()
                                    ? isBefore(piece, first.start(), first.id())
                                    : piece.isRoot()))) {
                first = piece;
            }
        }
        return first == null ? null : first.session();
    }

    /** Tells that the table may have a row of its trace that another has written. */
    void takePlaceOf(TraceRow other) {
        inTable = other.inTable;
    }

    /** Tells that the table has no row of its trace. */
    void takeOut() {
        inTable = false;
        tableSaysSo = false;
    }

    /** Whether the table has a row of its trace that says something else. */
    boolean isStale() {
        return inTable && !tableSaysSo;
    }

    /** Appends it with the columns of {@code traces}, unless the table has it. */
    void append(RowAppender appender, String project) throws SQLException {
        if (tableSaysSo) {
            return;
        }
        inTable = true;
        tableSaysSo = true;
        appender.text(project)
                .uuid(traceId)
                .time(started())
                .time(firstStart)
                .time(lastStart)
                .time(ended)
                .number(nanos())
                .flag(rooted)
                .flag(failed());
        Usage usage = usage();
        for (Function<Usage, OptionalLong> kind : UsageNumbers.TOKENS) {
            OptionalLong tokens = kind.apply(usage);
            if (tokens.isPresent()) {
                appender.number(tokens.getAsLong());
            } else {
                appender.none();
            }
        }
        OptionalDouble cost = cost();
        if (cost.isPresent()) {
            appender.decimal(cost.getAsDouble());
        } else {
            appender.none();
        }
        text(appender, session());
        for (Telling.Kept kept : TracePiece.TOLD) {
            text(appender, values(kept));
        }
        appender.endRow();
    }

    /** The different ones, in the order in which they were told. */
    private @Nullable String values(Telling.Kept kept) {
        List<String> told = new ArrayList<>(2);
        pieces.anyValue(kept, value -> {
            if (told.isEmpty() || !told.getLast().equals(value)) {
                told.add(value);
            }
            return false;
        });
        return switch (told.size()) {
            case 0 -> null;
            case 1 -> told.getFirst();
            default -> String.join(String.valueOf(TraceFieldSql.BOUND), new LinkedHashSet<>(told));
        };
    }

    private static void text(RowAppender appender, @Nullable String text) throws SQLException {
        if (text == null) {
            appender.none();
        } else {
            appender.text(text);
        }
    }

    /** The sums of tokens. */
    Usage usage() {
        sum();
        return UsageNumbers.usage(told, sums, 0);
    }

    /** The sum of costs. */
    OptionalDouble cost() {
        sum();
        return UsageNumbers.cost(told, sums, 0);
    }

    private void sum() {
        if (told != NOT_SUMMED) {
            return;
        }
        List<TracePiece> all = new ArrayList<>(pieces.size());
        pieces.forEach(all::add);
        Set<Long> above = aboveCalls(all);
        List<TracePiece> leaves = all.stream()
                .filter(piece -> piece.call() && (!piece.tellsUsage() || !above.contains(piece.id())))
                .toList();
        List<OptionalLong> tokens =
                UsageNumbers.TOKENS.stream().map(kind -> sum(leaves, kind)).toList();
        Usage usage = new Usage(tokens.get(0), tokens.get(1), tokens.get(2), tokens.get(3), tokens.get(4));
        List<OptionalDouble> costs = leaves.stream()
                .map(TracePiece::cost)
                .filter(OptionalDouble::isPresent)
                .toList();
        OptionalDouble cost = costs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        costs.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
        told = UsageNumbers.told(usage, cost);
        sums = new long[Integer.bitCount(told)];
        UsageNumbers.write(usage, cost, sums, 0);
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

    /** The spans with a call below them that tells usage. */
    private static Set<Long> aboveCalls(List<TracePiece> pieces) {
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
        return rooted ? rootStart : firstStart;
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
        return pieces.anyValue(kept, wanted);
    }

    /** From when to when its spans began. */
    Reach.Stretch stretch() {
        return new Reach.Stretch(firstStart, lastStart);
    }
}
