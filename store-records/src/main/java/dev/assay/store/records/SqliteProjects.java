package dev.assay.store.records;

import dev.assay.store.Projects;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

final class SqliteProjects implements Projects {

    private static final String ALL = """
            SELECT name, created_at
            FROM projects
            ORDER BY name
            """;

    private static final String ENSURE = """
            INSERT INTO projects (name, created_at)
            VALUES (?, ?)
            ON CONFLICT (name) DO NOTHING
            """;

    private final Connection connection;

    SqliteProjects(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized List<Project> all() {
        List<Project> projects = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                projects.add(new Project(row.getString(1), Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS)));
            }
            return projects;
        } catch (SQLException e) {
            throw new StoreException("the projects cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void ensure(String name, Instant at) {
        try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
            statement.setString(1, name);
            statement.setLong(2, ChronoUnit.MICROS.between(Instant.EPOCH, at));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("the project '" + name + "' cannot be written: " + e.getMessage(), e);
        }
    }
}
