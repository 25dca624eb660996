package dev.assay.store.columns;

import dev.assay.store.Counted;
import dev.assay.store.FindFacets;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Subject;
import java.util.List;

/** The values of a field, each once for each trace or span that has it. */
final class ValuesSql {

    private static final String NUMBER = """
            CASE WHEN number_value = trunc(number_value) AND abs(number_value) < 1e15
                 THEN number_value::BIGINT::VARCHAR
                 ELSE number_value::VARCHAR
            END""";

    /** A condition on {@code value}: others are no help to anybody. */
    static final String SHOWN = "value <> '' AND length(value) <= " + FindFacets.MAX_VALUE;

    private ValuesSql() {}

    /** The columns of rows of traces that have the values; empty where the spans must be asked. */
    static List<String> told(Subject subject) {
        return subject instanceof Field field ? TraceFieldSql.values(field) : List.of();
    }

    /** An expression that makes a row of each different value in those columns. */
    static String apart(List<String> told) {
        String bound = TraceFieldSql.BOUND_SQL;
        return "unnest(list_distinct(string_split(concat_ws(" + bound + ", " + String.join(", ", told) + "), " + bound
                + ")))";
    }

    /**
     * Adds a query for {@code value} and the ids.
     *
     * @param among a table of the traces or spans that count, by their ids
     */
    static void add(Sql sql, TraceFilter filter, Counted of, Subject subject, String among, Reach reach) {
        String key = of == Counted.TRACES ? "trace_id" : "trace_id, span_id";
        sql.add("SELECT DISTINCT " + key + ", value");
        sql.add("FROM (").indent();
        switch (subject) {
            case Field field -> addField(sql, filter, key, field, reach);
            case Subject.Attribute(String name) -> addJson(sql, filter, key, "attributes", name, reach);
            case Subject.Metadata(String name) -> addJson(sql, filter, key, "metadata", name, reach);
            case Subject.Score(String name) -> addScores(sql, filter, of, name, among);
        }
        sql.outdent().add(")");
        sql.add("WHERE " + SHOWN);
        sql.add("AND (" + key + ") IN (SELECT " + (of == Counted.TRACES ? key : "(" + key + ")") + " FROM " + among
                + ")");
    }

    private static void addField(Sql sql, TraceFilter filter, String key, Field field, Reach reach) {
        List<String> expressions = FieldSql.of(field);
        boolean list = field == Field.TAG || field == Field.FINISH;
        String value = list
                ? "unnest(" + expressions.getFirst() + ")"
                : expressions.size() > 1 ? "unnest([" + String.join(", ", expressions) + "])" : expressions.getFirst();
        sql.add("SELECT " + key + ", " + value + " AS value FROM spans");
        reach.window(sql.add("WHERE project = ?", filter.project()), filter);
    }

    private static void addJson(Sql sql, TraceFilter filter, String key, String column, String name, Reach reach) {
        String pointer = TermSql.pointer(name);
        sql.add("SELECT " + key + ", json_extract_string(" + column + ", ?) AS value FROM texts", pointer);
        reach.window(sql.add("WHERE project = ?", filter.project()), filter);
        sql.add("AND json_type(" + column + ", ?) NOT IN ('NULL', 'OBJECT', 'ARRAY')", pointer);
    }

    private static void addScores(Sql sql, TraceFilter filter, Counted of, String name, String among) {
        String value = "coalesce(category_value, text_value, boolean_value::VARCHAR, " + NUMBER + ") AS value";
        if (of == Counted.TRACES) {
            sql.add("SELECT trace_id, " + value + " FROM scores");
            sql.add("WHERE project = ? AND name = ?", filter.project(), name);
        } else {
            sql.add("SELECT c.trace_id, c.span_id, " + value + " FROM scores x");
            sql.add("JOIN " + among + " c ON c.trace_id = x.trace_id");
            sql.add("WHERE x.project = ? AND x.name = ?", filter.project(), name);
            sql.add("AND (x.span_id = c.span_id OR x.span_id IS NULL)");
        }
    }
}
