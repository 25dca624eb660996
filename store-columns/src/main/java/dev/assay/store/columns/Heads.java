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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the spans that may stand for their trace in a list: every root, and in a trace whose root has not arrived the
 * first span, again whenever an earlier one comes. What it no longer remembers it marks once more: a head too many is
 * passed over when a list is read, a head too few would hide a trace.
 */
final class Heads {

    /** At least so many, and at most twice as many. */
    private static final int REMEMBERED = 50_000;

    /** So many of the last spans tell of traces what is remembered again. */
    private static final int RECALLED = 250_000;

    record TraceKey(String project, String traceId) {}

    private final TraceMemory memory = new TraceMemory(REMEMBERED);

    /** Of the batch at hand. */
    private final Map<TraceKey, TraceMemory.Known> traces = new HashMap<>();

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
                TraceMemory.Known known =
                        TraceMemory.Known.of(columns.number("head_ns").orElse(Long.MAX_VALUE), stretch);
                if (row.getBoolean("rooted")) {
                    known.rooted();
                }
                memory.remember(columns.text("project"), columns.traceId("trace_id"), known);
            }
        }
        forgetful = false;
    }

    /** By identity: a span is large, and to compare its texts would cost more than to write them. */
    Set<SpanWrite> of(List<SpanWrite> writes) {
        traces.clear();
        Map<TraceKey, SpanWrite> earliest = new HashMap<>();
        Set<SpanWrite> heads = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SpanWrite write : writes) {
            Span span = write.span();
            TraceKey key = new TraceKey(write.project(), span.traceId());
            long start = Sql.storedNanos(span.startTime());
            TraceMemory.Known known =
                    traces.computeIfAbsent(key, trace -> memory.of(trace.project, trace.traceId, start));
            known.add(start);
            if (span.isRoot()) {
                heads.add(write);
                known.rooted();
            } else {
                earliest.merge(key, write, Heads::earlier);
            }
        }
        earliest.forEach((key, write) -> {
            long start = Sql.storedNanos(write.span().startTime());
            TraceMemory.Known known = Objects.requireNonNull(traces.get(key));
            if (start <= known.head) {
                heads.add(write);
                known.head = start;
            }
        });
        return heads;
    }

    /** Tells of the traces that those spans belong to, in the transaction at hand, and remembers them. */
    void tell(Connection connection, Reach reach) throws SQLException {
        for (Map.Entry<TraceKey, TraceMemory.Known> trace : traces.entrySet()) {
            TraceKey key = trace.getKey();
            TraceMemory.Known known = trace.getValue();
            if (known.isWide()) {
                for (long hour : known.hours()) {
                    reach.widen(connection, key.project, hour, known.stretch());
                }
            }
            memory.remember(key.project, key.traceId, known);
        }
        traces.clear();
    }

    private static SpanWrite earlier(SpanWrite a, SpanWrite b) {
        int order = a.span().startTime().compareTo(b.span().startTime());
        if (order == 0) {
            order = a.span().spanId().compareTo(b.span().spanId());
        }
        return order <= 0 ? a : b;
    }

    void clear() {
        memory.clear();
        forgetful = true;
    }
}
