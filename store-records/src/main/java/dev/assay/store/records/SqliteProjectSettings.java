package dev.assay.store.records;

import dev.assay.store.ProjectSettings;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

final class SqliteProjectSettings implements ProjectSettings {

    private static final String READ = """
            SELECT value
            FROM project_settings
            WHERE project = ? AND name = ?
            """;

    private static final String WRITE = """
            INSERT INTO project_settings (project, name, value)
            VALUES (?, ?, ?)
            ON CONFLICT (project, name) DO UPDATE SET value = excluded.value
            """;

    private final Connection connection;

    SqliteProjectSettings(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized Optional<String> read(String project, String name) {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, project);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "the setting '" + name + "' of project '" + project + "' cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void write(String project, String name, String value) {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, project);
            statement.setString(2, name);
            statement.setString(3, value);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(
                    "the setting '" + name + "' of project '" + project + "' cannot be written: " + e.getMessage(), e);
        }
    }
}
