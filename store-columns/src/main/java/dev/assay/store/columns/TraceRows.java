package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One row a trace for a question. {@link Settler} has written those of most traces; for the few with newer spans they are made
 * from the spans here.
 */
final class TraceRows {

    /** What a question needs of rows that are made for it. */
    enum Usage {
        ASKED,
        LEFT_OUT;

        /** Where a filter alone may ask for it. */
        static Usage of(TraceFilter filter) {
            return TraceFieldSql.asksForUsage(filter.filter()) ? ASKED : LEFT_OUT;
        }
    }

    /**
     * What is not settled of a project, as the transaction at hand sees it.
     *
     * @param settled the position up to which all is
     * @param stretch where the spans lie of which the traces have a fresh one; empty where there is none
     */
    record Fresh(String project, long settled, Optional<Reach.Stretch> stretch) {

        static Fresh look(Connection connection, String project, Reach reach) throws SQLException {
            long settled = Settler.position(connection);
            Sql sql = new Sql()
                    .add("SELECT min(first_ns), max(last_ns)")
                    .add("FROM (")
                    .indent()
                    .add(
                            "SELECT epoch_ns(min(start_time)) AS first_ns, epoch_ns(max(start_time)) AS last_ns FROM spans")
                    .add("WHERE project = ? AND arrival > ?", project, settled)
                    .add("UNION ALL")
                    .add("SELECT min(first_ns), max(last_ns) FROM open_traces WHERE project = ?", project)
                    .outdent()
                    .add(")");
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return new Fresh(
                        project,
                        settled,
                        row.wasNull()
                                ? Optional.empty()
                                : Optional.of(reach.around(project, first, Sql.later(row.getLong(2), 1))));
            }
        }

        /** Of the traces that start in the filter's range. */
        TraceRows rows(TraceFilter filter) {
            return rows(new Reach.Stretch(Sql.nanos(filter.from()), Sql.nanos(filter.to()) - 1));
        }

        private TraceRows rows(Reach.Stretch range) {
            return new TraceRows(
                    project,
                    range,
                    settled,
                    stretch.filter(fresh -> fresh.first() <= range.last() && range.first() <= fresh.last())
                            .map(fresh -> new Sql()
                                    .add(
                                            "AND start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                                            fresh.first(),
                                            fresh.last())));
        }
    }

    private final String project;
    private final Reach.Stretch range;
    private final long settled;

    /** Where the spans lie of traces whose rows have to be made; empty where none of them is asked for. */
    private final Optional<Sql> made;

    private TraceRows(String project, Reach.Stretch range, long settled, Optional<Sql> made) {
        this.project = project;
        this.range = range;
        this.settled = settled;
        this.made = made;
    }

    /** Of the traces that start in the filter's range. Question and look want to be one transaction. */
    static TraceRows of(Connection connection, TraceFilter filter, Reach reach) throws SQLException {
        return Fresh.look(connection, filter.project(), reach).rows(filter);
    }

    /** Of the traces that have a span in the filter's range, and some others. */
    static TraceRows around(Connection connection, TraceFilter filter, Reach reach) throws SQLException {
        return Fresh.look(connection, filter.project(), reach).rows(reach.around(filter));
    }

    /** Adds {@code trace} and what it is made of, to begin a statement with. */
    Sql with(Sql sql, Usage usage) {
        sql.add("WITH RECURSIVE");
        made.ifPresent(window -> {
            addFresh(sql, project, settled, Long.MAX_VALUE);
            if (usage == Usage.ASKED) {
                UsageSql.addRepeatedOfFresh(sql, project, window);
                sql.add(",");
            }
        });
        sql.add("trace AS NOT MATERIALIZED (").indent();
        sql.add("SELECT " + TraceRowSql.COLUMNS + "FROM traces");
        if (made.isPresent()) {
            sql.add("ANTI JOIN fresh USING (trace_id)");
        }
        sql.add("WHERE project = ?", project);
        addRange(sql);
        made.ifPresent(window -> {
            sql.add("UNION ALL");
            sql.add("SELECT " + TraceRowSql.COLUMNS + "FROM (").indent();
            TraceRowSql.add(sql, project, window, usage == Usage.ASKED);
            sql.outdent().add(")").add("WHERE true");
            addRange(sql);
        });
        return sql.outdent().add(")");
    }

    private void addRange(Sql sql) {
        sql.add("AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)", range.first(), range.last());
    }

    /** Adds the ids of the traces with spans that arrived after one position and up to another, and of those left open. */
    static void addFresh(Sql sql, String project, long after, long upTo) {
        sql.add("fresh AS MATERIALIZED (").indent();
        sql.add("SELECT trace_id FROM spans");
        sql.add("WHERE project = ? AND arrival > ? AND arrival <= ?", project, after, upTo);
        sql.add("UNION");
        sql.add("SELECT trace_id FROM open_traces WHERE project = ?", project);
        sql.outdent().add("),");
    }
}
