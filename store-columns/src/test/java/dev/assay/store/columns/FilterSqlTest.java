package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSqlTest {

    @Test
    void reads_asPeopleRead() {
        Sql sql = new Sql();
        FilterSql.addToTraces(sql, filter("-tag:vip (cost:>1 OR finish:stop)"), new Reach());

        assertThat(sql.toString()).isEqualTo("""
                AND
                NOT (
                    coalesce(tags = ? OR (strlen(tags) > ? AND contains(tags, chr(31)) AND contains(chr(31) || tags || chr(31), ?)), false)
                )
                AND
                (
                    coalesce(cost_usd > ?, false)
                    OR
                    trace_id IN (
                        SELECT trace_id FROM spans
                        WHERE project = ? AND trace_id IS NOT NULL
                        AND start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)
                        AND (list_contains(finish_reasons, ?))
                    )
                )
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:hostile",
                "name:hostile*",
                "tag:*hostile",
                "hostile",
                "output:hostile",
                "attributes.hostile:hostile*",
                "has:metadata.hostile",
                "score.hostile:hostile",
                "error.type:a,hostile"
            })
    void valuesAreBound_neverWritten(String text) {
        for (boolean ofSpan : new boolean[] {true, false}) {
            Sql sql = new Sql();
            if (ofSpan) {
                FilterSql.addToSpans(sql, filter(text), new Reach());
            } else {
                FilterSql.addToTraces(sql, filter(text), new Reach());
            }
            assertThat(sql.toString()).doesNotContain("hostile");
            assertThat(sql.values().toString()).contains("hostile");
        }
    }

    private static TraceFilter filter(String text) {
        return new TraceFilter("shop", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), Filter.parse(text));
    }
}
