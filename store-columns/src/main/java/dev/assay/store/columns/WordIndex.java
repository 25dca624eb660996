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

    /** In bytes; a block ends with the piece that brings more, since a checkpoint waits meanwhile. */
    private static final long MOST_TEXT = 16L << 20;

    /** In bytes, about; pieces are read together as long as they have no more. */
    private static final long AT_ONCE = 8L << 20;

    /** A piece of more spans is searched as it is. */
    static final int LARGEST = 2 * BLOCK;

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
        long bytes = 0;
        int read = 0;
        while (read < pieces.size() && bytes < MOST_TEXT) {
            // The engine reads some of it twice where one piece begins and another ends, and has all at once in memory.
            int next = bytes == 0 ? 1 : Math.toIntExact(Math.clamp(AT_ONCE * read / bytes, 1, pieces.size() - read));
            bytes += read(connection, pieces, read, read + next, words);
            read += next;
        }
        List<Piece> block = pieces.subList(0, read);
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

    /** @return how many bytes their texts have */
    private static long read(Connection connection, List<Piece> pieces, int from, int to, WordSet words)
            throws SQLException {
        long spans = 0;
        for (int piece = from; piece < to; piece++) {
            spans += pieces.get(piece).spans;
        }
        if (spans > LARGEST) {
            for (int piece = from; piece < to; piece++) {
                words.leaveUnknown(piece);
            }
            return 0;
        }
        Sql sql = new Sql()
                .add("SELECT arrival, encode(input) AS input, encode(output) AS output")
                .add("FROM texts")
                .add("WHERE arrival > ? AND arrival <= ?", pieces.get(from).after, pieces.get(to - 1).upTo);
        long bytes = 0;
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            int piece = from;
            while (row.next()) {
                long arrival = row.getLong(1);
                while (arrival > pieces.get(piece).upTo) {
                    piece++;
                }
                while (arrival <= pieces.get(piece).after) {
                    piece--;
                }
                for (String column : List.of("input", "output")) {
                    byte[] text = columns.utf8(column);
                    words.add(text, piece);
                    bytes += text.length;
                }
            }
        }
        return bytes;
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
