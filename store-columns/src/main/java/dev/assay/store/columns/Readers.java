package dev.assay.store.columns;

import dev.assay.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions on a few platform threads, each query on a connection of its own.
 *
 * <p>A native call holds the carrier of a virtual thread, and there are only as many carriers as cores: two slow
 * questions asked on virtual threads would keep every exporter waiting for its acknowledgement.
 */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("columns-reader-", 0).daemon().factory());

    /** The one that was used last comes first: it has more of its statements prepared. */
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>(THREADS);

    private final Reach reach;
    private final Arrivals arrivals;
    private final Scored scored;
    private final Runnable failed;
    private volatile FreshRows freshRows;

    /** Why nothing can be asked at the moment, or empty. */
    private volatile String broken = "";

    /** @param failed told when the engine could not answer */
    Readers(Database database, Reach reach, Arrivals arrivals, Scored scored, Runnable failed) {
        this.reach = reach;
        this.arrivals = arrivals;
        this.scored = scored;
        this.failed = failed;
        freshRows = open(database);
    }

    /** Waits for the questions at hand, and keeps those that come waiting. */
    void pause() {
        try {
            for (int i = 0; i < THREADS; i++) {
                close(idle.take());
            }
            close(freshRows);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while questions to the columns were waited for", e);
        }
    }

    /** Asks this file from now on. */
    void resume(Database database) {
        freshRows = open(database);
    }

    private FreshRows open(Database database) {
        try {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                connections.add(KeptStatements.on(database.connect()));
            }
            FreshRows rows = new FreshRows(KeptStatements.on(database.connect()), reach, arrivals);
            broken = "";
            idle.addAll(connections);
            return rows;
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be read: " + e.getMessage(), e);
        }
    }

    /** Of the file that is asked. */
    FreshRows freshRows() {
        return freshRows;
    }

    /** Of the file that is asked. */
    Scored scored() {
        return scored;
    }

    /** There is no file to ask until this resumes. */
    void fail(String reason) {
        broken = reason;
    }

    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    <T> T ask(Question<T> question) {
        try {
            return threads.submit(() -> onConnection(question)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException store) {
                throw store;
            }
            failed.run();
            throw new StoreException("the columns could not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the columns were read", e);
        }
    }

    /** For questions of several statements, which see the same rows. */
    <T> T askAtOnce(Question<T> question) {
        return ask(connection -> {
            connection.setAutoCommit(false);
            T answer;
            try {
                answer = question.ask(connection);
            } catch (SQLException | RuntimeException e) {
                endAfter(e, connection);
                throw e;
            }
            connection.rollback();
            connection.setAutoCommit(true);
            return answer;
        });
    }

    private static void endAfter(Exception failure, Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Asks something at once on another thread, so that a long question can be shared, where a connection is free; a question
     * that waits for others does not come after them again.
     */
    <T> Optional<FutureTask<T>> beside(Question<T> question) {
        @Nullable Connection connection = idle.poll();
        if (connection == null) {
            return Optional.empty();
        }
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return question.ask(connection);
            } finally {
                idle.addFirst(connection);
            }
        });
        Thread.ofPlatform().name("columns-reader-beside").daemon().start(task);
        return Optional.of(task);
    }

    private <T> T onConnection(Question<T> question) throws SQLException, InterruptedException {
        @Nullable Connection connection = idle.poll(1, TimeUnit.SECONDS);
        while (connection == null) {
            if (!broken.isEmpty()) {
                throw new StoreException(broken);
            }
            connection = idle.poll(1, TimeUnit.SECONDS);
        }
        try {
            return question.ask(connection);
        } finally {
            idle.addFirst(connection);
        }
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.warn("a connection to the columns cannot be closed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.close();
        idle.forEach(Readers::close);
        close(freshRows);
    }
}
