package dev.assay.store.records;

import dev.assay.store.ProjectRecords;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** On a connection for as long as it takes, which overwrites what it deletes. */
final class SqliteProjectRecords implements ProjectRecords {

    private final DataSource source;

    SqliteProjectRecords(DataSource source) {
        this.source = source;
    }

    private interface Rows {
        long of(String table, String column) throws SQLException;
    }

    /** The tables that hold something of a project, by the column with its name. */
    private static Count each(Rows rows) throws SQLException {
        return new Count(
                rows.of("keys", "project"),
                rows.of("views", "project"),
                rows.of("project_settings", "project"),
                rows.of("sightings", "project"),
                rows.of("projects", "name"));
    }

    @Override
    public Count count(String project) {
        try (Connection connection = source.getConnection()) {
            return each((table, column) -> count(connection, table, column, project));
        } catch (SQLException e) {
            throw new StoreException(
                    "what the records hold of '" + project + "' cannot be counted: " + e.getMessage(), e);
        }
    }

    private static long count(Connection connection, String table, String column, String project) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
            statement.setString(1, project);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @Override
    public Count forget(String project) {
        Count[] count = {Count.NONE};
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            Transaction.run(
                    connection, () -> count[0] = each((table, column) -> delete(connection, table, column, project)));
            return count[0];
        } catch (SQLException e) {
            throw new StoreException(
                    "what the records hold of '" + project + "' cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static long delete(Connection connection, String table, String column, String project) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + table + " WHERE " + column + " = ?")) {
            statement.setString(1, project);
            return statement.executeUpdate();
        }
    }
}
