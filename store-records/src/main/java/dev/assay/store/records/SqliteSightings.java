package dev.assay.store.records;

import dev.assay.store.Finding;
import dev.assay.store.Sightings;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** On a connection of its own, because it is the only one here that needs transactions of many statements. */
final class SqliteSightings implements Sightings {

    private static final String ADD = """
            INSERT INTO sightings (project, client, version, dialect, finding, subject, spans, trace_id, span_id, last_seen)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
            WHERE NOT EXISTS (SELECT 1 FROM deleted_projects WHERE project = ?1)
              AND ((SELECT count(*) FROM sightings WHERE project = ?1) < ?11
                   OR EXISTS (SELECT 1 FROM sightings WHERE project = ?1 AND client = ?2 AND version = ?3 AND dialect = ?4
                              AND finding = ?5 AND subject = ?6))
            ON CONFLICT DO UPDATE SET
                spans = spans + excluded.spans,
                trace_id = excluded.trace_id,
                span_id = excluded.span_id,
                last_seen = excluded.last_seen
            """;

    private static final String OF = """
            SELECT client, version, dialect, finding, subject, spans, trace_id, span_id, last_seen
            FROM sightings
            WHERE project = ?
            ORDER BY spans DESC, client, subject
            """;

    private final Connection connection;

    SqliteSightings(Connection connection) {
        this.connection = connection;
    }

    @Override
    public synchronized void add(List<Sighting> sightings, long reached) {
        try (PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement position =
                        connection.prepareStatement("UPDATE sightings_position SET position = ?")) {
            Transaction.run(connection, () -> {
                for (Sighting sighting : sightings) {
                    bind(add, sighting);
                    add.executeUpdate();
                }
                position.setLong(1, reached);
                position.executeUpdate();
            });
        } catch (SQLException e) {
            throw new StoreException("what was noticed about clients cannot be written: " + e.getMessage(), e);
        }
    }

    private static void bind(PreparedStatement add, Sighting sighting) throws SQLException {
        add.setString(1, sighting.project());
        add.setString(2, sighting.client());
        add.setString(3, sighting.version());
        add.setString(4, sighting.dialect());
        add.setString(5, sighting.finding().label());
        add.setString(6, sighting.subject());
        add.setLong(7, sighting.spans());
        add.setString(8, sighting.traceId());
        add.setString(9, sighting.spanId());
        add.setLong(10, ChronoUnit.MICROS.between(Instant.EPOCH, sighting.lastSeen()));
        add.setInt(11, MAX_A_PROJECT);
    }

    @Override
    public synchronized long position() {
        try (PreparedStatement statement = connection.prepareStatement("SELECT position FROM sightings_position");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized List<Sighting> of(String project) {
        List<Sighting> sightings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF)) {
            statement.setString(1, project);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sightings.add(new Sighting(
                            project,
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Finding.ofLabel(row.getString(4)),
                            row.getString(5),
                            row.getLong(6),
                            row.getString(7),
                            row.getString(8),
                            Instant.EPOCH.plus(row.getLong(9), ChronoUnit.MICROS)));
                }
            }
            return sightings;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static StoreException unreadable(SQLException e) {
        return new StoreException("what was noticed about clients cannot be read: " + e.getMessage(), e);
    }

    @Override
    public synchronized void forgetExamples(String project, Set<String> traceIds) {
        try (PreparedStatement forget = connection.prepareStatement("""
                    UPDATE sightings
                    SET trace_id = '', span_id = ''
                    WHERE project = ? AND trace_id = ?
                    """)) {
            Transaction.run(connection, () -> {
                for (String traceId : traceIds) {
                    forget.setString(1, project);
                    forget.setString(2, traceId);
                    forget.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new StoreException("examples of clients cannot be forgotten: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void clear() {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM sightings");
                PreparedStatement position =
                        connection.prepareStatement("UPDATE sightings_position SET position = 0")) {
            Transaction.run(connection, () -> {
                delete.executeUpdate();
                position.executeUpdate();
            });
        } catch (SQLException e) {
            throw new StoreException("what was noticed about clients cannot be forgotten: " + e.getMessage(), e);
        }
    }
}
