package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes down which words are where in the texts, block by block in the order in which these arrived. What has come since is searched
 * itself ({@link WordPieces}).
 */
final class WordIndex {

    /** Spans of a piece, or as many as a batch brings: the engine reads some 2,000 texts at once. */
    private static final int PIECE = 1_024;

    /** Spans of a block. */
    static final int BLOCK = PIECE * WordSet.PIECES;

    /** In bytes: more are not read at once, since a checkpoint waits meanwhile. */
    private static final long BLOCK_BYTES = 16L << 20;

    /** A piece of more spans is searched as it is. */
    static final int MOST_SPANS = 2 * BLOCK;

    /** So is one of more bytes: all of it would lie in memory. */
    static final long MOST_BYTES = 64L << 20;

    private record Piece(long after, long upTo, long first, long last, long spans) {

        Piece and(Piece next) {
            return new Piece(
                    after, next.upTo, Math.min(first, next.first), Math.max(last, next.last), spans + next.spans);
        }
    }

    private WordIndex() {}

    /** The position up to which it is told where words are, or -1. */
    static long position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(up_to), -1) FROM word_pieces")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How many spans came since. */
    static long waiting(Connection connection) throws SQLException {
        try (PreparedStatement statement = new Sql()
                        .add("SELECT count(*) FROM texts WHERE arrival > ?", position(connection))
                        .prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Writes the next block in a transaction of its own, which nothing may be erased beside.
     *
     * @return of how many spans; 0 where there are no more
     */
    static long next(Connection connection) throws SQLException {
        List<Piece> pieces = pieces(connection, position(connection));
        if (pieces.isEmpty()) {
            return 0;
        }
        WordSet words = new WordSet();
        List<Piece> block = block(connection, pieces, words);
        execute(connection, new Sql().add("BEGIN TRANSACTION"));
        try {
            write(connection, block, words);
            execute(connection, new Sql().add("COMMIT"));
        } catch (SQLException e) {
            execute(connection, new Sql().add("ROLLBACK"));
            throw e;
        }
        return block.stream().mapToLong(Piece::spans).sum();
    }

    /** What is known may be of texts that are to be gone. */
    static void forget(Connection connection) throws SQLException {
        execute(connection, new Sql().add("DELETE FROM words"));
        execute(connection, new Sql().add("DELETE FROM word_pieces"));
    }

    private static List<Piece> pieces(Connection connection, long position) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT arrival, epoch_ns(min(start_time)), epoch_ns(max(start_time)), count(*)")
                .add("FROM texts")
                .add("WHERE arrival > ? AND arrival <= (", position)
                .indent()
                .add("SELECT max(arrival) FROM (SELECT arrival FROM texts WHERE arrival > ? LIMIT ?)", position, BLOCK)
                .outdent()
                .add(")")
                .add("GROUP BY arrival ORDER BY arrival");
        List<Piece> pieces = new ArrayList<>();
        long after = position;
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Piece batch = new Piece(after, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                after = batch.upTo;
                if (!pieces.isEmpty() && pieces.getLast().spans < PIECE) {
                    pieces.add(pieces.removeLast().and(batch));
                } else if (pieces.size() < WordSet.PIECES) {
                    pieces.add(batch);
                } else {
                    break; // the next block begins with it
                }
            }
        }
        return pieces;
    }

    /**
     * As many of the first pieces as are read at once, at least one.
     *
     * @param words of them, after that
     */
    private static List<Piece> block(Connection connection, List<Piece> pieces, WordSet words) throws SQLException {
        List<Piece> few =
                pieces.stream().takeWhile(piece -> piece.spans <= MOST_SPANS).toList();
        if (few.isEmpty()) {
            words.leaveUnknown(0);
            return pieces.subList(0, 1);
        }
        long[] bytes = bytes(connection, few);
        int count = 1;
        long all = bytes[0];
        while (count < few.size() && all + bytes[count] <= BLOCK_BYTES) {
            all += bytes[count];
            count++;
        }
        List<Piece> block = few.subList(0, count);
        if (all > MOST_BYTES) { // it is one
            words.leaveUnknown(0);
        } else {
            read(connection, block, words);
        }
        return block;
    }

    /** How long the texts of each piece are: the engine tells without having all of them in memory. */
    private static long[] bytes(Connection connection, List<Piece> pieces) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT arrival, sum(coalesce(strlen(input), 0) + coalesce(strlen(output), 0))::BIGINT")
                .add("FROM texts");
        long[] bytes = new long[pieces.size()];
        try (PreparedStatement statement =
                        within(sql, pieces).add("GROUP BY arrival").prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                bytes[number(pieces, row.getLong(1))] += row.getLong(2);
            }
        }
        return bytes;
    }

    private static void read(Connection connection, List<Piece> pieces, WordSet words) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT arrival, encode(input) AS input, encode(output) AS output")
                .add("FROM texts");
        try (PreparedStatement statement = within(sql, pieces).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                int number = number(pieces, row.getLong(1));
                words.add(columns.utf8("input"), number);
                words.add(columns.utf8("output"), number);
            }
        }
    }

    private static Sql within(Sql sql, List<Piece> pieces) {
        return sql.add("WHERE arrival > ? AND arrival <= ?", pieces.getFirst().after, pieces.getLast().upTo);
    }

    /** Of the piece with which something arrived. */
    private static int number(List<Piece> pieces, long arrival) {
        int number = 0;
        while (arrival > pieces.get(number).upTo) {
            number++;
        }
        return number;
    }

    private static void write(Connection connection, List<Piece> pieces, WordSet words) throws SQLException {
        DuckDBConnection rows = connection.unwrap(DuckDBConnection.class);
        long block = pieces.getFirst().after;
        try (DuckDBAppender appender = rows.createAppender("main", "word_pieces")) {
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                appender.beginRow()
                        .append(block)
                        .append(i)
                        .append(piece.after)
                        .append(piece.upTo)
                        .append(piece.first)
                        .append(piece.last)
                        .append(!words.isUnknown(i))
                        .endRow();
            }
        }
        Piece all = pieces.stream().reduce(Piece::and).orElseThrow();
        try (DuckDBAppender appender = rows.createAppender("main", "words")) {
            for (String row : words.rows()) {
                appender.beginRow()
                        .append(block)
                        .append(all.first)
                        .append(all.last)
                        .append(row)
                        .endRow();
            }
        }
    }

    private static void execute(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }
}
