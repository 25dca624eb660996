package dev.assay.store.columns;

import dev.assay.store.Batch;
import dev.assay.store.Batch.ContentWrite;
import dev.assay.store.Batch.ScoreWrite;
import dev.assay.store.Erasure;
import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The one writer. A batch and its position are one transaction.
 *
 * <p>The transaction is begun by a statement: an appender does not begin one, whatever {@code setAutoCommit} says, and
 * its rows would be committed by themselves every 2,048. And an appender lives no longer than its batch, because rows that it
 * has not flushed outlive a rollback.
 */
final class Writer implements AutoCloseable {

    private final DuckDBConnection connection;
    private final Checkpoints checkpoints;
    private final Heads heads = new Heads();
    private final Reach reach;
    private final Arrivals arrivals;
    private final Scored scored;
    private final AnsweredScores answeredScores = new AnsweredScores();
    private final ReplacedSpans replacedSpans;
    private final PreparedStatement insertPosition;
    private final SpanAppender.Heaps heaps = new SpanAppender.Heaps();
    private volatile long position;
    private volatile boolean hasContents;

    Writer(
            Database database,
            Checkpoints checkpoints,
            Reach reach,
            NestedCalls nested,
            Arrivals arrivals,
            Scored scored) {
        this.checkpoints = checkpoints;
        this.reach = reach;
        this.arrivals = arrivals;
        this.scored = scored;
        try {
            connection = database.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMP TABLE rescored (project VARCHAR, id VARCHAR)");
                try (ResultSet row = statement.executeQuery("SELECT max(position) FROM projection")) {
                    row.next();
                    position = row.getLong(1);
                }
                reach.load(connection);
                nested.load(connection);
                arrivals.load(connection);
                scored.load(connection);
                answeredScores.load(connection);
                try (ResultSet row = statement.executeQuery("SELECT EXISTS (FROM contents)")) {
                    row.next();
                    hasContents = row.getBoolean(1);
                }
            }
            replacedSpans = new ReplacedSpans(connection);
            insertPosition = connection.prepareStatement("INSERT INTO projection VALUES (?)");
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be written: " + e.getMessage(), e);
        }
    }

    long position() {
        return position;
    }

    /** Whether any message ever came beside its span; most teams' clients send none. */
    boolean hasContents() {
        return hasContents;
    }

    synchronized void write(Batch batch) {
        try {
            execute("BEGIN TRANSACTION");
            Set<ReplacedSpans.Identity> replacedHeads = replacedSpans.remove(batch.spans());
            List<Arriving> spans = heads.of(connection, batch.spans());
            heads.tell(connection, reach);
            long bytes = appendSpans(spans, replacedHeads, batch.position());
            appendContents(batch.contents());
            List<ScoreWrite> scores = answeredScores.with(connection, batch.scores(), batch.spans());
            removeRescored(scores);
            appendScores(scores);
            insertPosition.setLong(1, batch.position());
            insertPosition.executeUpdate();
            execute("COMMIT");
            position = batch.position();
            arrivals.came(spans, batch.position());
            checkpoints.committed(spans.size(), bytes);
        } catch (SQLException e) {
            rollback(e);
            throw new StoreException("the columns could not be written: " + e.getMessage(), e);
        }
    }

    /** Takes rows out on the connection of the one who writes. */
    interface Erasing {
        Erasure.Count erase(Connection connection) throws SQLException;
    }

    /** All of it in one transaction, and in the file on return. */
    synchronized Erasure.Count erase(Erasing erasing) {
        try {
            Erasure.Count count = checkpoints.heldOff(() -> {
                execute("BEGIN TRANSACTION");
                Erasure.Count erased = erasing.erase(connection);
                execute("COMMIT");
                return erased;
            });
            heads.clear();
            answeredScores.load(connection);
            checkpoints.now();
            return count;
        } catch (SQLException e) {
            rollback(e);
            throw new StoreException("rows could not be erased from the columns: " + e.getMessage(), e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void removeRescored(List<ScoreWrite> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "rescored")) {
            for (ScoreWrite write : writes) {
                appender.beginRow()
                        .append(write.project())
                        .append(write.score().id())
                        .endRow();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    DELETE FROM scores
                    WHERE (project, id) IN (SELECT project, id FROM temp.rescored)
                    """);
            statement.execute("DELETE FROM temp.rescored");
        }
    }

    /** @return about how many bytes */
    private long appendSpans(List<Arriving> spans, Set<ReplacedSpans.Identity> replacedHeads, long arrival)
            throws SQLException {
        if (spans.isEmpty()) {
            return 0;
        }
        try (SpanAppender appender = new SpanAppender(connection, arrival, heaps)) {
            for (Arriving span : spans) {
                boolean head = span.isHead()
                        || (!replacedHeads.isEmpty()
                                && replacedHeads.contains(ReplacedSpans.Identity.of(span.write())));
                appender.append(span, head);
            }
            appender.flush();
            return appender.bytes();
        }
    }

    private void appendContents(List<ContentWrite> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        hasContents = true;
        try (DuckDBAppender appender = connection.createAppender("main", "contents")) {
            for (ContentWrite write : writes) {
                Contents.append(appender, write);
            }
        }
    }

    private void appendScores(List<ScoreWrite> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender("main", "scores")) {
            for (ScoreWrite write : writes) {
                scored.add(write.project());
                Scores.append(appender, write);
            }
        }
    }

    private void rollback(SQLException cause) {
        try {
            heads.clear();
            execute("ROLLBACK");
            answeredScores.load(connection);
            reach.load(connection);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        try (connection) {
            insertPosition.close();
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be closed: " + e.getMessage(), e);
        }
    }
}
