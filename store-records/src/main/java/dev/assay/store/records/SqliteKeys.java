package dev.assay.store.records;

import dev.assay.store.KeyScope;
import dev.assay.store.Keys;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SqliteKeys implements Keys {

    private static final String ADD = """
            INSERT INTO keys (id, project, name, scope, hash, hint, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FIND = """
            SELECT id, project, name, scope, hint, created_at, last_used_at, revoked_at
            FROM keys
            WHERE hash = ? AND revoked_at IS NULL
            """;

    private static final String OF = """
            SELECT id, project, name, scope, hint, created_at, last_used_at, revoked_at
            FROM keys
            WHERE project = ?
            ORDER BY created_at DESC, id DESC
            """;

    private static final String REVOKE = """
            UPDATE keys
            SET revoked_at = ?
            WHERE project = ? AND id = ? AND revoked_at IS NULL
            """;

    private final Connection connection;

    SqliteKeys(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized void add(Key key, byte[] hash) {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, key.id());
            statement.setString(2, key.project());
            statement.setString(3, key.name());
            statement.setString(4, key.scope().label());
            statement.setBytes(5, hash);
            statement.setString(6, key.hint());
            statement.setLong(7, Micros.of(key.createdAt()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized Optional<Key> find(byte[] hash) {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, hash);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(key(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized List<Key> of(String project) {
        List<Key> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF)) {
            statement.setString(1, project);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(key(row));
                }
            }
            return keys;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                KeyScope.ofLabel(row.getString(4)).orElseThrow(),
                row.getString(5),
                Micros.time(row, 6),
                Micros.timeIfAny(row, 7),
                Micros.timeIfAny(row, 8));
    }

    @Override
    public synchronized boolean revoke(String project, String id, Instant at) {
        try (PreparedStatement statement = connection.prepareStatement(REVOKE)) {
            statement.setLong(1, Micros.of(at));
            statement.setString(2, project);
            statement.setString(3, id);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized void used(String id, Instant at) {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE keys SET last_used_at = ? WHERE id = ?")) {
            statement.setLong(1, Micros.of(at));
            statement.setString(2, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    private static StoreException unreadable(SQLException e) {
        return new StoreException("the keys cannot be read: " + e.getMessage(), e);
    }

    private static StoreException unwritable(SQLException e) {
        return new StoreException("a key cannot be written: " + e.getMessage(), e);
    }
}
