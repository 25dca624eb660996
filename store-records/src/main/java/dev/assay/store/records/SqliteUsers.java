package dev.assay.store.records;

import dev.assay.store.Role;
import dev.assay.store.StoreException;
import dev.assay.store.Users;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SqliteUsers implements Users {

    private static final String ALL = """
            SELECT name, role, password, created_at
            FROM users
            ORDER BY name
            """;

    private static final String FIND = """
            SELECT name, role, password, created_at
            FROM users
            WHERE name = ?
            """;

    private static final String ADD = """
            INSERT INTO users (name, role, password, created_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    /** In one statement, so that two administrators cannot take each other away at once. */
    private static final String CHANGE = """
            UPDATE users
            SET role = ?1
            WHERE name = ?2
              AND (?1 = 'admin' OR role <> 'admin' OR (SELECT count(*) FROM users WHERE role = 'admin') > 1)
            """;

    private static final String REMOVE = """
            DELETE FROM users
            WHERE name = ?
              AND (role <> 'admin' OR (SELECT count(*) FROM users WHERE role = 'admin') > 1)
            """;

    private final Connection connection;

    SqliteUsers(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized boolean any() {
        try (PreparedStatement statement = connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM users)");
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized List<User> all() {
        List<User> users = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                users.add(user(row));
            }
            return users;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized Optional<User> find(String name) {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(user(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString(1), Role.ofLabel(row.getString(2)).orElseThrow(), row.getString(3), Micros.time(row, 4));
    }

    @Override
    public synchronized boolean add(User user) {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, user.name());
            statement.setString(2, user.role().label());
            statement.setString(3, user.password());
            statement.setLong(4, Micros.of(user.createdAt()));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unwritable(user.name(), e);
        }
    }

    @Override
    public synchronized boolean change(String name, Role role) {
        return update(CHANGE, name, role.label(), name);
    }

    @Override
    public synchronized boolean changePassword(String name, String password) {
        return update("UPDATE users SET password = ? WHERE name = ?", name, password, name);
    }

    @Override
    public synchronized boolean remove(String name) {
        return update(REMOVE, name, name);
    }

    private boolean update(String sql, String name, String... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unwritable(name, e);
        }
    }

    private static StoreException unreadable(SQLException e) {
        return new StoreException("the users cannot be read: " + e.getMessage(), e);
    }

    private static StoreException unwritable(String name, SQLException e) {
        return new StoreException("the user '" + name + "' cannot be written: " + e.getMessage(), e);
    }
}
