package dev.assay.store.journal;

import dev.assay.store.ArrivalKind;
import dev.assay.store.Erasure;
import dev.assay.store.Journal.Replacement;
import dev.assay.store.Journal.Rewriting;
import dev.assay.store.Journal.Rewritten;
import dev.assay.store.JournalEntry;
import dev.assay.store.StoreException;
import dev.assay.store.UnreadableBodyException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the bodies of one file anew that are not to stay as they are: into another file, which then takes its place, because
 * what is overwritten within a file may leave copies behind in its pages. A file without such a body is not touched.
 */
final class SegmentRewriting {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentRewriting.class);

    private static final long CHUNK_BYTES = 8L << 20;

    private static final String READ = """
            SELECT position, project, kind, imported, received_at, encoding, size, body
            FROM entries
            WHERE position > ? AND project = ?
            ORDER BY position
            """;

    private final Segment segment;
    private final String project;
    private final Rewriting rewriting;
    private final Buffers buffers;
    private Rewritten rewritten = Rewritten.NONE;

    private @Nullable Draft draft;

    SegmentRewriting(Segment segment, String project, Rewriting rewriting, Buffers buffers) {
        this.segment = segment;
        this.project = project;
        this.rewriting = rewriting;
        this.buffers = buffers;
    }

    /** Looks, and changes nothing. */
    Rewritten search() {
        try {
            look(0, (_, _) -> {});
            return rewritten;
        } catch (SQLException | IOException e) {
            throw new StoreException(
                    "the journal file " + segment.file() + " cannot be searched: " + e.getMessage(), e);
        }
    }

    Rewritten run() {
        try {
            long reached = look(0, this::replace);
            Draft begun = draft;
            if (begun != null) {
                begun.copy(0, reached, "TRUE");
                begun.sync();
                segment.replace(() -> {
                    long last = look(reached, this::replace);
                    begun.copy(reached, last, "TRUE");
                    return begun.finish();
                });
            }
            return rewritten;
        } catch (SQLException | IOException e) {
            throw new StoreException(
                    "the journal file " + segment.file() + " cannot be written anew: " + e.getMessage(), e);
        } finally {
            discard();
        }
    }

    private void discard() {
        try {
            if (draft != null) {
                draft.close();
            }
        } catch (SQLException e) {
            LOG.warn("a draft of {} is left: {}", segment.file(), e.getMessage());
        }
    }

    private void replace(JournalEntry entry, Replacement replacement) throws SQLException, IOException {
        if (draft == null) {
            draft = new Draft(segment.file());
        }
        draft.replace(entry, replacement.kind(), Body.of(replacement.body(), buffers));
    }

    private interface Found {
        void take(JournalEntry entry, Replacement replacement) throws SQLException, IOException;
    }

    /** @return the last position of the file that was looked at */
    private long look(long after, Found found) throws SQLException, IOException {
        long reached = after;
        while (true) {
            long from = reached;
            // before the rows are read: what comes after is looked at in the next round
            long last = segment.lastPosition();
            List<Row> rows = segment.ask(connection -> rows(connection, from)).orElse(List.of());
            if (rows.isEmpty()) {
                return Math.max(reached, last);
            }
            for (Row row : rows) {
                look(row, found);
            }
            reached = rows.getLast().position;
        }
    }

    private void look(Row row, Found found) throws SQLException, IOException {
        Optional<Replacement> replacement = Optional.empty();
        int unreadable = 0;
        try {
            JournalEntry entry = row.entry();
            replacement = rewriting.of(entry);
            if (replacement.isPresent()) {
                found.take(entry, replacement.get());
            }
        } catch (UnreadableBodyException | IllegalArgumentException e) {
            LOG.warn("journal entry {} cannot be read, and stays: {}", row.position, e.getMessage());
            unreadable = 1;
        }
        rewritten = rewritten.plus(new Rewritten(
                1,
                replacement.isPresent() ? 1 : 0,
                replacement.map(Replacement::removed).orElse(Erasure.Count.NONE),
                unreadable));
    }

    /** A row as it lies in the file, so that who reads it holds nobody up by inflating it. */
    private record Row(long position, String project, int kind, boolean imported, long receivedAt, Body body) {

        JournalEntry entry() {
            return new JournalEntry(
                    position, project, ArrivalKind.ofCode(kind), imported, Segment.time(receivedAt), body.inflate());
        }
    }

    private List<Row> rows(Connection connection, long after) throws SQLException {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, after);
            statement.setString(2, project);
            try (ResultSet row = statement.executeQuery()) {
                while (bytes < CHUNK_BYTES && row.next()) {
                    Body body = new Body(Body.Encoding.ofCode(row.getInt(6)), row.getInt(7), row.getBytes(8));
                    rows.add(new Row(
                            row.getLong(1), row.getString(2), row.getInt(3), row.getBoolean(4), row.getLong(5), body));
                    bytes += body.bytes().length;
                }
            }
        }
        return rows;
    }
}
