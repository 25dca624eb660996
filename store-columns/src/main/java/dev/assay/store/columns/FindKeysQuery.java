package dev.assay.store.columns;

import dev.assay.store.FindKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The keys of attributes and metadata that the newest spans have, and the names of all scores. */
final class FindKeysQuery implements FindKeys {

    private final Readers readers;

    FindKeysQuery(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Keys keys(String project, Instant from, Instant to) {
        return readers.ask(connection -> new Keys(
                json(connection, "attributes", project, from, to),
                json(connection, "metadata", project, from, to),
                scores(connection, project)));
    }

    private static List<String> json(Connection connection, String column, String project, Instant from, Instant to)
            throws SQLException {
        return names(
                connection,
                new Sql()
                        .add("SELECT DISTINCT unnest(json_keys(" + column + ")) AS name")
                        .add("FROM (")
                        .indent()
                        .add("SELECT " + column + " FROM texts")
                        .add("WHERE project = ?", project)
                        .add("AND start_time >= make_timestamp_ns(?)", Sql.nanos(from))
                        .add("AND start_time < make_timestamp_ns(?)", Sql.nanos(to))
                        .add("ORDER BY start_time DESC LIMIT " + EXAMINED)
                        .outdent()
                        .add(")"));
    }

    private static List<String> scores(Connection connection, String project) throws SQLException {
        return names(connection, new Sql().add("SELECT DISTINCT name FROM scores WHERE project = ?", project));
    }

    private static List<String> names(Connection connection, Sql sql) throws SQLException {
        List<String> names = new ArrayList<>();
        sql.add("ORDER BY name LIMIT " + MAX);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
