package dev.assay.store.columns;

import dev.assay.store.FindSpans;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest spans: a walk over narrow rows in the order of time. */
final class FindSpansQuery implements FindSpans {

    private final Readers readers;
    private final Reach reach;

    FindSpansQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    @Override
    public Page find(TraceFilter filter, int limit, Optional<Cursor> after) {
        return readers.askAtOnce(connection -> {
            List<SpanRow> rows = new ArrayList<>();
            Instant last = after.map(Cursor::startTime).orElse(filter.to());
            List<TraceFilter> slices = filter.filter() instanceof Filter.Everything
                    ? List.of(filter) // the order of time is enough
                    : Slices.ofNewest(connection, filter, last);
            for (TraceFilter slice : slices) {
                addRows(connection, slice, limit + 1 - rows.size(), after, rows);
                if (rows.size() > limit) {
                    break;
                }
            }
            return Page.of(rows, limit);
        });
    }

    private void addRows(
            Connection connection, TraceFilter filter, int limit, Optional<Cursor> after, List<SpanRow> rows)
            throws SQLException {
        String id = FieldSql.hex("span_id");
        Sql sql = new Sql().add(SpanRows.SELECT + "s WHERE");
        FilterSql.addToSpans(sql, filter, reach);
        after.ifPresent(cursor -> {
            long start = Sql.nanos(cursor.startTime());
            sql.add("AND (start_time < make_timestamp_ns(?)", start);
            sql.add("OR (start_time = make_timestamp_ns(?) AND trace_id < ?)", start, Ids.trace(cursor.traceId()));
            sql.add(
                    "OR (start_time = make_timestamp_ns(?) AND trace_id = ? AND " + id + " < ?))",
                    start,
                    Ids.trace(cursor.traceId()),
                    cursor.spanId());
        });
        sql.add("ORDER BY start_time DESC, trace_id DESC, " + id + " DESC LIMIT ?", limit);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                rows.add(SpanRows.row(columns));
            }
        }
    }
}
