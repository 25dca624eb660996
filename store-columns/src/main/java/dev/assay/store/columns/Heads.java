package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.columns.Reach.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Finds the spans that may stand for their trace in a list: every root, and in a trace whose root has not arrived the
 * first span, again whenever an earlier one comes. What it no longer remembers it marks once more: a head too many is
 * passed over when a list is read, a head too few would hide a trace.
 */
final class Heads {

    private static final int REMEMBERED = 100_000;

    /** So many of the last spans tell of traces what is remembered again. */
    private static final int RECALLED = 250_000;

    /** No more of a trace are remembered. */
    private static final int MOST_HOURS = 1_000;

    record TraceKey(String project, String traceId) {}

    /**
     * What is known of a trace.
     *
     * @param head the start of its earliest head
     * @param rooted whether a root was seen
     * @param stretch where its spans lie
     * @param hours in which it has spans
     */
    private record Known(long head, boolean rooted, Stretch stretch, Set<Long> hours) {

        static Known of(Span span) {
            long start = Sql.storedNanos(span.startTime());
            return new Known(Long.MAX_VALUE, span.isRoot(), Stretch.of(start), Set.of(Reach.hour(start)));
        }

        Known and(Span span) {
            long start = Sql.storedNanos(span.startTime());
            long hour = Reach.hour(start);
            Set<Long> all = hours;
            if (!hours.contains(hour) && hours.size() < MOST_HOURS) {
                all = new HashSet<>(hours);
                all.add(hour);
            }
            return new Known(head, rooted || span.isRoot(), stretch.and(Stretch.of(start)), all);
        }
    }

    private final Map<TraceKey, Known> remembered = new LinkedHashMap<>();
    private boolean forgetful = true;

    /** Remembers the traces of the last spans that are stored, where it has forgotten them. */
    void recall(Connection connection) throws SQLException {
        if (!forgetful) {
            return;
        }
        Sql sql = new Sql()
                .add("SELECT project, trace_id, min(epoch_ns(start_time)) FILTER (head) AS head_ns,")
                .add("       bool_or(parent_span_id IS NULL) AS rooted,")
                .add("       min(epoch_ns(start_time)) AS first_ns, max(epoch_ns(start_time)) AS last_ns")
                .add("FROM spans")
                .add("WHERE rowid > (SELECT max(rowid) FROM spans) - ?", RECALLED)
                .add("GROUP BY project, trace_id")
                .add("ORDER BY max(rowid) DESC LIMIT ?", REMEMBERED);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                Stretch stretch = new Stretch(row.getLong("first_ns"), row.getLong("last_ns"));
                remembered.put(
                        new TraceKey(columns.text("project"), columns.traceId("trace_id")),
                        new Known(
                                columns.number("head_ns").orElse(Long.MAX_VALUE),
                                row.getBoolean("rooted"),
                                stretch,
                                between(stretch)));
            }
        }
        forgetful = false;
    }

    private static Set<Long> between(Stretch stretch) {
        long last = Reach.hour(stretch.last());
        return LongStream.rangeClosed(Reach.hour(stretch.first()), last)
                .limit(MOST_HOURS)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** By identity: a span is large, and to compare its texts would cost more than to write them. */
    Set<SpanWrite> of(List<SpanWrite> writes) {
        Map<TraceKey, SpanWrite> earliest = new HashMap<>();
        Set<SpanWrite> heads = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SpanWrite write : writes) {
            Span span = write.span();
            TraceKey key = new TraceKey(write.project(), span.traceId());
            if (span.isRoot()) {
                heads.add(write);
            } else {
                earliest.merge(key, write, Heads::earlier);
            }
            remembered.compute(key, (_, known) -> known == null ? Known.of(span) : known.and(span));
        }
        earliest.forEach((key, write) -> {
            long start = Sql.storedNanos(write.span().startTime());
            Known known = Objects.requireNonNull(remembered.get(key));
            if (!known.rooted && start <= known.head) {
                heads.add(write);
                remembered.put(key, new Known(start, false, known.stretch, known.hours));
            }
        });
        return heads;
    }

    /** Tells of the traces that those spans belong to, in the transaction at hand, and forgets the oldest ones. */
    void tell(Connection connection, List<SpanWrite> writes, Reach reach) throws SQLException {
        Set<TraceKey> wide = new HashSet<>();
        for (SpanWrite write : writes) {
            TraceKey key = new TraceKey(write.project(), write.span().traceId());
            if (Objects.requireNonNull(remembered.get(key)).stretch.isWide()) {
                wide.add(key);
            }
        }
        for (TraceKey key : wide) {
            Known known = Objects.requireNonNull(remembered.get(key));
            for (long hour : known.hours) {
                reach.widen(connection, key.project, hour, known.stretch);
            }
        }
        forgetOldest();
    }

    private static SpanWrite earlier(SpanWrite a, SpanWrite b) {
        int order = a.span().startTime().compareTo(b.span().startTime());
        if (order == 0) {
            order = a.span().spanId().compareTo(b.span().spanId());
        }
        return order <= 0 ? a : b;
    }

    private void forgetOldest() {
        Iterator<TraceKey> oldest = remembered.keySet().iterator();
        while (remembered.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    void clear() {
        remembered.clear();
        forgetful = true;
    }
}
