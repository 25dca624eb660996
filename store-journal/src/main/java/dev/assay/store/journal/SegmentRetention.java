package dev.assay.store.journal;

import dev.assay.store.ArrivalKind;
import dev.assay.store.JournalEntry;
import dev.assay.store.StoreException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Requests of one file that are kept no longer. */
final class SegmentRetention {

    private static final byte[] NOTHING = {};

    private final Segment segment;
    private final String expired;
    private final boolean concerns;

    /** @param before for each project, from when on its requests stay */
    SegmentRetention(Segment segment, Map<String, Instant> before) {
        this.segment = segment;
        StringJoiner any = new StringJoiner(" OR ");
        // names of projects hold letters, digits, dots, underscores and hyphens; quoted all the same
        before.forEach((project, time) -> any.add("(project = '" + project.replace("'", "''") + "' AND received_at < "
                + ChronoUnit.MICROS.between(Instant.EPOCH, time) + ")"));
        concerns = !before.isEmpty();
        expired = "(" + any + ")";
    }

    /** How many requests are to be dropped; one that is empty already, to hold its position, is none. */
    long expired() {
        return concerns ? count(expired + " AND size <> 0") : 0;
    }

    /** Whether nothing of the file is to stay. */
    boolean coversAll() {
        return concerns && count("NOT " + expired) == 0;
    }

    private long count(String where) {
        return segment.ask(connection -> {
                    try (PreparedStatement statement =
                                    connection.prepareStatement("SELECT count(*) FROM entries WHERE " + where);
                            ResultSet row = statement.executeQuery()) {
                        return row.next() ? row.getLong(1) : 0L;
                    }
                })
                .orElse(0L);
    }

    /** @return how many were dropped */
    long drop() {
        long count = expired();
        if (count == 0) {
            return 0;
        }
        try (Draft draft = new Draft(segment.file())) {
            long reached = segment.lastPosition();
            // The last one holds the position, so it stays, empty where it is too old.
            draft.copy(0, reached - 1, "NOT " + expired);
            draft.sync();
            segment.replace(() -> {
                long last = segment.lastPosition();
                draft.copy(reached - 1, last - 1, "NOT " + expired);
                draft.copy(last - 1, last, "NOT " + expired);
                if (count("position = " + last + " AND " + expired) == 1) {
                    JournalEntry held = segment.read(last - 1, 1).getFirst();
                    draft.replace(held, ArrivalKind.TRACES_PROTOBUF, Body.of(NOTHING, new Buffers()));
                }
                return draft.finish();
            });
            return count;
        } catch (SQLException | IOException e) {
            throw new StoreException(
                    "the journal file " + segment.file() + " cannot be written anew: " + e.getMessage(), e);
        }
    }

    static Map<String, Long> bytes(Segment segment) {
        return segment.ask(connection -> {
                    Map<String, Long> bytes = new HashMap<>();
                    try (PreparedStatement statement = connection.prepareStatement("""
                                    SELECT project, sum(length(body))
                                    FROM entries
                                    GROUP BY project
                                    """);
                            ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            bytes.put(row.getString(1), row.getLong(2));
                        }
                    }
                    return bytes;
                })
                .orElseGet(HashMap::new);
    }

    /** When the oldest of the newest requests was received that take at most so many bytes; where none does, just after the newest. */
    static Optional<Instant> newestWithin(Segment segment, String project, long maxBytes) {
        return segment.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT received_at, length(body)
                    FROM entries
                    WHERE project = ?
                    ORDER BY position DESC
                    """)) {
                statement.setString(1, project);
                try (ResultSet row = statement.executeQuery()) {
                    long bytes = 0;
                    long oldest = Long.MIN_VALUE;
                    while (row.next()) {
                        bytes += row.getLong(2);
                        if (bytes > maxBytes) {
                            return Segment.time(oldest == Long.MIN_VALUE ? row.getLong(1) + 1 : oldest);
                        }
                        oldest = row.getLong(1);
                    }
                    return Instant.EPOCH;
                }
            }
        });
    }
}
