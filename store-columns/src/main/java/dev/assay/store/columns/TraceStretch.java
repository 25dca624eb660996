package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/**
 * Where in time the spans of traces lie that are known by their ids. Rows of traces tell, or what has come since: to look for ids among the
 * spans of all times reads many times as much.
 */
final class TraceStretch {

    private TraceStretch() {}

    /** Where some traces of a project lie; empty where none is stored. To be asked in one transaction with what reads their spans. */
    static Optional<Reach.Stretch> of(Connection connection, String project, Collection<String> traceIds)
            throws SQLException {
        return of(connection, new Sql().add("WHERE project = ?", project).addTraceIds("trace_id", traceIds));
    }

    /**
     * The same of traces that are named otherwise.
     *
     * @param named a condition on project and id, from its {@code WHERE} on
     */
    static Optional<Reach.Stretch> of(Connection connection, Sql named) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT min(first_ns), max(last_ns)")
                .add("FROM (")
                .indent()
                .add("SELECT epoch_ns(min(first_start)) AS first_ns, epoch_ns(max(last_start)) AS last_ns FROM traces")
                .add(named)
                .add("UNION ALL")
                .add("SELECT min(first_ns), max(last_ns) FROM open_traces")
                .add(named)
                .add("UNION ALL")
                .add("SELECT epoch_ns(min(start_time)), epoch_ns(max(start_time)) FROM spans")
                .add(named)
                .add("AND arrival > ?", Settler.position(connection))
                .outdent()
                .add(")");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(new Reach.Stretch(first, row.getLong(2)));
        }
    }
}
