package dev.assay.store.records;

import dev.assay.store.Deletions;
import dev.assay.store.StoreException;
import dev.assay.store.Tombstones;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** On a connection of its own, which overwrites what it deletes: a session may be named after a person. */
final class SqliteDeletions implements Deletions {

    private static final String BEGIN = """
            INSERT INTO deletions (id, project, subject, session_id, requested_at, finished_at, proof)
            VALUES (?, ?, ?, ?, ?, NULL, '')
            """;

    private static final String TRACE = """
            INSERT INTO deleted_traces (project, trace_id, deletion, until)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (project, trace_id) DO UPDATE SET deletion = excluded.deletion, until = excluded.until
            """;

    private static final String PROJECT = """
            INSERT INTO deleted_projects (project, deletion, until)
            VALUES (?, ?, ?)
            ON CONFLICT (project) DO UPDATE SET deletion = excluded.deletion, until = excluded.until
            """;

    private static final String FINISH = """
            UPDATE deletions
            SET finished_at = ?, proof = ?, session_id = ''
            WHERE id = ?
            """;

    private static final String SELECT = """
            SELECT id, project, subject, session_id, requested_at, finished_at, proof
            FROM deletions
            """;

    private final Connection connection;
    private final Tombstones tombstones = new Tombstones();

    SqliteDeletions(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            try (ResultSet row = statement.executeQuery("SELECT project, trace_id, until FROM deleted_traces")) {
                while (row.next()) {
                    tombstones.add(row.getString(1), Set.of(row.getString(2)), time(row.getLong(3)));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT project, until FROM deleted_projects")) {
                while (row.next()) {
                    tombstones.addProject(row.getString(1), time(row.getLong(2)));
                }
            }
        }
    }

    @Override
    public synchronized void begin(Deletion deletion, Set<String> traceIds, Instant until) {
        boolean whole = deletion.subject() == Subject.PROJECT;
        try (PreparedStatement begin = connection.prepareStatement(BEGIN);
                PreparedStatement project = connection.prepareStatement(PROJECT);
                PreparedStatement trace = connection.prepareStatement(TRACE)) {
            Transaction.run(connection, () -> {
                begin.setString(1, deletion.id());
                begin.setString(2, deletion.project());
                begin.setString(3, deletion.subject().name().toLowerCase(Locale.ROOT));
                begin.setString(4, deletion.sessionId());
                begin.setLong(5, micros(deletion.requestedAt()));
                begin.executeUpdate();
                if (whole) {
                    project.setString(1, deletion.project());
                    project.setString(2, deletion.id());
                    project.setLong(3, micros(until));
                    project.executeUpdate();
                }
                for (String traceId : traceIds) {
                    trace.setString(1, deletion.project());
                    trace.setString(2, traceId);
                    trace.setString(3, deletion.id());
                    trace.setLong(4, micros(until));
                    trace.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new StoreException("the deletion cannot be begun: " + e.getMessage(), e);
        }
        if (whole) {
            tombstones.addProject(deletion.project(), until);
        } else {
            tombstones.add(deletion.project(), traceIds, until);
        }
    }

    @Override
    public synchronized void allow(String project) {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM deleted_projects WHERE project = ?")) {
            statement.setString(1, project);
            statement.executeUpdate();
            tombstones.allow(project);
        } catch (SQLException e) {
            throw new StoreException("the project '" + project + "' cannot come back: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void finish(String id, Instant at, String proof) {
        try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
            statement.setLong(1, micros(at));
            statement.setString(2, proof);
            statement.setString(3, id);
            statement.executeUpdate();
            try (Statement log = connection.createStatement()) {
                log.execute("PRAGMA wal_checkpoint(TRUNCATE)"); // the log held the session
            }
        } catch (SQLException e) {
            throw new StoreException("the deletion '" + id + "' cannot be ended: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Optional<Deletion> read(String project, String id) {
        return deletions("WHERE project = ? AND id = ?", project, id).stream().findFirst();
    }

    @Override
    public synchronized List<Deletion> unfinished() {
        return deletions("WHERE finished_at IS NULL ORDER BY requested_at, id");
    }

    private List<Deletion> deletions(String where, String... values) {
        List<Deletion> deletions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long finished = row.getLong(6);
                    Optional<Instant> finishedAt = row.wasNull() ? Optional.empty() : Optional.of(time(finished));
                    deletions.add(new Deletion(
                            row.getString(1),
                            row.getString(2),
                            Subject.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                            row.getString(4),
                            time(row.getLong(5)),
                            finishedAt,
                            row.getString(7)));
                }
            }
            return deletions;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized Set<String> traceIds(String id) {
        Set<String> traceIds = new HashSet<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT trace_id FROM deleted_traces WHERE deletion = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    traceIds.add(row.getString(1));
                }
            }
            return traceIds;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized void expire(Instant now) {
        try (PreparedStatement traces = connection.prepareStatement("DELETE FROM deleted_traces WHERE until <= ?");
                PreparedStatement projects =
                        connection.prepareStatement("DELETE FROM deleted_projects WHERE until <= ?")) {
            traces.setLong(1, micros(now));
            projects.setLong(1, micros(now));
            if (traces.executeUpdate() + projects.executeUpdate() > 0) {
                tombstones.expire(now);
            }
        } catch (SQLException e) {
            throw new StoreException("deletions whose time is over cannot be forgotten: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isDeleted(String project) {
        return tombstones.has(project);
    }

    @Override
    public boolean isDeleted(String project, String traceId) {
        return tombstones.has(project, traceId);
    }

    @Override
    public boolean isEmpty(String project) {
        return tombstones.isEmpty(project);
    }

    @Override
    public Set<String> deletedOf(String project, Collection<String> traceIds) {
        return tombstones.of(project, traceIds);
    }

    @Override
    public Standing standing() {
        return tombstones.standing();
    }

    private static StoreException unreadable(SQLException e) {
        return new StoreException("what was deleted cannot be read: " + e.getMessage(), e);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
