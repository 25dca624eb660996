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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of late, so that a question whose stretch of time is elsewhere need not look for it. */
final class Arrivals {

    /** In batches. */
    private static final int MOST = 10_000;

    private record Arrival(long position, Map<String, Reach.Stretch> stretches) {}

    /** The newest is the last. */
    private final Deque<Arrival> late = new ArrayDeque<>();

    /** What arrived after that is told of here. */
    private long since;

    private long position;
    private long settled;

    /** Forgets all, and reads how far the file has come. */
    synchronized void load(Connection connection) throws SQLException {
        late.clear();
        settled = Settler.position(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(position) FROM projection")) {
            row.next();
            position = row.getLong(1);
            since = position;
        }
    }

    /** Tells of what is committed, up to that position. */
    synchronized void came(List<Arriving> spans, long upTo) {
        Map<String, Reach.Stretch> stretches = HashMap.newHashMap(1);
        for (Arriving span : spans) {
            Reach.@Nullable Stretch stretch = stretches.get(span.project());
            if (stretch == null || !stretch.covers(span.start())) {
                stretches.merge(span.project(), Reach.Stretch.of(span.start()), Reach.Stretch::and);
            }
        }
        late.add(new Arrival(upTo, stretches));
        if (late.size() > MOST) {
            since = late.removeFirst().position;
        }
        position = upTo;
    }

    /** Tells that the rows of traces are written of all that arrived up to there. */
    synchronized void settled(long upTo) {
        settled = upTo;
    }

    /** The one up to which all is committed. */
    synchronized long position() {
        return position;
    }

    /** The one up to which {@code traces} tells of all spans, or -1. */
    synchronized long settled() {
        return settled;
    }

    /** Whether all that arrived after that position is known here. */
    synchronized boolean knows(long after) {
        return after >= since;
    }

    /** Where the spans of a project lie that are known to have arrived after one position and up to another. */
    synchronized Optional<Reach.Stretch> between(String project, long after, long upTo) {
        List<Reach.Stretch> stretches = new ArrayList<>();
        for (Arrival arrival : late.reversed()) {
            if (arrival.position <= after) {
                break;
            }
            if (arrival.position <= upTo && arrival.stretches.containsKey(project)) {
                stretches.add(Objects.requireNonNull(arrival.stretches.get(project)));
            }
        }
        return stretches.stream().reduce(Reach.Stretch::and);
    }
}
