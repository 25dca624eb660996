package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The columns can be made anew from the journal: every answer is as it was. */
class RebuildTest {

    private static final String STATS =
            "/api/v1/projects/default/stats?from=2026-11-22T00:00:00Z&to=2026-11-24T00:00:00Z";

    @TempDir
    private Path data = Path.of("");

    @Test
    void answersTheSameFromColumnsMadeAnew() throws IOException, InterruptedException {
        List<JsonNode> before;
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            DemoData.send(rest, Instant.parse("2026-11-23T12:00:00Z"));
            before = answers(rest);
            server.stop();
        }

        Files.delete(data.resolve("columns.duckdb"));
        assertThat(AssayProcess.run(data, "rebuild"))
                .satisfies(ended -> assertThat(ended.code()).as(ended.output()).isZero())
                .satisfies(ended -> assertThat(ended.output()).contains("rebuilding 100 %", "Rebuilt from"));
        assertThat(answersOfServer()).as("after a rebuild").isEqualTo(before);
    }

    @Test
    void saysHowToMendDamagedColumns() throws IOException, InterruptedException {
        List<JsonNode> before;
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            DemoData.send(rest, Instant.parse("2026-11-23T12:00:00Z"));
            before = answers(rest);
            server.stop();
        }

        Files.write(data.resolve("columns.duckdb"), "no database".repeat(1000).getBytes(StandardCharsets.UTF_8));
        StartTest.assertRefused(
                AssayProcess.run(data, "serve", "--port", "0", "--grpc-port", "0"),
                "'assay rebuild' makes it anew from the journal");
        assertThat(AssayProcess.run(data, "rebuild"))
                .satisfies(ended -> assertThat(ended.code()).as(ended.output()).isZero());
        assertThat(answersOfServer()).as("after the mending").isEqualTo(before);
    }

    private List<JsonNode> answersOfServer() throws IOException, InterruptedException {
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            return answers(rest);
        }
    }

    /** The list, the numbers, and every 25th trace whole. */
    private static List<JsonNode> answers(Rest rest) throws IOException, InterruptedException {
        rest.awaitCaughtUp();
        List<JsonNode> answers = new ArrayList<>(rest.allTraces("default"));
        assertThat(answers).as("traces of the demo").hasSizeGreaterThan(500);
        int traces = answers.size();
        for (int i = 0; i < traces; i += 25) {
            answers.add(rest.trace("default", answers.get(i).path("traceId").stringValue()));
        }
        answers.add(rest.get(STATS));
        return answers;
    }
}
