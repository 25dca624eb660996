package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.TraceSummary;
import dev.assay.store.Batch;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that few texts have are found where they are told to be, and nothing else is. */
class RareWordsTest {

    private static final String P = "shop";

    /** Told of with each batch; the rows of traces are left to the questions. */
    private static final Checkpoints.Paces TOLD =
            new Checkpoints.Paces(new Deferred.Pace(Long.MAX_VALUE, Long.MAX_VALUE), new Deferred.Pace(1, 1));

    private static final Checkpoints.Paces NOT_TOLD = new Checkpoints.Paces(
            new Deferred.Pace(Long.MAX_VALUE, Long.MAX_VALUE), new Deferred.Pace(Long.MAX_VALUE, Long.MAX_VALUE));

    @TempDir
    Path folder;

    private Path file;
    private long position;

    @BeforeEach
    void place() {
        file = folder.resolve("columns.duckdb");
    }

    private DuckColumns open(Checkpoints.Paces paces) {
        return new DuckColumns(file, 256, paces);
    }

    private void write(DuckColumns columns, Span... spans) {
        columns.write(new Batch(
                ++position, Stream.of(spans).map(span -> Spans.write(P, span)).toList(), List.of(), List.of()));
    }

    private static Span said(int trace, String input, String output) {
        SpanBuilder span = Spans.llm(trace, trace, 0);
        span.input = List.of(Message.text("user", input));
        span.output = List.of(Message.text("assistant", output));
        return span.build();
    }

    /** Forty traces, each a batch of its own; most say the same. */
    private void writeMonth(DuckColumns columns) {
        for (int trace = 1; trace <= 40; trace++) {
            write(
                    columns,
                    switch (trace) {
                        case 3 -> said(trace, "Is a Heliotrope a flower?", "It is");
                        case 20 -> said(trace, "And heliotropes?", "These\n\"too\"");
                        case 30 -> said(trace, "helio", "trope of a Rückerstattung");
                        case 31 -> said(trace, "my \uD83D\uDE00 parcel\nrefund, now", "İstanbul");
                        case 39 -> said(trace, "no heliotrope", "refund policy");
                        default -> said(trace, "Where is my parcel?", trace % 2 == 0 ? "On its way" : "Lost");
                    });
        }
    }

    private static TraceFilter asked(String filter) {
        return asked(filter, Spans.NOON);
    }

    /** Within a day. */
    private static TraceFilter asked(String filter, Instant from) {
        return new TraceFilter(P, from, from.plus(Duration.ofDays(1)), Filter.parse(filter));
    }

    private static List<Integer> find(DuckColumns columns, String filter, int limit) {
        return find(columns, asked(filter), limit);
    }

    private static List<Integer> find(DuckColumns columns, TraceFilter filter, int limit) {
        List<Integer> found = new ArrayList<>();
        Optional<FindTraces.Cursor> place = Optional.empty();
        do {
            FindTraces.Page page = columns.findTraces().find(filter, limit, place);
            page.items().stream()
                    .map(TraceSummary::traceId)
                    .map(id -> Integer.parseInt(id, 16))
                    .forEach(found::add);
            place = page.next();
        } while (place.isPresent());
        return found;
    }

    /** How many pieces of the texts are read for a filter, the last of which is what has come since; empty: all of them. */
    private Optional<Integer> pieces(String filter) throws SQLException {
        try (Database database = Database.open(file, 256);
                DuckDBConnection connection = database.connect()) {
            return RareWords.pieces(connection, asked(filter).filter(), new Reach.Stretch(0, Long.MAX_VALUE))
                    .map(List::size);
        }
    }

    private List<String> told() throws SQLException {
        List<String> told = new ArrayList<>();
        try (Database database = Database.open(file, 256);
                DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT words FROM words")) {
            while (row.next()) {
                told.add(row.getString(1));
            }
        }
        return told;
    }

    @Test
    void answersAreTheSame_whetherItIsToldWhereWordsAreOrNot() {
        List<String> filters = List.of(
                "heliotrope",
                "HELIOTROPE",
                "\"a heliotrope\"",
                "\"parcel\\nrefund\"",
                "refund",
                "\"refund policy\"",
                "rückerstattung",
                "istanbul",
                "parcel",
                "on",
                "\"These\\n\\\"too\\\"\"",
                "input:heliotrope",
                "output:heliotrope",
                "output:trope",
                "heliotrope model:gpt-5-mini",
                "heliotrope model:gpt-4",
                "heliotrope flower",
                "heliotrope OR refund",
                "NOT parcel",
                "nowhere");
        try (DuckColumns columns = open(TOLD)) {
            writeMonth(columns);
        }
        for (String filter : filters) {
            List<List<Integer>> answers = new ArrayList<>();
            try (DuckColumns columns = open(NOT_TOLD)) {
                for (int limit : List.of(1, 2, 50)) {
                    answers.add(find(columns, filter, limit));
                }
            }
            assertThat(answers).as(filter).containsOnly(answers.getFirst());
        }
    }

    @Test
    void findsThem_newestFirst() throws Exception {
        try (DuckColumns columns = open(TOLD)) {
            writeMonth(columns);
            assertThat(find(columns, "heliotrope", 50)).containsExactly(39, 20, 3);
            assertThat(find(columns, "heliotrope", 1)).containsExactly(39, 20, 3);
            assertThat(find(columns, "input:heliotrope model:gpt-5-mini", 50)).containsExactly(39, 20, 3);
            assertThat(find(columns, "istanbul", 50)).containsExactly(31);
            assertThat(find(columns, "\"parcel\nrefund\"", 50)).containsExactly(31);
            assertThat(find(columns, "nowhere", 50)).isEmpty();
        }
        assertThat(pieces("heliotrope"))
                .contains(5); // one of them with the dotted capital I, of which nothing is known
        assertThat(pieces("\"refund policy\"")).contains(3);
        assertThat(pieces("output:heliotrope flower")).contains(5);
        assertThat(pieces("nowhere")).contains(2);
        assertThat(pieces("parcel")).isEmpty();
        assertThat(pieces("my")).isEmpty();
        assertThat(pieces("漢字")).isEmpty();
        assertThat(pieces("system:heliotrope")).isEmpty();
    }

    @Test
    void findsThem_inALongTime_behindTheNewest() {
        TraceFilter ever =
                new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse("heliotrope"));
        try (DuckColumns columns = open(TOLD)) {
            writeMonth(columns);
            for (int batch = 0; batch < 4; batch++) {
                int first = 41 + 100 * batch;
                write(
                        columns,
                        IntStream.range(first, first + 100)
                                .mapToObj(trace -> said(trace, trace == 430 ? "heliotrope" : "rose", "Yes"))
                                .toArray(Span[]::new));
            }
            for (int limit : List.of(1, 2, 50)) {
                assertThat(find(columns, ever, limit)).containsExactly(430, 39, 20, 3);
            }
        }
    }

    @Test
    void findsThem_inWhatHasComeSince() {
        try (DuckColumns columns = open(TOLD)) {
            writeMonth(columns);
        }
        try (DuckColumns columns = open(NOT_TOLD)) {
            write(columns, said(101, "heliotrope once more", "No"), said(102, "Where is my parcel?", "Lost"));
            assertThat(find(columns, "heliotrope", 2)).containsExactly(101, 39, 20, 3);
            assertThat(columns.wordsLeft()).isEqualTo(2);
        }
    }

    @Test
    void whatIsErased_isToldOfNoMore_andTheRestIsToldAnew() throws Exception {
        try (DuckColumns columns = open(TOLD)) {
            writeMonth(columns);
            write(columns, said(101, "My name is Wilhelmina", "Hello"));
            columns.eraseTraces().erase(new Erasure(P, Set.of(Spans.trace(101)), Set.of()));
        }
        assertThat(told()).noneMatch(row -> row.contains("wilhelmina"));
        try (DuckColumns columns = open(TOLD)) {
            assertThat(find(columns, "heliotrope", 50)).containsExactly(39, 20, 3);
            write(columns, said(102, "Where is my parcel?", "Lost"));
            assertThat(columns.wordsLeft()).isZero();
            assertThat(find(columns, "heliotrope", 50)).containsExactly(39, 20, 3);
        }
        assertThat(told()).noneMatch(row -> row.contains("wilhelmina")).anyMatch(row -> row.contains("heliotrope"));
    }

    @Test
    void copyOfTheFile_beginsAnew() throws Exception {
        try (DuckColumns columns = open(TOLD)) {
            writeMonth(columns);
            columns.rewrite((_, _) -> {});
            assertThat(find(columns, "heliotrope", 50)).containsExactly(39, 20, 3);
            write(columns, said(101, "Where is my parcel?", "Lost"));
            assertThat(columns.wordsLeft()).isZero();
            assertThat(find(columns, "heliotrope", 50)).containsExactly(39, 20, 3);
        }
        assertThat(told()).anyMatch(row -> row.contains("heliotrope"));
    }

    @Test
    void batchThatIsTooLarge_isSearchedAsItIs() throws Exception {
        try (DuckColumns columns = open(TOLD)) {
            Span[] many = IntStream.rangeClosed(1, WordIndex.MOST_SPANS + 1)
                    .mapToObj(trace -> said(trace, trace == 7 ? "heliotrope" : "rose", "Yes"))
                    .toArray(Span[]::new);
            write(columns, many);
            write(columns, said(50_000, "tulip", "No")); // all of them within a day
            assertThat(find(columns, "heliotrope", 50)).containsExactly(7);
            assertThat(find(columns, "tulip", 50)).containsExactly(50_000);
        }
        assertThat(pieces("tulip")).isEmpty();
        assertThat(told()).noneMatch(row -> row.contains("heliotrope")).anyMatch(row -> row.contains("tulip"));
    }

    @Test
    void textsThatAreTooLong_areSearchedAsTheyAre() throws Exception {
        String roses = "rose ".repeat(Math.toIntExact(WordIndex.MOST_BYTES / 15));
        try (DuckColumns columns = open(TOLD)) {
            write(columns, said(1, roses, "heliotrope"), said(2, roses, "Yes"), said(3, roses, "No"));
            write(columns, said(4, "tulip", "No"));
            assertThat(find(columns, "heliotrope", 50)).containsExactly(1);
            assertThat(find(columns, "tulip", 50)).containsExactly(4);
        }
        assertThat(told()).noneMatch(row -> row.contains("heliotrope")).anyMatch(row -> row.contains("tulip"));
    }

    /** It was written by the last version of that format: three traces of an agent and a call, of whose words nothing is told. */
    @Test
    void fileOfFormat4_isSearchedAsBefore_andToldOf() throws Exception {
        Instant thatDay = Instant.parse("2026-10-01T00:00:00Z");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("format-4.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            zip.getNextEntry();
            Files.copy(zip, file);
        }
        try (DuckColumns columns = open(NOT_TOLD)) {
            assertThat(find(columns, asked("heliotrope", thatDay), 50)).containsExactly(3);
            assertThat(find(columns, asked("refund", thatDay), 50)).containsExactly(3, 1);
            assertThat(columns.wordsLeft()).isEqualTo(6);
            position = columns.position();
        }
        try (DuckColumns columns = open(TOLD)) {
            write(columns, said(4, "Where is my parcel?", "Lost"));
            assertThat(columns.wordsLeft()).isZero();
            assertThat(find(columns, asked("heliotrope", thatDay), 50)).containsExactly(3);
            assertThat(find(columns, asked("refund", thatDay), 50)).containsExactly(3, 1);
        }
        assertThat(told()).anyMatch(row -> row.contains("heliotrope"));
    }
}
