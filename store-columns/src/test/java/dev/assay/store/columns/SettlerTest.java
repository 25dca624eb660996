package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Erasure;
import dev.assay.store.FindTraces;
import dev.assay.store.Spans;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlerTest {

    private static final String P = "shop";

    private static final Checkpoints.Paces AT_ONCE =
            new Checkpoints.Paces(new Deferred.Pace(1, 1), new Deferred.Pace(1, 1));
    private static final Checkpoints.Paces NEVER = new Checkpoints.Paces(
            new Deferred.Pace(Long.MAX_VALUE, Long.MAX_VALUE), new Deferred.Pace(Long.MAX_VALUE, Long.MAX_VALUE));

    @TempDir
    Path folder;

    private long position;

    private Path file() {
        return folder.resolve("columns.duckdb");
    }

    private Columns open(Checkpoints.Paces paces) {
        return new DuckColumns(file(), 256, paces);
    }

    private void write(Columns columns, Span... spans) {
        columns.write(new Batch(
                ++position, Stream.of(spans).map(span -> Spans.write(P, span)).toList(), List.of(), List.of()));
    }

    private static Span agent(int trace) {
        SpanBuilder agent = Spans.step(SpanKind.AGENT, trace, 100 * trace, 0);
        agent.endTime = agent.startTime.plusSeconds(9);
        return agent.build();
    }

    private static Span call(int trace, int number, String user) {
        SpanBuilder call = Spans.llm(trace, 100 * trace + number, 100 * trace);
        call.userId = user;
        return call.build();
    }

    private static List<String> find(Columns columns, String filter) {
        return columns
                .findTraces()
                .find(
                        new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter)),
                        100,
                        Optional.<FindTraces.Cursor>empty())
                .items()
                .stream()
                .map(TraceSummary::traceId)
                .map(id -> String.valueOf(Integer.parseInt(id, 16)))
                .sorted()
                .toList();
    }

    private record Kept(long rows, long open, long settled) {}

    /** What the file holds, once it is closed. */
    private Kept kept() throws SQLException {
        try (Database database = Database.open(file(), 256);
                DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM traces), (SELECT count(*) FROM open_traces),
                               (SELECT coalesce(max(position), -1) FROM settled)
                        """)) {
            row.next();
            return new Kept(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    @Test
    void traceWithItsRoot_settles_andOneWithoutStaysOpen() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call(1, 1, "u-1"), agent(1), call(2, 1, "u-2"));
        }
        assertThat(kept()).isEqualTo(new Kept(1, 1, 1));

        try (Columns columns = open(AT_ONCE)) {
            assertThat(find(columns, "user:u-2")).containsExactly("2");
            write(columns, agent(2));
            assertThat(find(columns, "user:u-2 kind:agent")).containsExactly("2");
        }
        assertThat(kept()).isEqualTo(new Kept(2, 0, 2));
    }

    @Test
    void openTrace_isNotWaitedFor_whenOthersAreMuchNewer() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call(1, 1, "u-1"));
            SpanBuilder later = Spans.step(SpanKind.AGENT, 2, 200, 0);
            later.startTime = later.startTime.plus(Duration.ofMinutes(10));
            later.endTime = later.startTime.plusSeconds(1);
            write(columns, later.build());
            assertThat(find(columns, "user:u-1")).containsExactly("1");
        }
        assertThat(kept()).isEqualTo(new Kept(2, 0, 2));
    }

    @Test
    void spanAfterItsTraceSettled_hasTheRowMadeAnew() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call(1, 1, "u-1"), agent(1));
            write(columns, call(1, 2, "u-2"));
            assertThat(find(columns, "user:u-1 user:u-2 tokens:100")).containsExactly("1");
        }
        assertThat(kept()).isEqualTo(new Kept(1, 0, 2));
    }

    @Test
    void rootAlone_isWrittenBesideOthers_andMadeAnewWhenMoreComes() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, agent(1), call(2, 1, "u-2"), agent(2), agent(3), call(4, 1, "u-4"));
            write(columns, call(1, 1, "u-1"), agent(5), agent(4));
            write(columns, agent(3)); // once more
            assertThat(find(columns, "kind:agent")).containsExactly("1", "2", "3", "4", "5");
            assertThat(find(columns, "kind:agent tokens:50")).containsExactly("1", "2", "4");
        }
        assertThat(kept()).isEqualTo(new Kept(5, 0, 3));
    }

    /** Whether it came at once, or again with the next batch. */
    @Test
    void rowOfOneSpan_isTheSame_asOneThatIsAddedUp() throws Exception {
        SpanBuilder call = Spans.llm(1, 1, 0);
        call.userId = "u-1";
        call.tags = List.of("vip", "new");
        call.status = Status.ERROR;
        SpanBuilder bare = Spans.step(SpanKind.CHAIN, 2, 2, 0);
        bare.endTime = bare.startTime.minusSeconds(1); // a clock that was set
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call.build(), bare.build());
        }
        List<String> once = rows();
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call.build(), bare.build());
        }
        assertThat(rows()).isEqualTo(once).hasSize(2);
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Database database = Database.open(file(), 256);
                DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT r::VARCHAR FROM (SELECT * EXCLUDE (arrivals) FROM traces) r ORDER BY r.trace_id")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    /** Their places are told by when they arrived, or by their times where that is not known. */
    @Test
    void spansThatCameAtDifferentTimes_areAllListed() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call(1, 1, "u-1"), agent(2), call(3, 1, "u-1"));
            write(columns, agent(4), call(1, 2, "u-1"), call(3, 2, "u-1"));
            write(columns, agent(1), call(3, 1, "u-1"), call(3, 3, "u-1")); // one of them once more
            write(columns, agent(3), agent(5));
            assertThat(spanCounts(columns)).containsExactly(3, 1, 4, 1, 1);
        }
        assertThat(arrivals()).containsExactly("[1, 2, 3]", "[1]", "[2, 3, 4]", "[2]", "[4]");
        try (Columns columns = open(NEVER)) {
            write(columns, call(5, 1, "u-5"));
            assertThat(spanCounts(columns)).as("with one that is fresh").containsExactly(3, 1, 4, 1, 2);
        }
    }

    @Test
    void manySpansThatCameAtManyTimes_areListed_withoutTheirArrivals() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(
                    columns,
                    IntStream.rangeClosed(1, 700).mapToObj(i -> step(1, i)).toArray(Span[]::new));
            write(
                    columns,
                    IntStream.rangeClosed(701, 1_001).mapToObj(i -> step(1, i)).toArray(Span[]::new));
            write(columns, agent(1), agent(2));
            assertThat(spanCounts(columns)).containsExactly(1_002, 1);
        }
        assertThat(arrivals()).containsExactly("null", "[3]");
    }

    private static Span step(int trace, int number) {
        return Spans.step(SpanKind.TOOL, trace, 1_000_000 * trace + number, 100 * trace)
                .build();
    }

    /** Of the traces, in the order of their ids. */
    private static List<Integer> spanCounts(Columns columns) {
        return columns
                .findTraces()
                .find(
                        new TraceFilter(
                                P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse("has:name")),
                        100,
                        Optional.<FindTraces.Cursor>empty())
                .items()
                .stream()
                .sorted(Comparator.comparing(TraceSummary::traceId))
                .map(TraceSummary::spanCount)
                .toList();
    }

    /** As the rows of traces tell them. */
    private List<String> arrivals() throws SQLException {
        List<String> arrivals = new ArrayList<>();
        try (Database database = Database.open(file(), 256);
                DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT list_sort(arrivals)::VARCHAR FROM traces ORDER BY trace_id")) {
            while (row.next()) {
                arrivals.add(String.valueOf(row.getString(1)));
            }
        }
        return arrivals;
    }

    @Test
    void spanAfterItsTraceSettled_countsBeforeTheRowIsMadeAnew() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call(1, 1, "u-1"), agent(1));
        }
        try (Columns columns = open(NEVER)) {
            write(columns, call(1, 2, "u-2"));
            assertThat(find(columns, "user:u-1 user:u-2 tokens:100")).containsExactly("1");
            assertThat(find(columns, "tokens:50")).isEmpty();
        }
        assertThat(kept()).isEqualTo(new Kept(1, 0, 1));
    }

    /** The first of two spans tells the user of both; then it comes again without one. */
    @Test
    void replacedSpan_leavesWhatOthersSaid() {
        for (Checkpoints.Paces paces : List.of(AT_ONCE, NEVER)) {
            try (Columns columns = open(paces)) {
                write(columns, call(1, 1, "u-1"), call(1, 2, "u-1"), agent(1));
                write(columns, call(1, 1, "u-9"));
                assertThat(find(columns, "user:u-1")).containsExactly("1");
                assertThat(find(columns, "user:u-9")).containsExactly("1");
                write(columns, call(1, 2, ""));
                assertThat(find(columns, "user:u-1")).isEmpty();
                columns.eraseTraces().erase(new Erasure(P, Set.of(Spans.trace(1)), Set.of()));
                assertThat(find(columns, "user:u-9")).isEmpty();
            }
        }
    }

    /** Two projects may have been sent the same trace. */
    @Test
    void sameTraceInTwoProjects_isTwoRows() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            columns.write(new Batch(
                    1,
                    List.of(
                            Spans.write(P, call(1, 1, "u-1")),
                            Spans.write(P, agent(1)),
                            Spans.write("other", call(1, 1, "u-2")),
                            Spans.write("other", agent(1))),
                    List.of(),
                    List.of()));
            assertThat(find(columns, "user:u-1 -user:u-2")).containsExactly("1");
        }
        assertThat(kept()).isEqualTo(new Kept(2, 0, 1));
    }

    @Test
    void oneOfSeveralValues_isFoundWhereverItStands_partsOfOthersAreNot() {
        for (Checkpoints.Paces paces : List.of(AT_ONCE, NEVER)) {
            try (Columns columns = open(paces)) {
                write(columns, call(1, 1, "ü-1"), agent(1));
                write(columns, call(2, 1, "ü-1"), call(2, 2, "b"), agent(2));
                write(columns, call(3, 1, "b"), call(3, 2, "ü-1"), agent(3));
                write(columns, call(4, 1, "b"), call(4, 2, "ü-1"), call(4, 3, "c"), agent(4));
                write(columns, call(5, 1, "ü-12"), call(5, 2, "aü-1"), agent(5));
                write(columns, call(6, 1, "ü-12"), agent(6));
                assertThat(find(columns, "user:ü-1")).containsExactlyInAnyOrder("1", "2", "3", "4");
                assertThat(find(columns, "-user:ü-1")).containsExactlyInAnyOrder("5", "6");
                assertThat(find(columns, "user:b,ü-12")).containsExactlyInAnyOrder("2", "3", "4", "5", "6");
                Set<String> all = Set.of(
                        Spans.trace(1), Spans.trace(2), Spans.trace(3), Spans.trace(4), Spans.trace(5), Spans.trace(6));
                columns.eraseTraces().erase(new Erasure(P, all, Set.of()));
            }
        }
    }

    @Test
    void boundBetweenValues_isNoWayIntoOthers() {
        for (Checkpoints.Paces paces : List.of(AT_ONCE, NEVER)) {
            try (Columns columns = open(paces)) {
                write(columns, call(1, 1, "a\u001fb"), agent(1));
                assertThat(find(columns, "user:a")).isEmpty();
                assertThat(find(columns, "user:a*")).containsExactly("1");
                assertThat(find(columns, "user:\"a\u001fb\"")).isEmpty();
                columns.eraseTraces().erase(new Erasure(P, Set.of(Spans.trace(1)), Set.of()));
            }
        }
    }

    @Test
    void erasedTrace_leavesNoRow() throws Exception {
        try (Columns columns = open(AT_ONCE)) {
            write(columns, call(1, 1, "u-1"), agent(1), call(2, 1, "u-2"));
            columns.eraseTraces().erase(new Erasure(P, Set.of(Spans.trace(1), Spans.trace(2)), Set.of()));
            assertThat(find(columns, "")).isEmpty();
        }
        assertThat(kept()).isEqualTo(new Kept(0, 0, 1));
    }

    /** It was written by the last version of that format: three traces of an agent and a call, none of which has a row. */
    @Test
    void fileOfFormat3_answersAsBefore_andSettles() throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("format-3.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            zip.getNextEntry();
            Files.copy(zip, file());
        }
        for (Checkpoints.Paces paces : List.of(NEVER, AT_ONCE)) {
            try (Columns columns = open(paces)) {
                assertThat(find(columns, "model:gpt-5")).containsExactly("1", "3");
                assertThat(find(columns, "user:u-2 cost:>0.015")).containsExactly("2");
                assertThat(find(columns, "tag:vip OR has:error")).containsExactly("1", "3");
                position = columns.position();
                write(columns, agent(9)); // settles what was there too
            }
        }
        assertThat(kept().rows()).isEqualTo(4);
    }
}
