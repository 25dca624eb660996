package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the traces that have words in their texts before anything else of a filter is looked at: to read texts is what takes
 * time, so it is done once, piece by piece, by two at once where a reader is free.
 */
final class TextSearch {

    /** Where more rows have the words, they are one condition among others: a page is full before all are read. */
    private static final int MANY = 2_000;

    private static final int PIECES = 3;

    private static final long WIDE = Duration.ofDays(2).toNanos();

    private final Readers readers;
    private final Reach reach;

    TextSearch(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    /**
     * @param traceIds of those that may pass
     * @param rest what else must hold of them
     */
    record Found(Set<String> traceIds, Filter rest) {}

    /**
     * Empty where the filter asks for no words that every trace must have, or where many have them.
     *
     * @param among the only traces that are asked for: it takes half of the time not to look into the texts of others; empty where it may
     *     be any
     */
    Optional<Found> find(Connection connection, TraceFilter filter, Optional<Set<String>> among) throws SQLException {
        List<Filter> parts = filter.filter() instanceof Filter.And(List<Filter> all) ? all : List.of(filter.filter());
        Optional<Filter> words = parts.stream().filter(TextSearch::asksForWords).findFirst();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<Filter> rest = new ArrayList<>(parts);
        rest.remove(words.get());
        Optional<Set<String>> traceIds = new Search(filter, TermSql.of(words.get()), among).run(connection);
        return traceIds.map(ids -> new Found(ids, Filter.and(rest)));
    }

    private static boolean asksForWords(Filter part) {
        return part instanceof Filter.Text
                || (part instanceof Filter.Term(Field field, var _) && field.type() == Field.Type.CONTENT);
    }

    /** One search, in pieces of time of which each worker takes the next one. */
    private final class Search {

        private final TraceFilter filter;
        private final Condition condition;
        private final Optional<Set<String>> among;
        private final Set<String> found = ConcurrentHashMap.newKeySet();
        private final AtomicInteger rows = new AtomicInteger();
        private final AtomicInteger next = new AtomicInteger();

        Search(TraceFilter filter, Condition condition, Optional<Set<String>> among) {
            this.filter = filter;
            this.condition = condition;
            this.among = among;
        }

        Optional<Set<String>> run(Connection connection) throws SQLException {
            Reach.Stretch held = held(connection, reach.around(filter));
            Optional<FutureTask<Integer>> other = readers.beside(beside -> work(beside, held));
            try {
                work(connection, held);
            } finally {
                if (other.isPresent()) {
                    await(other.get());
                }
            }
            return rows.get() > MANY ? Optional.empty() : Optional.of(new HashSet<>(found));
        }

        /** Without the time before the oldest span, where that may be most of it: pieces of it would be no share of the work. */
        private Reach.Stretch held(Connection connection, Reach.Stretch around) throws SQLException {
            return around.last() < Sql.later(around.first(), WIDE)
                    ? around
                    : new Reach.Stretch(Math.max(around.first(), oldest(connection)), around.last());
        }

        /** When the oldest span starts, or the earliest time there is. */
        private long oldest(Connection connection) throws SQLException {
            Sql sql = new Sql()
                    .add("SELECT epoch_ns(start_time) FROM spans WHERE project = ?", filter.project())
                    .add("ORDER BY start_time LIMIT 1");
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : Long.MIN_VALUE;
            }
        }

        private static void await(FutureTask<Integer> other) throws SQLException {
            try {
                other.get();
            } catch (ExecutionException e) {
                throw new SQLException(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while texts were searched", e);
            }
        }

        private int work(Connection connection, Reach.Stretch around) throws SQLException {
            long width = (around.last() - around.first()) / PIECES + 1;
            int piece = next.getAndIncrement();
            while (piece < PIECES && rows.get() <= MANY) {
                search(connection, around.first() + piece * width, around.first() + (piece + 1) * width);
                piece = next.getAndIncrement();
            }
            return piece;
        }

        private void search(Connection connection, long from, long to) throws SQLException {
            Sql sql = new Sql()
                    .add("SELECT trace_id FROM texts")
                    .add("WHERE project = ?", filter.project())
                    .add("AND start_time >= make_timestamp_ns(?) AND start_time < make_timestamp_ns(?)", from, to);
            among.ifPresent(ids -> sql.addTraceIds("trace_id", ids));
            sql.add("AND (" + condition.text() + ")", condition.values().toArray());
            sql.add("LIMIT ?", MANY + 1);
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                Columnar columns = new Columnar(row);
                while (row.next()) {
                    rows.incrementAndGet();
                    found.add(columns.traceId("trace_id"));
                }
            }
        }
    }
}
