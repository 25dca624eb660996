package dev.assay.store.columns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.ColumnsContract;
import dev.assay.store.Erasure;
import dev.assay.store.Spans;
import dev.assay.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckColumnsTest extends ColumnsContract {

    @TempDir
    Path folder;

    @Override
    protected Columns open() {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256);
    }

    @Test
    void reopened_hasWhatWasWrittenAndItsPosition() {
        write(Spans.llm(1, 1, 0).build());
        columns.close();
        columns = open();

        assertThat(columns.position()).isEqualTo(1);
        assertThat(find(everything()).items()).hasSize(1);
    }

    /** Texts without any pattern stay as they are when they are compressed. */
    private static String noise(int seed) {
        byte[] bytes = new byte[6_000];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Span noisy(int trace, int span) {
        SpanBuilder builder = Spans.llm(trace, span, 0);
        builder.output = List.of(Message.text("assistant", noise(trace * 1_000 + span)));
        builder.userId = "user-of-trace-" + trace;
        return builder.build();
    }

    @Test
    void rewrite_leavesNoByteOfWhatWasErased_andMakesTheFileSmaller() throws Exception {
        for (int trace = 1; trace <= 60; trace++) {
            write(noisy(trace, 1), noisy(trace, 2));
        }
        columns.close();
        columns = open();
        String secret = "user-of-trace-7";
        Path file = folder.resolve("columns.duckdb");
        long before = Files.size(file);
        assertThat(Files.readString(file, ISO_8859_1)).contains(secret);

        Set<String> most = IntStream.rangeClosed(7, 60).mapToObj(Spans::trace).collect(Collectors.toSet());
        columns.eraseTraces().erase(new Erasure(P, most, Set.of()));
        columns.rewrite((_, _) -> {});

        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(secret).contains("user-of-trace-6");
        assertThat(Files.size(file)).isLessThan(before);
        assertThat(find(everything()).items()).hasSize(6);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void deletedProject_leavesNotEvenItsName() throws Exception {
        columns.close();
        columns = new DuckColumns(
                folder.resolve("columns.duckdb"),
                256,
                new Checkpoints.Paces(new Deferred.Pace(1, 1), Deferred.Pace.OF_WORDS));
        String project = "project-that-goes";
        write(Spans.llm(2, 1, 0).build());
        SpanBuilder later = Spans.llm(1, 2, 1); // below a call, and far from it
        later.startTime = Spans.NOON.plusSeconds(7_200);
        later.endTime = later.startTime.plusSeconds(1);
        columns.write(new Batch(
                columns.position() + 1,
                List.of(Spans.write(project, Spans.llm(1, 1, 0).build()), Spans.write(project, later.build())),
                List.of(),
                List.of()));
        columns.eraseTraces().erase(new Erasure(P, Set.of(Spans.trace(9)), Set.of())); // a checkpoint with it
        Path file = folder.resolve("columns.duckdb");
        assertThat(Files.readString(file, ISO_8859_1)).contains(project);
        assertThat(tablesThatName(project)).contains("nested", "reach", "spans", "texts", "traces");

        columns.eraseTraces().erase(Erasure.of(project));
        assertThat(tablesThatName(project)).isEmpty();
        columns.rewrite((_, _) -> {});
        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(project);
        assertThat(find(everything()).items()).hasSize(1);
    }

    /** Every table that has a column of projects. */
    private List<String> tablesThatName(String project) throws SQLException {
        columns.close();
        List<String> tables = new ArrayList<>();
        try (Database database = Database.open(folder.resolve("columns.duckdb"), 256);
                DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("""
                    SELECT table_name
                    FROM duckdb_columns()
                    WHERE database_name = 'assay' AND column_name = 'project'
                    ORDER BY table_name
                    """)) {
                while (row.next()) {
                    all.add(row.getString(1));
                }
            }
            for (String table : all) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT 1 FROM " + table + " WHERE project = '" + project + "' LIMIT 1")) {
                    if (row.next()) {
                        tables.add(table);
                    }
                }
            }
        }
        columns = open();
        return tables;
    }

    @Test
    void rewrite_bringsInWhatIsWrittenMeanwhile() {
        write(Spans.llm(1, 1, 0).build());
        boolean[] written = new boolean[1];

        columns.rewrite((copy, reached) -> {
            if (!written[0]) {
                written[0] = true;
                write(Spans.llm(2, 2, 0).build()); // into the old file
            } else if (copy.position() < reached) {
                copy.write(new Batch(
                        reached, List.of(Spans.write(P, Spans.llm(2, 2, 0).build())), List.of(), List.of()));
            }
        });

        assertThat(columns.position()).isEqualTo(2);
        assertThat(find(everything()).items()).hasSize(2);
    }

    @Test
    void waste_countsRowsThatWereReplaced() {
        for (int i = 0; i < 10; i++) {
            write(Spans.llm(1, 1, 0).build());
        }
        columns.close();
        columns = open();
        assertThat(columns.eraseTraces().waste().live()).isEqualTo(1);
        assertThat(columns.eraseTraces().waste().dead()).isEqualTo(9);
        columns.rewrite((_, _) -> {});
        assertThat(columns.eraseTraces().waste().dead()).isZero();
    }

    @Test
    void damagedFile_isRefusedWithWhatToDo() throws Exception {
        Path damaged = folder.resolve("damaged.duckdb");
        Files.writeString(damaged, "this is no database");

        assertThatThrownBy(() -> new DuckColumns(damaged, 256))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged.duckdb")
                .hasMessageContaining("assay rebuild");
    }
}
