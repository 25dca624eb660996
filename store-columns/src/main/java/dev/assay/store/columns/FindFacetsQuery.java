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
        return readers.ask(connection -> {
            List<Facet> facets = new ArrayList<>();
            for (Subject field : question.fields()) {
                facets.add(facet(connection, question, field));
            }
            return facets;
        });
    }

    private Facet facet(Connection connection, Question question, Subject field) throws SQLException {
        TraceFilter asked = question.filter();
        TraceFilter filter = new TraceFilter(
                asked.project(), asked.from(), asked.to(), asked.filter().without(field));
        Sql sql = new Sql().add("WITH chosen AS MATERIALIZED (").indent();
        if (question.of() == Counted.TRACES) {
            FilterSql.addTraces(sql, filter, reach);
        } else {
            sql.add("SELECT trace_id, span_id FROM spans s WHERE");
            FilterSql.addToSpans(sql, filter, reach);
        }
        sql.outdent().add("),");
        sql.add("member AS (").indent();
        ValuesSql.add(sql, filter, question.of(), field, "chosen", reach);
        sql.outdent().add(")");
        sql.add("SELECT value, count(*) AS count FROM member");
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
}
