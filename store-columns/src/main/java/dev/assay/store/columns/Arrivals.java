package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What has come since rows of traces were written last: a question whose stretch of time is elsewhere need not look for it, and others need
 * not read it again. Where nobody asks, nothing is kept.
 */
final class Arrivals {

    /** In spans. */
    private static final int MOST = 100_000;

    /** So often rows are written after a question until no other is waited for: a minute or two while as much arrives as can. */
    private static final int PATIENCE = 60;

    private static final int MOST_TEXTS = 5_000;

    /** What of one project came in one batch. */
    static final class Came {

        private final TracePieces pieces = new TracePieces();
        private Reach.Stretch stretch;

        private Came(long start) {
            stretch = Reach.Stretch.of(start);
        }

        private void add(Arriving span, UnaryOperator<String> shared) {
            if (!stretch.covers(span.start())) {
                stretch = stretch.and(Reach.Stretch.of(span.start()));
            }
            pieces.add(TracePiece.of(span, shared));
        }

        /** In the order of arrival. */
        TracePieces pieces() {
            return pieces;
        }

        /** Where the spans lie. */
        Reach.Stretch stretch() {
            return stretch;
        }
    }

    /** Those that many spans have; of the writer's thread, and of who keeps it from writing. */
    private final Map<String, String> texts = new HashMap<>();

    private record Arrival(long position, Map<String, Came> came, int spans) {}

    /** The newest is the last. */
    private final Deque<Arrival> late = new ArrayDeque<>();

    /** What arrived after that is told of here. */
    private long since;

    private long position;
    private long settled;
    private int spans;

    /** How often rows were written since the last question. */
    private int unasked = PATIENCE;

    /** Forgets all, and reads how far the file has come. */
    synchronized void load(Connection connection) throws SQLException {
        settled = Settler.position(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(position) FROM projection")) {
            row.next();
            position = row.getLong(1);
        }
        forget();
    }

    /** What has come until now must be asked of the engine; nothing of what was erased is left here. */
    synchronized void forget() {
        late.clear();
        texts.clear();
        spans = 0;
        since = position;
    }

    /** Tells of what is committed, up to that position. */
    void came(List<Arriving> spans, long upTo) {
        if (!keeps(upTo)) {
            return;
        }
        Map<String, Came> came = HashMap.newHashMap(1);
        for (Arriving span : spans) {
            came.computeIfAbsent(span.project(), _ -> new Came(span.start())).add(span, this::shared);
        }
        came.values().forEach(each -> each.pieces.trim());
        came(new Arrival(upTo, came, spans.size()));
    }

    private String shared(String text) {
        if (texts.size() == MOST_TEXTS) {
            texts.clear();
        }
        return texts.computeIfAbsent(text, _ -> text);
    }

    private synchronized boolean keeps(long upTo) {
        boolean keeps = unasked < PATIENCE;
        if (!keeps) {
            position = upTo;
            forget();
        }
        return keeps;
    }

    private synchronized void came(Arrival arrival) {
        late.add(arrival);
        spans += arrival.spans;
        while (spans > MOST) {
            removeFirst();
        }
        position = arrival.position;
    }

    private void removeFirst() {
        Arrival first = late.removeFirst();
        spans -= first.spans;
        since = first.position;
    }

    /** Tells that the rows of traces are written of all that arrived up to there. */
    synchronized void settled(long upTo) {
        unasked++;
        settled = upTo;
        while (!late.isEmpty() && late.getFirst().position <= upTo) {
            removeFirst();
        }
    }

    /** The one up to which all is committed. */
    synchronized long position() {
        return position;
    }

    /** The one up to which {@code traces} tells of all spans, or -1. */
    synchronized long settled() {
        return settled;
    }

    /** What of a project arrived after one position and up to another; empty where not all of it is known here any more. */
    synchronized Optional<List<Came>> between(String project, long after, long upTo) {
        unasked = 0;
        if (after < since) {
            return Optional.empty();
        }
        List<Came> all = new ArrayList<>();
        for (Arrival arrival : late) {
            @Nullable Came came = arrival.came.get(project);
            if (came != null && arrival.position > after && arrival.position <= upTo) {
                all.add(came);
            }
        }
        return Optional.of(all);
    }
}
