package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in the texts some words may be, by what {@link WordIndex} wrote down. */
final class WordPieces {

    private WordPieces() {}

    /**
     * Texts that arrived one after the other.
     *
     * @param after the first arrived after this
     * @param upTo the last arrived then
     * @param spans between these began their spans
     */
    record Piece(long after, long upTo, Reach.Stretch spans) {}

    /**
     * Of some stretch of time.
     *
     * @param having the pieces that may have the words, the newest first; the last to arrive is what has come since
     * @param others how many do not have them
     */
    record Found(List<Piece> having, int others) {}

    /** The same with those made one that follow each other, the first to arrive first. */
    static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece :
                pieces.stream().sorted(Comparator.comparingLong(Piece::after)).toList()) {
            if (!joined.isEmpty() && joined.getLast().upTo == piece.after) {
                Piece last = joined.removeLast();
                joined.add(new Piece(last.after, piece.upTo, last.spans.and(piece.spans)));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    /**
     * @param spellings of which a text has one; each the runs of letters ({@link WordSet#runs}) that it has, at least one
     */
    static Found find(Connection connection, List<List<String>> spellings, Reach.Stretch around) throws SQLException {
        Map<Long, Integer> having = new HashMap<>();
        for (List<String> runs : spellings) {
            blocks(connection, runs, around).forEach((block, pieces) -> having.merge(block, pieces, (a, b) -> a | b));
        }
        List<Piece> found = new ArrayList<>();
        int others = 0;
        long told = -1;
        Sql sql = new Sql()
                .add("SELECT block, piece, after, up_to, first_ns, last_ns, known, told")
                .add("FROM (SELECT coalesce(max(up_to), -1) AS told FROM word_pieces)")
                .add("LEFT JOIN word_pieces ON last_ns >= ? AND first_ns <= ?", around.first(), around.last());
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                told = row.getLong(8);
                row.getLong(1);
                if (row.wasNull()) {
                    break; // none lies there
                }
                if (row.getBoolean(7) && ((having.getOrDefault(row.getLong(1), 0) >>> row.getInt(2)) & 1) == 0) {
                    others++;
                } else {
                    found.add(new Piece(
                            row.getLong(3), row.getLong(4), new Reach.Stretch(row.getLong(5), row.getLong(6))));
                }
            }
        }
        found.add(new Piece(told, Long.MAX_VALUE, around));
        found.sort(Comparator.comparingLong((Piece piece) -> piece.spans.last()).reversed());
        return new Found(found, others);
    }

    /** By block, the pieces as bits that may have all the runs. */
    private static Map<Long, Integer> blocks(Connection connection, List<String> runs, Reach.Stretch around)
            throws SQLException {
        Map<Long, Integer> all = new HashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            Map<Long, Integer> pieces = blocks(connection, runs.get(i), around);
            if (i == 0) {
                all.putAll(pieces);
            } else {
                all.replaceAll((block, before) -> before & pieces.getOrDefault(block, 0));
            }
        }
        return all;
    }

    private static Map<Long, Integer> blocks(Connection connection, String run, Reach.Stretch around)
            throws SQLException {
        Sql sql = new Sql()
                .add("SELECT block, words")
                .add("FROM words")
                .add("WHERE last_ns >= ? AND first_ns <= ?", around.first(), around.last())
                .add("AND contains(words, ?)", run);
        Map<Long, Integer> found = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.merge(row.getLong(1), WordSet.pieces(row.getString(2), run), (a, b) -> a | b);
            }
        }
        return found;
    }
}
