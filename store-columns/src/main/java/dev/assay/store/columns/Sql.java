package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A statement that grows piece by piece with the values it binds. */
final class Sql {

    private static final long SECOND = 1_000_000_000L;
    private static final long EARLIEST = Instant.parse("1678-01-01T00:00:00Z").getEpochSecond() * SECOND;
    private static final long LATEST = Instant.parse("2262-01-01T00:00:00Z").getEpochSecond() * SECOND;

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private int depth;

    Sql add(String piece, Object... bound) {
        text.append("    ".repeat(depth)).append(piece);
        if (!piece.endsWith("\n")) {
            text.append('\n');
        }
        Collections.addAll(values, bound);
        return this;
    }

    /** What is added from here on stands further to the right. */
    Sql indent() {
        depth++;
        return this;
    }

    Sql outdent() {
        depth--;
        return this;
    }

    /** The statement, as people read it. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** What is bound to the question marks, in their order. */
    List<Object> values() {
        return List.copyOf(values);
    }

    /** As many question marks as there are values: {@code ?, ?, ?}. */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /**
     * Adds that {@code column} is one of some trace ids: joined, which takes half of the time of a list of constants, and bound
     * at once.
     */
    Sql addTraceIds(String column, Collection<String> traceIds) {
        return add(
                "AND " + column + " IN (SELECT unnest(string_split(?, ',')::UUID[]))",
                traceIds.stream().map(id -> Ids.trace(id).toString()).collect(Collectors.joining(",")));
    }

    /** Adds that {@code column} is one of some numbers, at least one: joined, so that what cannot have one is not read, and bound at once. */
    Sql addNumbers(String column, Collection<Long> numbers) {
        return add(
                "AND " + column + " IN (SELECT unnest(string_split(?, ',')::BIGINT[]))",
                numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Adds all of another statement. */
    Sql add(Sql other) {
        other.text
                .toString()
                .lines()
                .forEach(line -> text.append("    ".repeat(depth)).append(line).append('\n'));
        values.addAll(other.values);
        return this;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** For {@code make_timestamp_ns(?)}. Times before 1677 and after 2262 are cut to that range. */
    static long nanos(Instant time) {
        long nanos = Math.clamp(time.getEpochSecond(), EARLIEST / SECOND, LATEST / SECOND) * SECOND + time.getNano();
        return Math.min(nanos, LATEST);
    }

    /** No earlier than the earliest time there is. */
    static long earlier(long nanos, long by) {
        return nanos < EARLIEST + by ? EARLIEST : nanos - by;
    }

    /** No later than the latest time there is. */
    static long later(long nanos, long by) {
        return nanos > LATEST - by ? LATEST : nanos + by;
    }

    /** The same for a time that is stored, which lies before the end of every range that is asked for. */
    static long storedNanos(Instant time) {
        return Math.min(nanos(time), LATEST - 1);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
