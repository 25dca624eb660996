package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far in time the spans of one trace lie apart, so that a question about traces of a stretch of time need not read the
 * spans of all times. At least a day; the writer widens it for a project when it sees more. It cannot see how far apart the
 * spans of a trace are that it has forgotten: see {@link Heads}.
 */
final class Reach {

    private static final long LEAST_NANOS = Duration.ofDays(1).toNanos();

    /** Wider than any two times that the columns hold would overflow. */
    private static final Duration MOST = Duration.ofDays(100 * 365);

    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    /** Reads what was seen before. */
    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT project, max(nanos) FROM reach GROUP BY project")) {
            while (row.next()) {
                nanos.put(row.getString(1), row.getLong(2));
            }
        }
    }

    /** Widens it, in the transaction at hand; what it is wider by stays where that is rolled back, which does no harm. */
    void widen(Connection connection, String project, Duration seen) throws SQLException {
        long seenNanos = seen.compareTo(MOST) > 0 ? MOST.toNanos() : seen.toNanos();
        if (seenNanos > of(project)) {
            nanos.put(project, seenNanos);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO reach VALUES (?, ?)")) {
                insert.setString(1, project);
                insert.setLong(2, seenNanos);
                insert.executeUpdate();
            }
        }
    }

    /** In nanoseconds. */
    long of(String project) {
        return nanos.getOrDefault(project, LEAST_NANOS);
    }

    /** Adds where the spans lie of traces that have one in the filter's range. */
    Sql window(Sql sql, TraceFilter filter) {
        return window(sql, filter.project(), Sql.nanos(filter.from()), Sql.nanos(filter.to()));
    }

    /** Adds where the spans lie of traces that have one from {@code from} on and before {@code to}, in nanoseconds. */
    Sql window(Sql sql, String project, long from, long to) {
        long reach = of(project);
        return sql.add(
                "AND start_time >= make_timestamp_ns(?) AND start_time < make_timestamp_ns(?)",
                Sql.earlier(from, reach),
                Sql.later(to, reach));
    }

    /** In nanoseconds, where {@link #window} begins. */
    long beginning(TraceFilter filter) {
        return Sql.earlier(Sql.nanos(filter.from()), of(filter.project()));
    }

    /** In nanoseconds, before which {@link #window} ends. */
    long end(TraceFilter filter) {
        return Sql.later(Sql.nanos(filter.to()), of(filter.project()));
    }
}
