package dev.assay.store.columns;

import dev.assay.store.TraceFilter;

/**
 * The spans that repeat the usage of a call below them: sums leave those out, as
 * {@link dev.assay.store.TraceSummaries#inferenceLeaves} does.
 */
final class UsageSql {

    private static final String SPAN = """
            span AS MATERIALIZED (
                SELECT trace_id, span_id, parent_span_id, %s AS tells
                FROM\s""".formatted(NestedCalls.TELLS);

    private static final String BELOW = """
            ,
            above AS MATERIALIZED ( -- few: most calls of a model have nothing below them
                SELECT trace_id, span_id
                FROM span
                WHERE tells AND span_id IN (SELECT parent_span_id FROM span WHERE parent_span_id IS NOT NULL)
            ),
            below(trace_id, top, span_id) AS (
                SELECT p.trace_id, p.span_id, c.span_id
                FROM above p
                JOIN span c ON c.trace_id = p.trace_id AND c.parent_span_id = p.span_id
                UNION
                SELECT b.trace_id, b.top, c.span_id
                FROM below b
                JOIN span c ON c.trace_id = b.trace_id AND c.parent_span_id = b.span_id
            ),
            repeated AS MATERIALIZED (
                SELECT DISTINCT b.trace_id, b.top AS span_id
                FROM below b
                JOIN span s ON s.trace_id = b.trace_id AND s.span_id = b.span_id
                WHERE s.tells AND b.top <> b.span_id
            )
            """;

    private UsageSql() {}

    /** Adds {@code repeated} to a {@code WITH RECURSIVE}, of all traces that have a span in the filter's range. */
    static void addRepeated(Sql sql, TraceFilter filter, Reach reach) {
        addSpan(sql, "spans");
        reach.window(sql.add("WHERE project = ?", filter.project()), filter);
        addBelow(sql.outdent().add(")"));
    }

    /** The same of all spans of a table. */
    static void addRepeatedOf(Sql sql, String table) {
        addSpan(sql, table);
        addBelow(sql.outdent().add(")"));
    }

    private static void addSpan(Sql sql, String table) {
        sql.add(SPAN + table).indent();
    }

    /** The same where {@code span} is there, with {@code tells}. */
    static void addBelow(Sql sql) {
        sql.add(BELOW);
    }
}
