package dev.assay.store.records;

import dev.assay.store.DeletedProjectException;
import dev.assay.store.Projects;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SqliteProjects implements Projects {

    private static final String ALL = """
            SELECT name, title, created_at
            FROM projects
            ORDER BY name
            """;

    private static final String FIND = """
            SELECT name, title, created_at
            FROM projects
            WHERE name = ?
            """;

    private static final String ENSURE = """
            INSERT INTO projects (name, created_at)
            SELECT ?1, ?2
            WHERE NOT EXISTS (SELECT 1 FROM deleted_projects WHERE project = ?1)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String DELETED = """
            SELECT 1
            FROM deleted_projects
            WHERE project = ?
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
                projects.add(project(row));
            }
            return projects;
        } catch (SQLException e) {
            throw new StoreException("the projects cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Optional<Project> find(String name) {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(project(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException("the project '" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static Project project(ResultSet row) throws SQLException {
        String name = row.getString(1);
        String title = row.getString(2);
        return new Project(name, title.isEmpty() ? name : title, Micros.time(row, 3));
    }

    @Override
    public synchronized boolean ensure(String name, Instant at) {
        try (PreparedStatement statement = connection.prepareStatement(ENSURE);
                PreparedStatement deleted = connection.prepareStatement(DELETED)) {
            statement.setString(1, name);
            statement.setLong(2, Micros.of(at));
            if (statement.executeUpdate() == 1) {
                return true;
            }
            deleted.setString(1, name);
            try (ResultSet row = deleted.executeQuery()) {
                if (row.next()) {
                    throw new DeletedProjectException(name);
                }
            }
            return false;
        } catch (SQLException e) {
            throw unwritable(name, e);
        }
    }

    @Override
    public synchronized boolean entitle(String name, String title) {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE projects SET title = ? WHERE name = ?")) {
            statement.setString(1, title);
            statement.setString(2, name);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unwritable(name, e);
        }
    }

    private static StoreException unwritable(String name, SQLException e) {
        return new StoreException("the project '" + name + "' cannot be written: " + e.getMessage(), e);
    }
}
