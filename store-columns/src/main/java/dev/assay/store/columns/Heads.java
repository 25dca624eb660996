package dev.assay.store.columns;

import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.columns.Reach.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private final TraceMemory memory = new TraceMemory(REMEMBERED);

    /** Of the batch at hand. */
    private Map<Arriving.TraceKey, Arriving.Trace> traces = Map.of();

    private boolean forgetful = true;

    /** Remembers the traces of the last spans that are stored, where it has forgotten them. */
    private void recall(Connection connection) throws SQLException {
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
                Arriving.TraceKey key =
                        new Arriving.TraceKey(columns.text("project"), Ids.trace(columns.traceId("trace_id")));
                Stretch stretch = new Stretch(row.getLong("first_ns"), row.getLong("last_ns"));
                TraceMemory.Known known =
                        TraceMemory.Known.of(columns.number("head_ns").orElse(Long.MAX_VALUE), stretch);
                if (row.getBoolean("rooted")) {
                    known.rooted();
                }
                memory.remember(key.hash(), known);
            }
        }
        forgetful = false;
    }

    /** In their order, the heads marked. */
    List<Arriving> of(Connection connection, List<SpanWrite> writes) throws SQLException {
        traces = LinkedHashMap.newLinkedHashMap(writes.size());
        if (forgetful && !writes.isEmpty()) {
            recall(connection);
        }
        List<Arriving> spans = new ArrayList<>(writes.size());
        for (SpanWrite write : writes) {
            long start = Sql.storedNanos(write.span().startTime());
            Arriving.Trace trace = traces.computeIfAbsent(Arriving.TraceKey.of(write), key -> trace(key, start));
            Arriving span = new Arriving(write, trace, start);
            trace.add(span);
            spans.add(span);
        }
        traces.values().forEach(Arriving.Trace::markHead);
        return spans;
    }

    private Arriving.Trace trace(Arriving.TraceKey key, long start) {
        long hash = key.hash();
        return new Arriving.Trace(key, hash, memory.of(hash, start));
    }

    /** Tells of the traces that those spans belong to, in the transaction at hand, and remembers them. */
    void tell(Connection connection, Reach reach) throws SQLException {
        for (Arriving.Trace trace : traces.values()) {
            TraceMemory.Known known = trace.known();
            if (known.isWide()) {
                for (long hour : known.hours()) {
                    reach.widen(connection, trace.key().project(), hour, known.stretch());
                }
            }
            memory.remember(trace.hash(), known);
        }
        traces = Map.of();
    }

    void clear() {
        memory.clear();
        forgetful = true;
    }
}
