package dev.assay.store.records;

import dev.assay.store.StoreException;
import dev.assay.store.Views;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

final class SqliteViews implements Views {

    private static final String OF = """
            SELECT name, address, kept_by, kept_at
            FROM views
            WHERE project = ?
            ORDER BY name
            """;

    private static final String KEEP = """
            INSERT INTO views (project, name, address, kept_by, kept_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (project, name) DO UPDATE
            SET address = excluded.address, kept_by = excluded.kept_by, kept_at = excluded.kept_at
            """;

    private final Connection connection;

    SqliteViews(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized List<View> of(String project) {
        List<View> views = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF)) {
            statement.setString(1, project);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    views.add(new View(
                            project, row.getString(1), row.getString(2), row.getString(3), Micros.time(row, 4)));
                }
            }
            return views;
        } catch (SQLException e) {
            throw new StoreException("the saved views cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void keep(View view) {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, view.project());
            statement.setString(2, view.name());
            statement.setString(3, view.address());
            statement.setString(4, view.by());
            statement.setLong(5, Micros.of(view.at()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized boolean remove(String project, String name) {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM views WHERE project = ? AND name = ?")) {
            statement.setString(1, project);
            statement.setString(2, name);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    private static StoreException unwritable(SQLException e) {
        return new StoreException("a saved view cannot be written: " + e.getMessage(), e);
    }
}
