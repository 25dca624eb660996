package dev.assay.store.columns;

import dev.assay.model.TraceSummary;
import dev.assay.store.FindTraces;
import dev.assay.store.Sessions;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest traces. Without a filter first the newest head rows, which is a walk over one narrow column in the order of time; a trace may
 * have more heads than one (a child that arrived before its root), and only the one that stands for it counts, so a page
 * may need another round. With a filter, the rows of traces that pass. Then all narrow rows of just those traces, or of large
 * ones what they come to.
 */
final class FindTracesQuery implements FindTraces {

    /** So many of the newest traces that pass what their rows tell are looked at first for what only their spans tell. */
    private static final int NEWEST = 256;

    /** Then as far back as so many times their stretch of time. */
    private static final int NEXT = 64;

    /** More are asked for by what they must be, not by their ids. */
    private static final int MOST_CANDIDATES = 50_000;

    /** Of rows of traces. */
    private static final String HEAD = """
            trace_id, epoch_ns(started) AS start_ns, epoch_ns(first_start) AS first_ns, epoch_ns(last_start) AS last_ns
            """;

    private final Readers readers;
    private final Reach reach;
    private final TextSearch texts;

    FindTracesQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
        this.texts = new TextSearch(readers, reach);
    }

    @Override
    public Page find(TraceFilter filter, int limit, Optional<Cursor> after) {
        return readers.askAtOnce(connection -> find(connection, filter, limit, after));
    }

    @Override
    public List<TraceSummary> among(TraceFilter filter, Collection<String> traceIds) {
        if (traceIds.isEmpty()) {
            return List.of();
        }
        return readers.askAtOnce(connection -> {
            Reach.Stretch around = reach.around(filter);
            Sql sql = TraceRows.look(connection, readers.freshRows(), filter.project(), around)
                    .with(new Sql(), around);
            sql.add("SELECT trace_id FROM trace WHERE true");
            FilterSql.addToTracesAmong(sql, filter, reach, traceIds);
            List<String> passing = FindSessionsQuery.traceIds(connection, sql);
            return Traces.of(connection, filter.project(), passing, reach.window(new Sql(), filter)).values().stream()
                    .map(Traces.Listed::summary)
                    .sorted(Sessions.OLDEST_FIRST.reversed())
                    .toList();
        });
    }

    private Page find(Connection connection, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        boolean plain = filter.filter() instanceof Filter.Everything;
        TraceRows rows = plain
                ? new TraceRows(filter.project(), FreshIds.NONE)
                : TraceRows.look(connection, readers.freshRows(), filter);
        List<TraceSummary> items = new ArrayList<>();
        Optional<Cursor> cursor = after;
        while (true) {
            int wanted = limit + 1 - items.size();
            List<Head> heads = plain
                    ? heads(connection, filter, cursor, wanted)
                    : heads(connection, rows, filter, wanted, cursor);
            addSummaries(connection, filter.project(), heads, items);
            if (items.size() > limit) {
                TraceSummary last = items.get(limit - 1);
                return new Page(items.subList(0, limit), Optional.of(new Cursor(last.startTime(), last.traceId())));
            }
            if (heads.size() < wanted) {
                return new Page(items, Optional.empty());
            }
            Head last = heads.getLast();
            cursor = Optional.of(new Cursor(last.startTime, last.traceId));
        }
    }

    /**
     * @param spanId of the span that is the head; empty where it is sure to be the one that stands for the trace
     * @param spans where the spans of the trace lie
     */
    private record Head(String traceId, String spanId, Instant startTime, Reach.Stretch spans) {}

    private static final Comparator<Head> NEWEST_FIRST =
            Comparator.comparing(Head::startTime).thenComparing(Head::traceId).reversed();

    private List<Head> heads(
            Connection connection, TraceRows rows, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        List<Filter> parts = filter.filter() instanceof Filter.And(List<Filter> all) ? all : List.of(filter.filter());
        Filter told = Filter.and(parts.stream().filter(TraceFieldSql::tells).toList());
        return told.equals(filter.filter())
                ? newest(connection, rows, filter, after, limit)
                : newestBySpans(connection, rows, filter, told, after, limit);
    }

    /** Those that pass what their rows tell. */
    private List<Head> newest(
            Connection connection, TraceRows rows, TraceFilter filter, Optional<Cursor> after, int limit)
            throws SQLException {
        List<Head> heads = new ArrayList<>();
        if (rows.fresh()) {
            heads.addAll(newestOf(connection, FreshRows.TABLE, filter, after, limit));
        }
        Optional<Cursor> place = after;
        int missing = limit;
        int wanted = limit;
        while (missing > 0) {
            List<Head> written = newestOf(connection, "traces", filter, place, wanted);
            for (Head head : written) {
                if (!rows.freshIds().has(Ids.trace(head.traceId))) {
                    heads.add(head);
                    missing--;
                }
            }
            if (written.size() < wanted) {
                break;
            }
            Head last = written.getLast();
            place = Optional.of(new Cursor(last.startTime, last.traceId));
            wanted *= 16; // where a fresh row takes the place of some, it may of many
        }
        return heads.stream().sorted(NEWEST_FIRST).limit(limit).toList();
    }

    /** @param told what rows of traces tell of the filter */
    private List<Head> newestBySpans(
            Connection connection, TraceRows rows, TraceFilter filter, Filter told, Optional<Cursor> after, int limit)
            throws SQLException {
        // Where many traces pass, the page is full with the newest.
        TraceFilter candidates = new TraceFilter(filter.project(), filter.from(), filter.to(), told);
        List<Head> newest = told instanceof Filter.Everything
                ? heads(connection, candidates, after, NEWEST)
                : newest(connection, rows, candidates, after, NEWEST);
        List<Head> heads = new ArrayList<>();
        if (newest.isEmpty()) {
            return heads;
        }
        Head oldest = newest.getLast();
        Set<String> ids = newest.stream().map(Head::traceId).collect(Collectors.toSet());
        TraceFilter around = new TraceFilter(
                filter.project(), oldest.startTime, newest.getFirst().startTime.plusNanos(1), filter.filter());
        heads.addAll(read(connection, passing(rows, around, after, Optional.of(ids), limit)));
        Cursor beyond = new Cursor(oldest.startTime, oldest.traceId);
        if (newest.size() == NEWEST && heads.size() < limit) {
            Duration next = Duration.between(oldest.startTime, newest.getFirst().startTime)
                    .multipliedBy(NEXT)
                    .plusSeconds(1);
            for (TraceFilter slice : Slices.of(filter, oldest.startTime, next)) {
                // Only the first one holds the place itself. Asked of the others, it would keep the engine from looking
                // for what passes first.
                Optional<Cursor> place = slice.to().isAfter(oldest.startTime) ? Optional.of(beyond) : Optional.empty();
                addHeads(connection, rows, slice, told, place, limit - heads.size(), heads);
                if (heads.size() == limit) {
                    break;
                }
            }
        }
        return heads;
    }

    private void addHeads(
            Connection connection,
            TraceRows rows,
            TraceFilter filter,
            Filter told,
            Optional<Cursor> after,
            int limit,
            List<Head> heads)
            throws SQLException {
        Optional<Set<String>> candidates = candidates(connection, rows, filter, told);
        if (candidates.filter(Set::isEmpty).isPresent()) {
            return;
        }
        Optional<TextSearch.Found> found = texts.find(connection, filter, candidates);
        if (found.isEmpty()) {
            heads.addAll(read(connection, passing(rows, filter, after, candidates, limit)));
        } else if (!found.get().traceIds().isEmpty()) {
            TraceFilter rest = new TraceFilter(
                    filter.project(), filter.from(), filter.to(), found.get().rest());
            heads.addAll(read(
                    connection,
                    passing(rows, rest, after, Optional.of(found.get().traceIds()), limit)));
        }
    }

    /** The traces that pass what their rows tell, so that nothing of others is read; empty where these are too many to name. */
    private Optional<Set<String>> candidates(Connection connection, TraceRows rows, TraceFilter filter, Filter told)
            throws SQLException {
        if (told instanceof Filter.Everything) {
            return Optional.empty();
        }
        Sql sql = rows.with(new Sql(), filter).add("SELECT trace_id FROM trace WHERE true");
        FilterSql.addToTraces(sql, new TraceFilter(filter.project(), filter.from(), filter.to(), told), reach);
        List<String> ids = FindSessionsQuery.traceIds(connection, sql.add("LIMIT ?", MOST_CANDIDATES + 1));
        return ids.size() > MOST_CANDIDATES ? Optional.empty() : Optional.of(Set.copyOf(ids));
    }

    /** The newest rows of a table that pass. The engine reads no further than to those, as nothing is joined to them. */
    private List<Head> newestOf(
            Connection connection, String table, TraceFilter filter, Optional<Cursor> after, int limit)
            throws SQLException {
        Sql sql = new Sql()
                .add("SELECT " + HEAD + " FROM " + table)
                .add("WHERE project = ?", filter.project())
                .add("AND started >= make_timestamp_ns(?)", Sql.nanos(filter.from()))
                .add(
                        "AND started < make_timestamp_ns(?)",
                        after.map(cursor -> Math.min(Sql.nanos(filter.to()), Sql.nanos(cursor.startTime()) + 1))
                                .orElse(Sql.nanos(filter.to())));
        FilterSql.addToTraces(sql, filter, reach);
        return read(connection, beyond(sql, "started", after, limit));
    }

    /** Head rows, whatever their traces say. */
    private List<Head> heads(Connection connection, TraceFilter filter, Optional<Cursor> after, int limit)
            throws SQLException {
        Sql sql = new Sql()
                .add("SELECT trace_id, span_id, epoch_ns(start_time) AS start_ns FROM spans")
                .add("WHERE project = ? AND head", filter.project())
                .add("AND start_time >= make_timestamp_ns(?)", Sql.nanos(filter.from()))
                .add("AND start_time < make_timestamp_ns(?)", Sql.nanos(filter.to()));
        List<Head> heads = new ArrayList<>();
        try (PreparedStatement statement =
                        beyond(sql, "start_time", after, limit).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                long start = row.getLong(3);
                heads.add(new Head(
                        columns.traceId("trace_id"),
                        columns.spanIdOrEmpty("span_id"),
                        Sql.instant(start),
                        reach.around(filter.project(), start, start + 1)));
            }
        }
        return heads;
    }

    /**
     * Rows of traces that pass.
     *
     * @param among the only traces that are asked for, at least one; empty where it may be any
     */
    private Sql passing(
            TraceRows rows, TraceFilter filter, Optional<Cursor> after, Optional<Set<String>> among, int limit) {
        Sql sql = rows.with(new Sql(), filter);
        sql.add("SELECT " + HEAD + " FROM trace WHERE true");
        if (among.isPresent()) {
            FilterSql.addToTracesAmong(sql, filter, reach, among.get());
        } else {
            FilterSql.addToTraces(sql, filter, reach);
        }
        return beyond(sql, "started", after, limit);
    }

    private static Sql beyond(Sql sql, String start, Optional<Cursor> after, int limit) {
        after.ifPresent(cursor -> sql.add(
                """
                AND (%1$s < make_timestamp_ns(?)
                     OR (%1$s = make_timestamp_ns(?) AND trace_id < ?))
                """.formatted(start),
                Sql.nanos(cursor.startTime()),
                Sql.nanos(cursor.startTime()),
                Ids.trace(cursor.traceId())));
        return sql.add("ORDER BY %s DESC, trace_id DESC LIMIT ?".formatted(start), limit);
    }

    private static List<Head> read(Connection connection, Sql sql) throws SQLException {
        List<Head> heads = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                heads.add(new Head(
                        columns.traceId("trace_id"),
                        "",
                        columns.instant("start_ns"),
                        new Reach.Stretch(row.getLong(3), row.getLong(4))));
            }
        }
        return heads;
    }

    private void addSummaries(Connection connection, String project, List<Head> heads, List<TraceSummary> items)
            throws SQLException {
        if (heads.isEmpty()) {
            return;
        }
        Set<String> traceIds = new LinkedHashSet<>();
        heads.forEach(head -> traceIds.add(head.traceId));
        Sql window = new Sql();
        heads.stream().map(Head::spans).reduce(Reach.Stretch::and).ifPresent(all -> Reach.window(window, all));
        Map<String, Traces.Listed> traces = Traces.of(connection, project, traceIds, window);
        for (Head head : heads) {
            Traces.Listed trace = traces.get(head.traceId);
            if (trace != null && (head.spanId.isEmpty() || trace.headSpanId().equals(head.spanId))) {
                items.add(trace.summary());
            }
        }
    }
}
