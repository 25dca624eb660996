package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A filter as SQL. Of a trace, each term is a question of its own, about the row of the trace where that tells, or else about
 * the trace's spans; of a span, all are about the one row. Each piece within {@code not} and {@code or} is true or false, never
 * NULL, so that its negation is the rest. Values are bound, never written.
 */
final class FilterSql {

    private final Sql sql;
    private final TraceFilter filter;
    private final Reach reach;

    /** The only traces that are asked for, so that nothing of others is read. */
    private final Optional<Sql> among;

    private final boolean ofSpan;

    private FilterSql(Sql sql, TraceFilter filter, Reach reach, Optional<Sql> among, boolean ofSpan) {
        this.sql = sql;
        this.filter = filter;
        this.reach = reach;
        this.among = among;
        this.ofSpan = ofSpan;
    }

    /** Adds the conditions on rows of {@code trace} ({@link TraceRows}), each behind an {@code AND}. */
    static void addToTraces(Sql sql, TraceFilter filter, Reach reach) {
        addConditions(sql, filter, reach, Optional.empty(), false);
    }

    /** The same, of some traces alone. */
    static void addToTracesAmong(Sql sql, TraceFilter filter, Reach reach, Collection<String> traceIds) {
        Sql among = new Sql().addTraceIds("trace_id", traceIds);
        sql.add(among);
        addConditions(sql, filter, reach, Optional.of(among), false);
    }

    /**
     * A query for those of some traces that have a span for which a term holds.
     *
     * @param term one that rows of traces do not tell
     * @param filter in whose range the traces start
     */
    static Sql tracesWith(Filter term, TraceFilter filter, Reach reach, Collection<String> traceIds) {
        Sql among = new Sql().addTraceIds("trace_id", traceIds);
        FilterSql conditions = new FilterSql(new Sql(), filter, reach, Optional.of(among), false);
        conditions.addTracesWith(TermSql.of(term), "SELECT DISTINCT");
        return conditions.sql;
    }

    /** Adds the conditions on rows of {@code spans s} after a {@code WHERE}. */
    static void addToSpans(Sql sql, TraceFilter filter, Reach reach) {
        addRange(sql.add("project = ?", filter.project()), filter);
        addConditions(sql, filter, reach, Optional.empty(), true);
    }

    private static void addRange(Sql sql, TraceFilter filter) {
        sql.add("AND start_time >= make_timestamp_ns(?)", Sql.nanos(filter.from()));
        sql.add("AND start_time < make_timestamp_ns(?)", Sql.nanos(filter.to()));
    }

    private static void addConditions(Sql sql, TraceFilter filter, Reach reach, Optional<Sql> among, boolean ofSpan) {
        if (filter.filter() instanceof Filter.Everything) {
            return;
        }
        FilterSql conditions = new FilterSql(sql, filter, reach, among, ofSpan);
        if (filter.filter() instanceof Filter.And(List<Filter> parts)) {
            for (Filter part : parts) {
                sql.add("AND");
                conditions.addRequired(part);
            }
        } else {
            sql.add("AND");
            conditions.addRequired(filter.filter());
        }
    }

    /** What must hold may be NULL where it does not; said plainly, the engine looks for it while it reads. */
    private void addRequired(Filter part) {
        Optional<Condition> ofRow = ofSpan ? Optional.empty() : TraceFieldSql.condition(part);
        if (ofRow.isPresent()) {
            sql.add("(" + ofRow.get().text() + ")", ofRow.get().values().toArray());
        } else if (ofSpan && (part instanceof Filter.Term || part instanceof Filter.Has)) {
            ofSpan(TermSql.of(part), true);
        } else {
            add(part);
        }
    }

    private void add(Filter part) {
        switch (part) {
            case Filter.Everything _ -> sql.add("true");
            case Filter.And(List<Filter> parts) -> join(parts, "AND");
            case Filter.Or(List<Filter> parts) -> join(parts, "OR");
            case Filter.Not(Filter inner) -> {
                sql.add("NOT (").indent();
                add(inner);
                sql.outdent().add(")");
            }
            case Filter.Term _, Filter.Has _, Filter.Text _ -> {
                if (ofSpan) {
                    ofSpan(TermSql.of(part), false);
                } else {
                    ofTrace(part);
                }
            }
        }
    }

    private void join(List<Filter> parts, String word) {
        sql.add("(").indent();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                sql.add(word);
            }
            add(parts.get(i));
        }
        sql.outdent().add(")");
    }

    private void ofTrace(Filter part) {
        Optional<Condition> ofRow = TraceFieldSql.condition(part);
        if (ofRow.isPresent()) {
            sql.add(
                    "coalesce(" + ofRow.get().text() + ", false)",
                    ofRow.get().values().toArray());
        } else {
            ofItsSpans(TermSql.of(part));
        }
    }

    private void ofItsSpans(Condition condition) {
        sql.add("trace_id IN (").indent();
        addTracesWith(condition, "SELECT");
        sql.outdent().add(")");
    }

    private void addTracesWith(Condition condition, String select) {
        sql.add(select + " trace_id FROM " + condition.table());
        sql.add("WHERE project = ? AND trace_id IS NOT NULL", filter.project());
        if (!condition.table().equals("scores")) { // they have times of their own
            reach.window(sql, filter);
        }
        among.ifPresent(sql::add);
        sql.add("AND (" + condition.text() + ")", condition.values().toArray());
    }

    private void ofSpan(Condition condition, boolean required) {
        if (condition.table().equals("spans")) {
            sql.add(
                    required ? "(" + condition.text() + ")" : "coalesce(" + condition.text() + ", false)",
                    condition.values().toArray());
            return;
        }
        // A score that names no span counts for all of its trace.
        String span = condition.table().equals("scores")
                ? "AND (x.span_id = s.span_id OR x.span_id IS NULL)"
                : "AND x.span_id = s.span_id";
        sql.add("EXISTS (").indent();
        sql.add("SELECT 1 FROM " + condition.table() + " x");
        sql.add("WHERE x.project = ? AND x.trace_id = s.trace_id", filter.project());
        sql.add(span);
        if (condition.table().equals("texts")) { // they have the time of their span
            sql.add("AND x.start_time >= make_timestamp_ns(?)", Sql.nanos(filter.from()));
            sql.add("AND x.start_time < make_timestamp_ns(?)", Sql.nanos(filter.to()));
        }
        sql.add("AND (" + condition.text() + ")", condition.values().toArray());
        sql.outdent().add(")");
    }
}
