package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One row a trace for a question: those that {@link Settler} has written, and those of the few with newer spans ({@link FreshRows}).
 *
 * @param freshIds the traces whose rows are fresh, where some of what is asked for may be
 */
record TraceRows(String project, FreshIds freshIds) {

    private static final String FRESH_IDS = "SELECT trace_id FROM " + FreshRows.TABLE + " WHERE project = ?";

    /** Of the traces that start in the stretch. To be asked for before anything else of the transaction. */
    static TraceRows look(Connection connection, FreshRows freshRows, String project, Reach.Stretch stretch)
            throws SQLException {
        return new TraceRows(project, freshRows.bring(connection, project, stretch));
    }

    /** Of the traces that start in the filter's range. */
    static TraceRows look(Connection connection, FreshRows freshRows, TraceFilter filter) throws SQLException {
        return look(connection, freshRows, filter.project(), Reach.Stretch.of(filter));
    }

    /** Whether some of what is asked for may be fresh. */
    boolean fresh() {
        return !freshIds.sets().isEmpty();
    }

    /** Adds {@code trace}, with those that start in the filter's range, to begin a statement with. */
    Sql with(Sql sql, TraceFilter filter) {
        return with(sql, Reach.Stretch.of(filter));
    }

    /** Adds {@code trace}, with those that start in the stretch, to begin a statement with. */
    Sql with(Sql sql, Reach.Stretch stretch) {
        sql.add("WITH trace AS NOT MATERIALIZED (").indent();
        sql.add("SELECT " + TraceRowSql.COLUMNS + ", arrivals FROM traces");
        if (fresh()) {
            sql.add("ANTI JOIN (" + FRESH_IDS + ") USING (trace_id)", project);
        }
        addRange(sql, stretch);
        if (fresh()) {
            sql.add("UNION ALL");
            sql.add("SELECT " + TraceRowSql.COLUMNS + ", NULL FROM " + FreshRows.TABLE);
            addRange(sql, stretch);
        }
        return sql.outdent().add(")");
    }

    private void addRange(Sql sql, Reach.Stretch stretch) {
        sql.add("WHERE project = ?", project);
        sql.add("AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)", stretch.first(), stretch.last());
    }
}
