package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter's range from the newest span back, in stretches of which each is four times as long as the one before: who looks
 * for the newest that pass need not read what is older than they are.
 */
final class Slices {

    /** How long the first stretch is where nothing is known of how dense the spans are. */
    private static final Duration FIRST = Duration.ofHours(6);

    private static final int AT_MOST = 5;

    private Slices() {}

    /**
     * @param last nothing later than that is asked for, and something may lie there
     * @param first how long the first stretch is
     */
    static List<TraceFilter> of(TraceFilter filter, Instant last, Duration first) {
        long from = Sql.nanos(filter.from());
        long to = Math.min(Sql.nanos(filter.to()), Sql.later(Sql.nanos(last), 1));
        return of(filter, from, to, to, first);
    }

    /** The same where it is not known that something lies there. */
    static List<TraceFilter> ofNewest(Connection connection, TraceFilter filter, Instant last) throws SQLException {
        long from = Sql.nanos(filter.from());
        long to = Math.min(Sql.nanos(filter.to()), Sql.later(Sql.nanos(last), 1));
        return of(filter, from, to, newest(connection, filter.project(), from, to), FIRST);
    }

    private static List<TraceFilter> of(TraceFilter filter, long from, long to, long newest, Duration first) {
        List<TraceFilter> slices = new ArrayList<>();
        long end = to;
        long beginning = newest;
        long width = first.toNanos();
        while (end > from) {
            beginning = slices.size() + 1 < AT_MOST ? Math.max(from, Sql.earlier(beginning, width)) : from;
            slices.add(new TraceFilter(filter.project(), Sql.instant(beginning), Sql.instant(end), filter.filter()));
            end = beginning;
            width *= 4;
        }
        return slices;
    }

    /** When the newest span of a range starts, or where the range begins. */
    private static long newest(Connection connection, String project, long from, long to) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT epoch_ns(start_time) FROM spans WHERE project = ?", project)
                .add("AND start_time >= make_timestamp_ns(?) AND start_time < make_timestamp_ns(?)", from, to)
                .add("ORDER BY start_time DESC LIMIT 1");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : from;
        }
    }
}
