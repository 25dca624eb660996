package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One row a trace for a question: those that {@link Settler} has written, and those of the few with newer spans ({@link FreshRows}).
 *
 * @param fresh whether some of what is asked for may be fresh
 */
record TraceRows(String project, boolean fresh) {

    /** Of a project. */
    static final String FRESH_IDS = "SELECT trace_id FROM " + FreshRows.TABLE + " WHERE project = ?";

    /** Of the traces that start in the stretch. To be asked for before anything else of the transaction. */
    static TraceRows look(Connection connection, FreshRows freshRows, String project, Reach.Stretch stretch)
            throws SQLException {
        boolean fresh = freshRows.bring(project, stretch);
        if (fresh) {
            // The engine takes its picture of a database when it is first read.
            try (PreparedStatement statement = new Sql()
                            .add("SELECT 1 FROM " + FreshRows.TABLE + " LIMIT 1")
                            .prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                row.next();
            }
        }
        return new TraceRows(project, fresh);
    }

    /** Of the traces that start in the filter's range. */
    static TraceRows look(Connection connection, FreshRows freshRows, TraceFilter filter) throws SQLException {
        return look(connection, freshRows, filter.project(), Reach.Stretch.of(filter));
    }

    /** Adds {@code trace}, with those that start in the filter's range, to begin a statement with. */
    Sql with(Sql sql, TraceFilter filter) {
        return with(sql, Reach.Stretch.of(filter));
    }

    /** Adds {@code trace}, with those that start in the stretch, to begin a statement with. */
    Sql with(Sql sql, Reach.Stretch stretch) {
        sql.add("WITH trace AS NOT MATERIALIZED (").indent();
        sql.add("SELECT " + TraceRowSql.COLUMNS + "FROM traces");
        if (fresh) {
            sql.add("ANTI JOIN (" + FRESH_IDS + ") USING (trace_id)", project);
        }
        addRange(sql, stretch);
        if (fresh) {
            sql.add("UNION ALL");
            sql.add("SELECT " + TraceRowSql.COLUMNS + "FROM " + FreshRows.TABLE);
            addRange(sql, stretch);
        }
        return sql.outdent().add(")");
    }

    private void addRange(Sql sql, Reach.Stretch stretch) {
        sql.add("WHERE project = ?", project);
        sql.add("AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)", stretch.first(), stretch.last());
    }
}
