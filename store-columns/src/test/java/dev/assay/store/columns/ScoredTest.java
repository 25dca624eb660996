package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.model.TraceSummary;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Spans;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first score of a project is shown in lists that were asked for before it came, and whatever file is opened after it. */
class ScoredTest {

    @TempDir
    Path folder;

    private long position;

    private Columns open() {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256);
    }

    private void write(Columns columns, String project) {
        columns.write(new Batch(
                ++position, List.of(Spans.write(project, Spans.llm(1, 1, 0).build())), List.of(), List.of()));
    }

    private static Score score() {
        return new Score(
                "a",
                "helpful",
                new ScoreValue.Bool(true),
                "",
                ScoreSource.HUMAN,
                "",
                "",
                Spans.trace(1),
                "",
                "",
                "",
                Spans.NOON);
    }

    private static List<Score> listed(Columns columns, String project) {
        TraceFilter all =
                new TraceFilter(project, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(""));
        return columns.findTraces().find(all, 10, Optional.empty()).items().stream()
                .map(TraceSummary::scores)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void theFirstScoreOfAProject_isShownInItsListAlone() {
        try (Columns columns = open()) {
            write(columns, "shop");
            write(columns, "search");
            assertThat(listed(columns, "shop")).isEmpty();

            columns.write(new Batch(++position, List.of(), List.of(), List.of(new Batch.ScoreWrite("shop", score()))));

            assertThat(listed(columns, "shop")).containsExactly(score());
            assertThat(listed(columns, "search")).isEmpty();

            columns.rewrite((_, _) -> {});

            assertThat(listed(columns, "shop")).containsExactly(score());
        }
        try (Columns again = open()) {
            assertThat(listed(again, "shop")).containsExactly(score());
        }
    }
}
