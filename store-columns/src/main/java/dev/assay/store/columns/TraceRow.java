package dev.assay.store.columns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code traces} that is added up span by span: what {@link TraceRowSql} asks of the engine, which takes longer to plan it than this
 * takes for a few thousand spans. What counts as a trace's start, status and usage is the same as in {@link dev.assay.store.TraceSummaries}.
 */
final class TraceRow {

    /** What is read of each of {@code spans s}. */
    static final String READ = """
            trace_id, span_id, parent_span_id, epoch_ns(start_time) AS start_ns, epoch_ns(end_time) AS end_ns,
            status = 'error' AS failed, kind IN ('llm', 'embedding') AS call,
            input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd,
            encode(session_id) AS session_id, tells,
            """ + told();

    /** In the order of their columns, behind the others. */
    private static final List<Telling.Kept> TOLD = List.of(Telling.Kept.values());

    private static final int FIRST_TOLD = 16;

    private static final int FIRST_TOKENS = 8;

    private static final int KINDS_OF_TOKENS = 5;

    private final UUID traceId;
    private final List<Call> calls = new ArrayList<>();

    /** Of each span that has one. */
    private final Map<Long, Long> parents = new HashMap<>();

    private final Map<Telling.Kept, Set<String>> values = new EnumMap<>(Telling.Kept.class);
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private long ended = Long.MIN_VALUE;
    private boolean anyFailed;
    private @Nullable Place root;
    private boolean rootFailed;
    private @Nullable Place sessionPlace;
    private @Nullable String session;

    TraceRow(UUID traceId) {
        this.traceId = traceId;
    }

    /** Values that are not new to their trace are left out: the driver makes an object of each that it is given. */
    private static String told() {
        return Arrays.stream(Telling.Kept.values())
                .map(kept -> "encode(" + TraceRowSql.told(kept) + ")")
                .collect(Collectors.joining(", "));
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

    /**
     * A call of a model.
     *
     * @param tokens of all kinds, in the order of their columns
     */
    private record Call(long id, List<OptionalLong> tokens, OptionalDouble cost) {

        boolean tellsUsage() {
            return tokens.get(0).isPresent() || tokens.get(1).isPresent() || cost.isPresent();
        }
    }

    /** Adds the span of a row with {@link #READ}. */
    void add(ResultSet row) throws SQLException {
        long id = row.getLong(2);
        long parent = row.getLong(3);
        boolean isRoot = row.wasNull();
        if (!isRoot) {
            parents.put(id, parent);
        }
        long start = row.getLong(4);
        boolean failed = row.getBoolean(6);
        Place place = new Place(isRoot, start, id);
        firstStart = Math.min(firstStart, start);
        lastStart = Math.max(lastStart, start);
        ended = Math.max(ended, row.getLong(5));
        anyFailed |= failed;
        if (isRoot && place.before(root)) {
            root = place;
            rootFailed = failed;
        }
        if (row.getBoolean(7)) {
            calls.add(call(row, id));
        }
        int tells = row.getInt(15);
        // Asked for only where it would count.
        @Nullable String own = place.before(sessionPlace) ? Columnar.encoded(row, 14) : null;
        if (own != null) {
            session = own;
            sessionPlace = place;
        }
        for (int i = 0; i < TOLD.size(); i++) {
            Telling.Kept kept = TOLD.get(i);
            @Nullable String value = (tells & kept.bit()) == 0 ? null : Columnar.encoded(row, FIRST_TOLD + i);
            if (value != null) {
                values.computeIfAbsent(kept, _ -> LinkedHashSet.newLinkedHashSet(2))
                        .add(value);
            }
        }
    }

    private static Call call(ResultSet row, long id) throws SQLException {
        List<OptionalLong> tokens = new ArrayList<>(KINDS_OF_TOKENS);
        for (int i = 0; i < KINDS_OF_TOKENS; i++) {
            long number = row.getLong(FIRST_TOKENS + i);
            tokens.add(row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number));
        }
        double cost = row.getDouble(FIRST_TOKENS + KINDS_OF_TOKENS);
        return new Call(id, tokens, row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(cost));
    }

    /** Appends it with the columns of {@code traces}. */
    void append(DuckDBAppender appender, String project) throws SQLException {
        appender.beginRow()
                .append(project)
                .appendUUID(traceId.getMostSignificantBits(), traceId.getLeastSignificantBits())
                .appendEpochNanos(root == null ? firstStart : root.start)
                .appendEpochNanos(firstStart)
                .appendEpochNanos(lastStart)
                .appendEpochNanos(ended)
                .append(Math.max(ended - firstStart, 0))
                .append(root != null)
                .append(root == null ? anyFailed : rootFailed);
        appendUsage(appender);
        text(appender, session);
        for (Telling.Kept kept : TOLD) {
            @Nullable Set<String> told = values.get(kept);
            text(appender, told == null ? null : String.join(String.valueOf(TraceFieldSql.BOUND), told));
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

    private void appendUsage(DuckDBAppender appender) throws SQLException {
        Set<Long> above = aboveCalls();
        List<Call> leaves = calls.stream()
                .filter(call -> !call.tellsUsage() || !above.contains(call.id))
                .toList();
        for (int i = 0; i < KINDS_OF_TOKENS; i++) {
            int kind = i;
            List<OptionalLong> told = leaves.stream()
                    .map(leaf -> leaf.tokens.get(kind))
                    .filter(OptionalLong::isPresent)
                    .toList();
            if (told.isEmpty()) {
                appender.appendNull();
            } else {
                appender.append(told.stream().mapToLong(OptionalLong::getAsLong).sum());
            }
        }
        List<OptionalDouble> costs = leaves.stream()
                .map(Call::cost)
                .filter(OptionalDouble::isPresent)
                .toList();
        if (costs.isEmpty()) {
            appender.appendNull();
        } else {
            appender.append(
                    costs.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
        }
    }

    /** The spans with a call below them that tells usage. */
    private Set<Long> aboveCalls() {
        Set<Long> above = new HashSet<>();
        for (Call call : calls) {
            if (call.tellsUsage()) {
                @Nullable Long parent = parents.get(call.id);
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

    /** From when to when its spans began. */
    Reach.Stretch stretch() {
        return new Reach.Stretch(firstStart, lastStart);
    }
}
