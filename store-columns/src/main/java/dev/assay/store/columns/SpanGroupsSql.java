package dev.assay.store.columns;

import dev.assay.store.ReadStats;
import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers over spans by a field of which a row has one value at most. The values that most spans have are asked first, from one
 * narrow column. Where they make up most of all, one pass gives everything; else those that have them are read once more, because
 * a pass in groups keeps the durations of all the others twice too often.
 */
final class SpanGroupsSql {

    private final ReadStats.Question question;
    private final String column;
    private final Reach reach;

    /** @param column an expression for the field's value, NULL where a span has none */
    SpanGroupsSql(ReadStats.Question question, String column, Reach reach) {
        this.question = question;
        this.column = column;
        this.reach = reach;
    }

    private record Top(List<String> values, boolean most) {}

    /** @param careful the careful form of {@link CountedSql} */
    Sql sql(Connection connection, boolean careful) throws SQLException {
        TraceFilter filter = question.filter();
        Top top = top(connection);
        Sql sql = new Sql().add("WITH RECURSIVE");
        if (careful) {
            UsageSql.addRepeated(sql, filter, reach);
            sql.add(",");
        }
        sql.add("counted AS NOT MATERIALIZED (").indent();
        CountedSql.addSpans(sql, filter, reach, Optional.of(column), careful);
        sql.outdent().add(")");
        Object[] values = top.values.toArray();
        String isTop = "value IN (" + Sql.marks(values.length) + ")";
        if (top.most) {
            addNumbers(sql, "value");
            sql.add("FROM (SELECT * REPLACE (CASE WHEN " + isTop + " THEN value END AS value) FROM counted)", values);
            sql.add("GROUP BY GROUPING SETS ((), (number), (value), (value, number))");
            sql.add("HAVING grouping(value) = 1 OR value IS NOT NULL");
        } else {
            addNumbers(sql, "NULL");
            sql.add("FROM counted GROUP BY GROUPING SETS ((), (number))");
            if (values.length > 0) {
                addNumbers(sql.add("UNION ALL"), "value");
                sql.add("FROM counted WHERE " + isTop, values);
                sql.add("GROUP BY GROUPING SETS ((value), (value, number))");
            }
        }
        return sql.add(StatsQuery.ORDER);
    }

    private void addNumbers(Sql sql, String value) {
        sql.add(
                "SELECT " + value + " AS value, epoch_ns(started) // ? AS number, grouping(number) AS whole,",
                question.bucket().toNanos());
        sql.indent().add(StatsQuery.NUMBERS).outdent();
    }

    private Top top(Connection connection) throws SQLException {
        Sql sql = new Sql().add("SELECT value, count(*) AS count, (sum(count(*)) OVER ())::BIGINT AS spans");
        sql.add("FROM (").indent();
        sql.add("SELECT " + column + " AS value FROM spans s WHERE");
        FilterSql.addToSpans(sql, question.filter(), reach);
        sql.outdent().add(")");
        sql.add("GROUP BY value QUALIFY " + ValuesSql.SHOWN);
        sql.add("ORDER BY count DESC, value LIMIT ?", question.limit() + 1);
        List<String> values = new ArrayList<>();
        long having = 0;
        long spans = 0;
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                values.add(row.getString(1));
                having += row.getLong(2);
                spans = row.getLong(3);
            }
        }
        return new Top(values, having > spans / 2);
    }
}
