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
import java.util.stream.IntStream;

/**
 * Finds the traces that have words in their texts before anything else of a filter is looked at: to read texts is what takes
 * time, so it is done once, piece by piece, by two at once where a reader is free.
 */
final class TextSearch {

    /** Where more rows have the words, they are one condition among others: a page is full before all are read. */
    private static final int MANY = 2_000;

    /** In so many pieces of time texts are searched that are not known to lack the words. */
    private static final int PIECES = 3;

    private static final long WIDE = Duration.ofDays(2).toNanos();

    /** So many pieces that may have the words are asked for at once. */
    private static final int AT_ONCE = 8;

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
        Optional<Filter> words = words(filter.filter());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Search search = new Search(filter.project(), TermSql.of(words.get()), among);
        Optional<Set<String>> traceIds = search.run(connection, windows(connection, filter));
        return traceIds.map(ids -> new Found(ids, without(filter.filter(), words.get())));
    }

    /**
     * The same, where the words may be in some pieces of the texts alone.
     *
     * @param pieces of the words that {@link #words} finds
     */
    Optional<Found> find(Connection connection, TraceFilter filter, List<WordPieces.Piece> pieces) throws SQLException {
        Filter words = words(filter.filter()).orElseThrow();
        Search search = new Search(filter.project(), TermSql.of(words), Optional.empty());
        Optional<Set<String>> traceIds = search.run(connection, windows(reach.around(filter), pieces));
        return traceIds.map(ids -> new Found(ids, without(filter.filter(), words)));
    }

    /** What asks for words that every trace must have, if anything does. */
    static Optional<Filter> words(Filter filter) {
        return parts(filter).stream().filter(TextSearch::asksForWords).findFirst();
    }

    private static Filter without(Filter filter, Filter words) {
        List<Filter> rest = new ArrayList<>(parts(filter));
        rest.remove(words);
        return Filter.and(rest);
    }

    private static List<Filter> parts(Filter filter) {
        return filter instanceof Filter.And(List<Filter> all) ? all : List.of(filter);
    }

    private static boolean asksForWords(Filter part) {
        return part instanceof Filter.Text
                || (part instanceof Filter.Term(Field field, var _) && field.type() == Field.Type.CONTENT);
    }

    /** Pieces of time. */
    private List<Sql> windows(Connection connection, TraceFilter filter) throws SQLException {
        Reach.Stretch around = held(connection, filter.project(), reach.around(filter));
        long width = (around.last() - around.first()) / PIECES + 1;
        return IntStream.range(0, PIECES)
                .mapToObj(piece -> new Sql()
                        .add(
                                "AND start_time >= make_timestamp_ns(?) AND start_time < make_timestamp_ns(?)",
                                around.first() + piece * width,
                                around.first() + (piece + 1) * width))
                .toList();
    }

    /** Without the time before the oldest span, where that may be most of it: pieces of it would be no share of the work. */
    private static Reach.Stretch held(Connection connection, String project, Reach.Stretch around) throws SQLException {
        return around.last() < Sql.later(around.first(), WIDE)
                ? around
                : new Reach.Stretch(Math.max(around.first(), oldest(connection, project)), around.last());
    }

    /** When the oldest span starts, or the earliest time there is. */
    private static long oldest(Connection connection, String project) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT epoch_ns(start_time) FROM spans WHERE project = ?", project)
                .add("ORDER BY start_time LIMIT 1");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : Long.MIN_VALUE;
        }
    }

    /** Those pieces that lie there, a few in each. */
    private static List<Sql> windows(Reach.Stretch around, List<WordPieces.Piece> pieces) {
        List<WordPieces.Piece> there = WordPieces.joined(
                pieces.stream().filter(piece -> piece.spans().meets(around)).toList());
        List<Sql> windows = new ArrayList<>();
        for (int from = 0; from < there.size(); from += AT_ONCE) {
            Sql sql = Reach.window(new Sql(), around).add("AND (false").indent();
            for (WordPieces.Piece piece : there.subList(from, Math.min(from + AT_ONCE, there.size()))) {
                sql.add("OR (arrival > ? AND arrival <= ?)", piece.after(), piece.upTo());
            }
            windows.add(sql.outdent().add(")"));
        }
        return windows;
    }

    /** One search, in windows of which each worker takes the next one. */
    private final class Search {

        private final String project;
        private final Condition condition;
        private final Optional<Set<String>> among;
        private final Set<String> found = ConcurrentHashMap.newKeySet();
        private final AtomicInteger rows = new AtomicInteger();
        private final AtomicInteger next = new AtomicInteger();

        Search(String project, Condition condition, Optional<Set<String>> among) {
            this.project = project;
            this.condition = condition;
            this.among = among;
        }

        Optional<Set<String>> run(Connection connection, List<Sql> windows) throws SQLException {
            Optional<FutureTask<Integer>> other =
                    windows.size() > 1 ? readers.beside(beside -> work(beside, windows)) : Optional.empty();
            try {
                work(connection, windows);
            } finally {
                if (other.isPresent()) {
                    await(other.get());
                }
            }
            return rows.get() > MANY ? Optional.empty() : Optional.of(new HashSet<>(found));
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

        private int work(Connection connection, List<Sql> windows) throws SQLException {
            int window = next.getAndIncrement();
            while (window < windows.size() && rows.get() <= MANY) {
                search(connection, windows.get(window));
                window = next.getAndIncrement();
            }
            return window;
        }

        private void search(Connection connection, Sql window) throws SQLException {
            Sql sql = new Sql()
                    .add("SELECT trace_id FROM texts")
                    .add("WHERE project = ?", project)
                    .add(window);
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
