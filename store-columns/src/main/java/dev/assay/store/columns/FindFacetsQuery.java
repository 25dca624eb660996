package dev.assay.store.columns;

import dev.assay.store.Counted;
import dev.assay.store.FindFacets;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The values of fields, a query for each: what passes is another for each, because its own terms do not count. */
final class FindFacetsQuery implements FindFacets {

    private final Readers readers;
    private final Reach reach;

    FindFacetsQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    @Override
    public List<Facet> facets(Question question) {
        return readers.askAtOnce(connection -> {
            TraceRows rows = TraceRows.look(connection, readers.freshRows(), question.filter());
            List<Facet> facets = new ArrayList<>();
            for (Subject field : question.fields()) {
                facets.add(facet(connection, rows, question, field));
            }
            return facets;
        });
    }

    private Facet facet(Connection connection, TraceRows rows, Question question, Subject field) throws SQLException {
        TraceFilter asked = question.filter();
        TraceFilter filter = new TraceFilter(
                asked.project(), asked.from(), asked.to(), asked.filter().without(field));
        Sql sql = new Sql();
        if (question.of() == Counted.TRACES) {
            addOfTraces(sql, rows, filter, field);
        } else {
            sql.add("WITH chosen AS MATERIALIZED (").indent();
            sql.add("SELECT trace_id, span_id FROM spans s WHERE");
            FilterSql.addToSpans(sql, filter, reach);
            sql.outdent().add("),");
            addMembers(sql, filter, Counted.SPANS, field);
        }
        sql.add("SELECT value, sum(count)::BIGINT AS count FROM member");
        if (!question.prefix().isEmpty()) {
            sql.add("WHERE starts_with(lower(value), lower(?))", question.prefix());
        }
        sql.add("GROUP BY value ORDER BY count DESC, value LIMIT ?", question.limit() + 1);
        List<Value> values = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                values.add(new Value(row.getString(1), row.getLong(2)));
            }
        }
        boolean more = values.size() > question.limit();
        return new Facet(field, more ? values.subList(0, question.limit()) : values, more);
    }

    private void addOfTraces(Sql sql, TraceRows rows, TraceFilter filter, Subject field) {
        rows.with(sql, filter);
        List<String> told = ValuesSql.told(field);
        if (told.isEmpty()) {
            sql.add(", chosen AS MATERIALIZED (").indent();
            sql.add("SELECT trace_id FROM trace WHERE true");
            FilterSql.addToTraces(sql, filter, reach);
            sql.outdent().add("),");
            addMembers(sql, filter, Counted.TRACES, field);
            return;
        }
        // Many traces say the same, so it is taken apart once for all of those.
        String columns = String.join(", ", told);
        sql.add(", alike AS MATERIALIZED (").indent();
        sql.add("SELECT " + columns + ", count(*) AS count FROM trace WHERE true");
        FilterSql.addToTraces(sql, filter, reach);
        sql.add("GROUP BY " + columns);
        sql.outdent().add("),");
        sql.add("member AS (").indent();
        sql.add("SELECT value, count FROM (SELECT " + ValuesSql.apart(told) + " AS value, count FROM alike)");
        sql.add("WHERE " + ValuesSql.SHOWN);
        sql.outdent().add(")");
    }

    private void addMembers(Sql sql, TraceFilter filter, Counted of, Subject field) {
        sql.add("member AS (").indent();
        sql.add("SELECT value, 1 AS count FROM (").indent();
        ValuesSql.add(sql, filter, of, field, "chosen", reach);
        sql.outdent().add(")").outdent().add(")");
    }
}
