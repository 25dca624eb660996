package dev.assay.store.records;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Statements that are kept together or not at all.
 *
 * <p>It is begun and ended in SQL: where the disk is full SQLite rolls back by itself, which the driver does not notice, and what it took
 * for the rest of a transaction would be kept row by row.
 */
final class Transaction {

    private Transaction() {}

    /** What is to be done on the connection. */
    interface Work {
        void run() throws SQLException;
    }

    static void run(Connection connection, Work work) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        try {
            work.run();
            execute(connection, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e); // it has been rolled back already
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
