package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Spans;
import dev.assay.store.TraceFilter;
import dev.assay.store.columns.Reach.Stretch;
import dev.assay.store.filter.Filter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachTest {

    private static final String P = "shop";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private static Span root(int trace) {
        return Spans.step(SpanKind.CHAIN, trace, 1, 0).build();
    }

    private static Span call(int trace, Duration after) {
        SpanBuilder call = Spans.llm(trace, 2, 1);
        call.startTime = Spans.NOON.plus(after);
        call.endTime = call.startTime.plusSeconds(1);
        return call.build();
    }

    private static TraceFilter from(Instant from, Duration length, String filter) {
        return new TraceFilter(P, from, from.plus(length), Filter.parse(filter));
    }

    private Path file() {
        return folder.resolve("columns.duckdb");
    }

    private Columns open() {
        return new DuckColumns(file(), 256);
    }

    private static void write(Columns columns, Span... spans) {
        columns.write(new Batch(
                columns.position() + 1,
                List.of(spans).stream().map(span -> Spans.write(P, span)).toList(),
                List.of(),
                List.of()));
    }

    private static int spansOfTheOneTrace(Columns columns, TraceFilter filter) {
        return columns.findTraces()
                .find(filter, 10, Optional.empty())
                .items()
                .getFirst()
                .spanCount();
    }

    /** As the writer does, who tells of none. */
    private static void append(DuckDBConnection connection, long arrival, Span... spans) throws SQLException {
        List<Batch.SpanWrite> writes =
                List.of(spans).stream().map(span -> Spans.write(P, span)).toList();
        try (SpanAppender appender = new SpanAppender(connection, arrival, new SpanAppender.Heaps())) {
            for (Arriving each : new Heads().of(connection, writes)) {
                appender.append(each, each.isHead());
            }
            appender.flush();
        }
    }

    @Test
    void look_findsWhereWideTracesLie_andKeepsIt() throws Exception {
        Reach reach = new Reach();
        try (Database database = Database.open(file(), 256);
                DuckDBConnection connection = database.connect()) {
            append(connection, 1, root(1), call(1, Duration.ofSeconds(20)), root(2));
            Settler.findArrived(connection, 0, Long.MAX_VALUE);
            reach.look(connection);
            assertThat(reach.around(from(Spans.NOON, MINUTE, "")))
                    .as("traces that are over soon")
                    .isEqualTo(stretch(MINUTE.negated(), MINUTE.multipliedBy(2)));

            append(connection, 2, call(2, Duration.ofHours(5)));
            Settler.findArrived(connection, 1, Long.MAX_VALUE);
            reach.look(connection);
        }

        try (Database database = Database.open(file(), 256);
                DuckDBConnection connection = database.connect()) {
            Reach loaded = new Reach();
            loaded.load(connection);
            for (Reach each : List.of(reach, loaded)) {
                assertThat(each.around(from(Spans.NOON, MINUTE, "")))
                        .as("the hour of the root")
                        .isEqualTo(stretch(MINUTE.negated(), Duration.ofMinutes(310)));
                assertThat(each.around(from(Spans.NOON.plus(Duration.ofHours(5)), MINUTE, "")))
                        .as("the hour of the call")
                        .isEqualTo(stretch(Duration.ZERO, Duration.ofMinutes(310)));
                assertThat(each.around(from(Spans.NOON.plus(Duration.ofHours(2)), MINUTE, "")))
                        .as("an hour in which the trace has no span")
                        .isEqualTo(stretch(Duration.ofMinutes(119), Duration.ofMinutes(122)));
            }
        }
    }

    private static Stretch stretch(Duration from, Duration to) {
        return new Stretch(Sql.nanos(Spans.NOON.plus(from)), Sql.nanos(Spans.NOON.plus(to)));
    }

    @Test
    void laterSpan_afterTheStart_belongsToItsTrace() {
        try (Columns columns = open()) {
            write(columns, root(1));
        }
        try (Columns columns = open()) {
            write(columns, call(1, Duration.ofDays(3)));

            assertThat(spansOfTheOneTrace(columns, from(Spans.NOON, MINUTE, "model:gpt-5-mini")))
                    .isEqualTo(2);
        }
    }

    @Test
    void fileOfFormat2_knowsItsWideTraces() throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("format-2.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            zip.getNextEntry();
            Files.copy(zip, file());
        }
        // It was written by the last version of that format: a root at noon, and a call three hours later.
        Instant noon = Instant.parse("2026-11-26T12:00:00Z");
        TraceFilter hour =
                new TraceFilter("bench", noon, noon.plus(Duration.ofHours(1)), Filter.parse("request.model:gpt-5"));
        try (Columns columns = open()) {
            assertThat(spansOfTheOneTrace(columns, hour)).isEqualTo(2);
        }
    }
}
