package dev.assay.store.columns;

import dev.assay.model.TraceSummary;
import dev.assay.store.FindTraces;
import dev.assay.store.Sessions;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest traces. Without a filter first the newest head rows, which is a walk over one narrow column in the order of time; a trace may
 * have more heads than one (a child that arrived before its root), and only the one that stands for it counts, so a page
 * may need another round. With a filter, the traces that pass ({@link PassingTraces}). Then all narrow rows of just those traces, or of
 * large ones what they come to.
 */
final class FindTracesQuery implements FindTraces {

    /** Where the spans of a page arrived at more times than these, they are looked for in the time between the traces. */
    private static final int MOST_ARRIVALS = 500;

    private final Readers readers;
    private final Reach reach;

    FindTracesQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    @Override
    public Page find(TraceFilter filter, int limit, Optional<Cursor> after) {
        return readers.askAtOnce(connection -> page(connection, filter, limit, after));
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
            return Traces.of(connection, readers.scored(), filter.project(), passing, reach.window(new Sql(), filter))
                    .values()
                    .stream()
                    .sorted(Sessions.OLDEST_FIRST.reversed())
                    .toList();
        });
    }

    /** The newest so many that lie behind a place in the list. */
    private interface Heads {
        List<TraceHead> find(Optional<Cursor> after, int limit) throws SQLException;
    }

    private Heads heads(Connection connection, TraceFilter filter) throws SQLException {
        if (filter.filter() instanceof Filter.Everything) {
            return (after, limit) -> TraceHead.ofSpans(connection, reach, filter, after, limit);
        }
        PassingTraces passing = PassingTraces.look(connection, readers, reach, filter);
        return passing::newest;
    }

    private Page page(Connection connection, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        Heads all = heads(connection, filter);
        List<TraceSummary> items = new ArrayList<>();
        Optional<Cursor> place = after;
        while (true) {
            int wanted = limit + 1 - items.size();
            List<TraceHead> heads = all.find(place, wanted);
            addSummaries(connection, filter.project(), heads, items);
            if (items.size() > limit) {
                TraceSummary last = items.get(limit - 1);
                return new Page(items.subList(0, limit), Optional.of(new Cursor(last.startTime(), last.traceId())));
            }
            if (heads.size() < wanted) {
                return new Page(items, Optional.empty());
            }
            place = Optional.of(heads.getLast().place());
        }
    }

    private void addSummaries(Connection connection, String project, List<TraceHead> heads, List<TraceSummary> items)
            throws SQLException {
        Map<String, TraceSummary> traces = new HashMap<>();
        List<TraceHead> arrived =
                heads.stream().filter(head -> !head.arrivals().isEmpty()).toList();
        Set<Long> arrivals =
                arrived.stream().flatMap(head -> head.arrivals().stream()).collect(Collectors.toSet());
        if (!arrivals.isEmpty() && arrivals.size() <= MOST_ARRIVALS) {
            addTraces(connection, project, arrived, arrivals, traces);
        }
        addTraces(connection, project, heads, Set.of(), traces);
        for (TraceHead head : heads) {
            @Nullable TraceSummary trace = traces.get(head.traceId());
            if (trace != null && head.standsFor(trace) && !isLast(trace, items)) {
                items.add(trace);
            }
        }
    }

    /** Heads of one trace that began at one time follow each other. */
    private static boolean isLast(TraceSummary trace, List<TraceSummary> items) {
        return !items.isEmpty() && items.getLast().traceId().equals(trace.traceId());
    }

    /**
     * Adds what is not there yet.
     *
     * @param arrivals when all spans arrived; empty where that is not known
     */
    private void addTraces(
            Connection connection,
            String project,
            List<TraceHead> heads,
            Set<Long> arrivals,
            Map<String, TraceSummary> traces)
            throws SQLException {
        List<TraceHead> missing = heads.stream()
                .filter(head -> !traces.containsKey(head.traceId()))
                .toList();
        Optional<Reach.Stretch> stretch = missing.stream().map(TraceHead::spans).reduce(Reach.Stretch::and);
        if (stretch.isEmpty()) {
            return;
        }
        Sql window = Reach.window(new Sql(), stretch.get());
        if (!arrivals.isEmpty()) {
            window.addNumbers("arrival", arrivals);
        }
        Set<String> traceIds =
                missing.stream().map(TraceHead::traceId).collect(Collectors.toCollection(LinkedHashSet::new));
        traces.putAll(Traces.of(connection, readers.scored(), project, traceIds, window));
    }
}
