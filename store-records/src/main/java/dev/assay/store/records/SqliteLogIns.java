package dev.assay.store.records;

import dev.assay.store.LogIns;
import dev.assay.store.Role;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

final class SqliteLogIns implements LogIns {

    private static final String ADD = """
            INSERT INTO log_ins (id, user, token, created_at, rotated_at)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String FIND = """
            SELECT log_ins.id, users.name, log_ins.created_at, log_ins.rotated_at, users.role, log_ins.token = ?1
            FROM log_ins
            JOIN users ON users.name = log_ins.user
            WHERE log_ins.token = ?1 OR log_ins.before = ?1
            """;

    private static final String ROTATE = """
            UPDATE log_ins
            SET before = token, token = ?, rotated_at = ?
            WHERE id = ? AND token = ?
            """;

    private static final String REMOVE_OLDER = """
            DELETE FROM log_ins
            WHERE created_at < ? OR rotated_at < ?
            """;

    private final Connection connection;

    SqliteLogIns(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized void add(LogIn logIn, byte[] token) {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, logIn.id());
            statement.setString(2, logIn.user());
            statement.setBytes(3, token);
            statement.setLong(4, Micros.of(logIn.createdAt()));
            statement.setLong(5, Micros.of(logIn.rotatedAt()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized Optional<Found> find(byte[] token) {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, token);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                LogIn logIn = new LogIn(row.getString(1), row.getString(2), Micros.time(row, 3), Micros.time(row, 4));
                return Optional.of(
                        new Found(logIn, Role.ofLabel(row.getString(5)).orElseThrow(), row.getBoolean(6)));
            }
        } catch (SQLException e) {
            throw new StoreException("the log-ins cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized boolean rotate(String id, byte[] from, byte[] to, Instant at) {
        try (PreparedStatement statement = connection.prepareStatement(ROTATE)) {
            statement.setBytes(1, to);
            statement.setLong(2, Micros.of(at));
            statement.setString(3, id);
            statement.setBytes(4, from);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized void remove(String id) {
        delete("DELETE FROM log_ins WHERE id = ?", id);
    }

    @Override
    public synchronized void removeOf(String user) {
        delete("DELETE FROM log_ins WHERE user = ?", user);
    }

    private void delete(String sql, String value) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized void removeOlder(Instant created, Instant rotated) {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE_OLDER)) {
            statement.setLong(1, Micros.of(created));
            statement.setLong(2, Micros.of(rotated));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    private static StoreException unwritable(SQLException e) {
        return new StoreException("a log-in cannot be written: " + e.getMessage(), e);
    }
}
