package dev.assay.store.columns;

import dev.assay.store.FindTraces.Cursor;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest traces that pass a filter: by their rows alone where these tell all that is asked. What only spans tell is looked for among
 * the newest traces that pass all else, then back in stretches of time that grow.
 */
final class PassingTraces {

    /**
     * So many of the newest traces that pass what their rows tell are looked at first for what only their spans tell, and then so many.
     */
    private static final List<Integer> NEWEST = List.of(128, 256);

    /** Then as far back as so many times their stretch of time. */
    private static final int NEXT = 64;

    /** More are asked for by what they must be, not by their ids. */
    private static final int MOST_CANDIDATES = 50_000;

    private final Connection connection;
    private final Reach reach;
    private final TextSearch texts;
    private final TraceFilter filter;

    /** What rows of traces tell of the filter. */
    private final Filter told;

    /** What else must hold. */
    private final List<Filter> rest;

    /** Those that pass by their rows which are not written yet. */
    private final FreshRows.Passing fresh;

    private final TraceRows rows;

    private PassingTraces(
            Connection connection,
            Reach reach,
            TextSearch texts,
            TraceFilter filter,
            Filter told,
            List<Filter> rest,
            FreshRows.Passing fresh,
            TraceRows rows) {
        this.connection = connection;
        this.reach = reach;
        this.texts = texts;
        this.filter = filter;
        this.told = told;
        this.rest = rest;
        this.fresh = fresh;
        this.rows = rows;
    }

    /** To be asked for before anything else of the transaction. */
    static PassingTraces look(Connection connection, Readers readers, Reach reach, TraceFilter filter)
            throws SQLException {
        List<Filter> parts = filter.filter() instanceof Filter.And(List<Filter> all) ? all : List.of(filter.filter());
        Filter told = Filter.and(parts.stream().filter(TraceFieldSql::tells).toList());
        FreshRows.Passing fresh = told instanceof Filter.Everything
                ? FreshRows.Passing.NONE // the spans are asked
                : readers.freshRows().passing(filter.project(), Reach.Stretch.of(filter), told);
        List<Filter> rest =
                parts.stream().filter(part -> !TraceFieldSql.tells(part)).toList();
        TraceRows rows = rest.isEmpty()
                ? new TraceRows(filter.project(), FreshIds.NONE) // the engine is asked for those alone that are written
                : TraceRows.look(connection, readers.freshRows(), filter);
        return new PassingTraces(connection, reach, new TextSearch(readers, reach), filter, told, rest, fresh, rows);
    }

    /** Those behind a place in the list, the newest first. */
    List<TraceHead> newest(Optional<Cursor> after, int limit) throws SQLException {
        return rest.isEmpty() ? newestByRows(filter, after, limit) : newestBySpans(after, limit);
    }

    /** @param asked what rows tell alone */
    private List<TraceHead> newestByRows(TraceFilter asked, Optional<Cursor> after, int limit) throws SQLException {
        List<TraceHead> heads = fresh.heads().stream()
                .filter(head -> after.isEmpty() || head.isBehind(after.get()))
                .limit(limit)
                .collect(Collectors.toCollection(ArrayList::new));
        TraceFilter around =
                heads.size() == limit ? since(asked, heads.getLast().startTime()) : asked;
        Optional<Cursor> place = after;
        int missing = limit;
        int wanted = limit;
        while (missing > 0) {
            List<TraceHead> written = newestWritten(around, place, wanted);
            for (TraceHead head : written) {
                if (!fresh.ids().has(Ids.trace(head.traceId()))) {
                    heads.add(head);
                    missing--;
                }
            }
            if (written.size() < wanted) {
                break;
            }
            place = Optional.of(written.getLast().place());
            wanted *= 16; // where a fresh row takes the place of some, it may of many
        }
        return heads.stream().sorted(TraceHead.NEWEST_FIRST).limit(limit).toList();
    }

    /** The newest rows that are written and pass. The engine reads no further than to those, as nothing is joined to them. */
    private List<TraceHead> newestWritten(TraceFilter asked, Optional<Cursor> after, int limit) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT " + TraceHead.OF_ROW + " FROM traces")
                .add("WHERE project = ?", asked.project())
                .add("AND started >= make_timestamp_ns(?)", Sql.nanos(asked.from()))
                .add(
                        "AND started < make_timestamp_ns(?)",
                        after.map(cursor -> Math.min(Sql.nanos(asked.to()), Sql.nanos(cursor.startTime()) + 1))
                                .orElse(Sql.nanos(asked.to())));
        FilterSql.addToTraces(sql, asked, reach);
        return TraceHead.ofRows(connection, TraceHead.addNewest(sql, "started", after, limit));
    }

    private List<TraceHead> newestBySpans(Optional<Cursor> after, int limit) throws SQLException {
        Reach.Stretch reached = reach.around(filter);
        boolean quick = RareWords.areQuick(reached);
        Optional<List<WordPieces.Piece>> pieces = quick ? pieces(reached) : Optional.empty();
        if (pieces.isPresent()) {
            return newestByWords(pieces.get(), after, limit);
        }
        // Where many traces pass, the page is full with the newest.
        List<TraceHead> looked = new ArrayList<>();
        List<TraceHead> heads = new ArrayList<>();
        Optional<Cursor> place = after;
        for (int count : NEWEST) {
            List<TraceHead> newest = newestTold(place, count);
            heads.addAll(among(newest, place, limit - heads.size()));
            if (newest.size() < count || heads.size() == limit) {
                return heads;
            }
            looked.addAll(newest);
            place = Optional.of(newest.getLast().place());
        }
        TraceHead first = looked.getFirst();
        TraceHead oldest = looked.getLast();
        pieces = quick ? pieces : pieces(reached);
        int missing = limit - heads.size();
        heads.addAll(
                pieces.isPresent()
                        ? newestByWords(pieces.get(), Optional.of(oldest.place()), missing)
                        : newestInSlices(oldest, Duration.between(oldest.startTime(), first.startTime()), missing));
        return heads;
    }

    /** The newest that pass what their rows tell. */
    private List<TraceHead> newestTold(Optional<Cursor> after, int limit) throws SQLException {
        TraceFilter asked = with(filter, told);
        return told instanceof Filter.Everything
                ? TraceHead.ofSpans(connection, reach, asked, after, limit)
                : newestByRows(asked, after, limit);
    }

    /**
     * Those of some that pass.
     *
     * @param newest pass what their rows tell
     */
    private List<TraceHead> among(List<TraceHead> newest, Optional<Cursor> after, int limit) throws SQLException {
        if (newest.isEmpty()) {
            return newest;
        }
        TraceFilter around = new TraceFilter(
                filter.project(),
                newest.getLast().startTime(),
                newest.getFirst().startTime().plusNanos(1),
                filter.filter());
        List<String> ids = newest.stream().map(TraceHead::traceId).toList();
        if (!rest.stream().allMatch(PassingTraces::isTerm)) {
            return passing(around, after, Optional.of(Set.copyOf(ids)), limit);
        }
        for (Filter term : rest) {
            if (!ids.isEmpty()) {
                ids = FindSessionsQuery.traceIds(connection, FilterSql.tracesWith(term, around, reach, ids));
            }
        }
        Set<String> passing = Set.copyOf(ids);
        return newest.stream()
                .filter(head -> passing.contains(head.traceId()))
                .limit(limit)
                .toList();
    }

    private static boolean isTerm(Filter part) {
        return part instanceof Filter.Term || part instanceof Filter.Has || part instanceof Filter.Text;
    }

    private Optional<List<WordPieces.Piece>> pieces(Reach.Stretch reached) throws SQLException {
        return RareWords.pieces(connection, filter.filter(), reached);
    }

    /**
     * Those behind the oldest of the newest.
     *
     * @param newest how long a time these take
     */
    private List<TraceHead> newestInSlices(TraceHead oldest, Duration newest, int limit) throws SQLException {
        List<TraceHead> heads = new ArrayList<>();
        Duration next = newest.multipliedBy(NEXT).plusSeconds(1);
        for (TraceFilter slice : Slices.of(filter, oldest.startTime(), next)) {
            // Only the first one holds the place itself. Asked of the others, it would keep the engine from looking
            // for what passes first.
            Optional<Cursor> place =
                    slice.to().isAfter(oldest.startTime()) ? Optional.of(oldest.place()) : Optional.empty();
            heads.addAll(within(slice, place, limit - heads.size()));
            if (heads.size() == limit) {
                break;
            }
        }
        return heads;
    }

    /** @param pieces of the texts that may have the words, the newest first */
    private List<TraceHead> newestByWords(List<WordPieces.Piece> pieces, Optional<Cursor> after, int limit)
            throws SQLException {
        List<TraceHead> heads = new ArrayList<>();
        Optional<Cursor> place = after;
        Instant last = after.map(Cursor::startTime).orElse(filter.to());
        for (TraceFilter slice : RareWords.slices(filter, last, pieces)) {
            Optional<TextSearch.Found> found = texts.find(connection, slice, pieces);
            heads.addAll(having(found, slice, place, limit - heads.size()));
            if (heads.size() == limit) {
                break;
            }
            place = Optional.empty(); // the first one alone holds it
        }
        return heads;
    }

    /** The newest of a stretch of time; words are looked for first. */
    private List<TraceHead> within(TraceFilter slice, Optional<Cursor> after, int limit) throws SQLException {
        Optional<Set<String>> candidates = candidates(slice);
        if (candidates.filter(Set::isEmpty).isPresent()) {
            return List.of();
        }
        Optional<TextSearch.Found> found = texts.find(connection, slice, candidates);
        return found.isEmpty() ? passing(slice, after, candidates, limit) : having(found, slice, after, limit);
    }

    /** @param found those that have the words; empty where many have */
    private List<TraceHead> having(
            Optional<TextSearch.Found> found, TraceFilter slice, Optional<Cursor> after, int limit)
            throws SQLException {
        if (found.isEmpty()) {
            return passing(slice, after, Optional.empty(), limit);
        }
        Set<String> ids = found.get().traceIds();
        return ids.isEmpty() ? List.of() : passing(with(slice, found.get().rest()), after, Optional.of(ids), limit);
    }

    /** The traces that pass what their rows tell, so that nothing of others is read; empty where these are too many to name. */
    private Optional<Set<String>> candidates(TraceFilter slice) throws SQLException {
        if (told instanceof Filter.Everything) {
            return Optional.empty();
        }
        Sql sql = rows.with(new Sql(), slice).add("SELECT trace_id FROM trace WHERE true");
        FilterSql.addToTraces(sql, with(slice, told), reach);
        List<String> ids = FindSessionsQuery.traceIds(connection, sql.add("LIMIT ?", MOST_CANDIDATES + 1));
        return ids.size() > MOST_CANDIDATES ? Optional.empty() : Optional.of(Set.copyOf(ids));
    }

    /**
     * The newest that pass, whatever is asked.
     *
     * @param among the only traces that are asked for, at least one; empty where it may be any
     */
    private List<TraceHead> passing(TraceFilter asked, Optional<Cursor> after, Optional<Set<String>> among, int limit)
            throws SQLException {
        Sql sql = rows.with(new Sql(), asked);
        sql.add("SELECT " + TraceHead.OF_ROW + " FROM trace WHERE true");
        if (among.isPresent()) {
            FilterSql.addToTracesAmong(sql, asked, reach, among.get());
        } else {
            FilterSql.addToTraces(sql, asked, reach);
        }
        return TraceHead.ofRows(connection, TraceHead.addNewest(sql, "started", after, limit));
    }

    /** What is older than a page of fresh ones is not looked at: to look for what passes reads all of it. */
    private static TraceFilter since(TraceFilter asked, Instant oldest) {
        return new TraceFilter(asked.project(), oldest, asked.to(), asked.filter());
    }

    private static TraceFilter with(TraceFilter asked, Filter other) {
        return new TraceFilter(asked.project(), asked.from(), asked.to(), other);
    }
}
