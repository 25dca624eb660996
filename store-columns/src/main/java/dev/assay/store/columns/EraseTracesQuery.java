package dev.assay.store.columns;

import dev.assay.store.EraseTraces;
import dev.assay.store.Erasure;
import dev.assay.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Takes whole traces out. */
final class EraseTracesQuery implements EraseTraces {

    /** How many traces one statement names. */
    private static final int CHUNK = 5_000;

    private final Readers readers;
    private final Path file;
    private final Reach reach;
    private final NestedCalls nested;
    private final Function<Writer.Erasing, Erasure.Count> writer;

    /** @param writer erases on the one writer's connection, in one transaction */
    EraseTracesQuery(
            Readers readers,
            Path file,
            Reach reach,
            NestedCalls nested,
            Function<Writer.Erasing, Erasure.Count> writer) {
        this.readers = readers;
        this.file = file;
        this.reach = reach;
        this.nested = nested;
        this.writer = writer;
    }

    @Override
    public Set<String> ofSession(String project, String sessionId) {
        return traces("session_id", project, sessionId);
    }

    @Override
    public Set<String> ofUser(String project, String userId) {
        return traces("user_id", project, userId);
    }

    private Set<String> traces(String column, String project, String value) {
        return readers.ask(connection -> {
            Set<String> traces = new HashSet<>();
            Sql sql = new Sql()
                    .add("SELECT DISTINCT trace_id")
                    .add("FROM spans")
                    .add("WHERE project = ?", project)
                    .add("AND " + column + " = ?", value);
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                Columnar columns = new Columnar(row);
                while (row.next()) {
                    traces.add(columns.traceId("trace_id"));
                }
            }
            return traces;
        });
    }

    @Override
    public long traces(String project) {
        return readers.ask(connection -> {
            Sql sql = new Sql()
                    .add("SELECT count(DISTINCT trace_id)")
                    .add("FROM spans")
                    .add("WHERE project = ?", project);
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public Erasure.Count count(Erasure erasure) {
        return readers.ask(connection -> {
            if (erasure.whole()) {
                return new Erasure.Count(
                        countAll(connection, "spans", erasure.project()),
                        countAll(connection, "contents", erasure.project()),
                        countAll(connection, "scores", erasure.project()));
            }
            try {
                name(connection, erasure);
                return new Erasure.Count(
                        count(connection, "spans", BY_TRACE),
                        count(connection, "contents", BY_TRACE),
                        count(connection, "scores", BY_TRACE_OR_SESSION));
            } finally {
                forget(connection);
            }
        });
    }

    @Override
    public Erasure.Count erase(Erasure erasure) {
        return writer.apply(connection -> {
            if (erasure.whole()) {
                return eraseAll(connection, erasure.project());
            }
            try {
                name(connection, erasure);
                return eraseNamed(connection);
            } finally {
                forget(connection);
            }
        });
    }

    /** Also what is known of where its spans lie: the name of the project stands there. */
    private Erasure.Count eraseAll(Connection connection, String project) throws SQLException {
        for (String table : List.of("texts", "traces", "open_traces", "reach", "nested")) {
            deleteAll(connection, table, project);
        }
        WordIndex.forget(connection);
        reach.forget(project);
        nested.forget(project);
        return new Erasure.Count(
                deleteAll(connection, "spans", project),
                deleteAll(connection, "contents", project),
                deleteAll(connection, "scores", project));
    }

    private static long deleteAll(Connection connection, String table, String project) throws SQLException {
        Sql sql = new Sql().add("DELETE FROM " + table).add("WHERE project = ?", project);
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private static long countAll(Connection connection, String table, String project) throws SQLException {
        Sql sql = new Sql().add("SELECT count(*)").add("FROM " + table).add("WHERE project = ?", project);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Erasure.Count eraseNamed(Connection connection) throws SQLException {
        for (String table : List.of("texts", "traces", "open_traces")) {
            delete(connection, table, BY_TRACE);
        }
        WordIndex.forget(connection);
        return new Erasure.Count(
                delete(connection, "spans", BY_TRACE),
                delete(connection, "contents", BY_TRACE),
                delete(connection, "scores", BY_TRACE_OR_SESSION));
    }

    @Override
    public Erasure.Count eraseBefore(String project, Instant before) {
        return writer.apply(connection -> {
            try {
                forget(connection);
                execute(connection, CREATE);
                execute(connection, CREATE_SESSIONS);
                for (Sql sql : List.of(over(project, before), overAlone(project, before))) {
                    try (PreparedStatement statement = sql.prepare(connection)) {
                        statement.executeUpdate();
                    }
                }
                Erasure.Count count = eraseNamed(connection);
                try (PreparedStatement statement = scoresAlone(project, before).prepare(connection)) {
                    return count.plus(new Erasure.Count(0, 0, statement.executeUpdate()));
                }
            } finally {
                forget(connection);
            }
        });
    }

    /** The traces all of whose spans began before. */
    private static Sql over(String project, Instant before) {
        return new Sql()
                .add("INSERT INTO temp.erased")
                .add("SELECT project, trace_id")
                .add("FROM spans")
                .add("WHERE project = ?", project)
                .add("GROUP BY project, trace_id")
                .add("HAVING max(start_time) < make_timestamp_ns(?)", Sql.nanos(before));
    }

    /** The traces that have messages but no spans. */
    private static Sql overAlone(String project, Instant before) {
        return new Sql()
                .add("INSERT INTO temp.erased")
                .add("SELECT project, trace_id")
                .add("FROM contents")
                .add("WHERE project = ?", project)
                .add("AND trace_id NOT IN (SELECT trace_id FROM spans WHERE project = ?)", project)
                .add("GROUP BY project, trace_id")
                .add("HAVING max(time) < make_timestamp_ns(?)", Sql.nanos(before));
    }

    private static Sql scoresAlone(String project, Instant before) {
        return new Sql()
                .add("DELETE FROM scores")
                .add("WHERE project = ?", project)
                .add("AND time < make_timestamp_ns(?)", Sql.nanos(before))
                .add("AND (trace_id IS NULL")
                .add("     OR trace_id NOT IN (SELECT trace_id FROM spans WHERE project = ?))", project);
    }

    private static final String CREATE = "CREATE TEMP TABLE erased (project VARCHAR, trace_id UUID)";
    private static final String CREATE_SESSIONS =
            "CREATE TEMP TABLE erased_sessions (project VARCHAR, session_id VARCHAR)";

    private static final String BY_TRACE = "(project, trace_id) IN (SELECT project, trace_id FROM temp.erased)";

    private static final String BY_TRACE_OR_SESSION =
            BY_TRACE + " OR (project, session_id) IN (SELECT project, session_id FROM temp.erased_sessions)";

    private static void name(Connection connection, Erasure erasure) throws SQLException {
        forget(connection);
        execute(connection, CREATE);
        execute(connection, CREATE_SESSIONS);
        List<String> traces = List.copyOf(erasure.traceIds());
        for (int i = 0; i < traces.size(); i += CHUNK) {
            insert(
                    connection,
                    "erased",
                    erasure.project(),
                    traces.subList(i, Math.min(traces.size(), i + CHUNK)).stream()
                            .<Object>map(Ids::trace)
                            .toList());
        }
        insert(connection, "erased_sessions", erasure.project(), List.copyOf(erasure.sessionIds()));
    }

    private static void insert(Connection connection, String table, String project, List<?> values)
            throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO temp." + table + " VALUES "
                + String.join(", ", java.util.Collections.nCopies(values.size(), "(?, ?)")))) {
            for (int i = 0; i < values.size(); i++) {
                insert.setString(2 * i + 1, project);
                insert.setObject(2 * i + 2, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    private static void forget(Connection connection) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS temp.erased");
        execute(connection, "DROP TABLE IF EXISTS temp.erased_sessions");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String table, String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table + " WHERE " + where)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long delete(Connection connection, String table, String where) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM " + table + " WHERE " + where);
        }
    }

    @Override
    public Waste waste() {
        return readers.ask(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("""
                            SELECT
                                (SELECT coalesce(sum(count), 0)
                                 FROM pragma_storage_info('texts')
                                 WHERE column_name = 'trace_id' AND segment_type <> 'VALIDITY'),
                                (SELECT count(*) FROM texts),
                                (SELECT free_blocks * block_size
                                 FROM pragma_database_size()
                                 WHERE database_name = 'assay')
                            """)) {
                row.next();
                long live = row.getLong(2);
                return new Waste(Math.max(0, row.getLong(1) - live), live, Files.size(file), row.getLong(3));
            } catch (IOException e) {
                throw new StoreException("the size of " + file + " cannot be read: " + e.getMessage(), e);
            }
        });
    }
}
