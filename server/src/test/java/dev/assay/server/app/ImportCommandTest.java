package dev.assay.server.app;

import static dev.assay.server.ingest.imports.TinyServer.attribute;
import static dev.assay.server.ingest.imports.TinyServer.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.server.ingest.imports.TinyServer;
import dev.assay.store.json.MessageJson;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class ImportCommandTest {

    private static final Path PUBLISHED = Path.of("../../shared/data");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.25Z");

    private static final String RUN = """
            {"task_id":3,"reward":0.0,"traj":[{"role":"system","content":"Policy"},\
            {"role":"user","content":"Book a flight"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
            "function":{"name":"find","arguments":"{\\"to\\":\\"SEA\\"}"}}]},\
            {"role":"tool","tool_call_id":"c1","name":"find","content":"[1]"},\
            {"role":"assistant","content":"Done."},{"role":"user","content":"###STOP###"}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    private TinyServer server = newServer();
    private Instant now = NOW;
    private String out = "";
    private String err = "";

    private static TinyServer newServer() {
        try {
            return new TinyServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leavesOutARowThatNoRequestCouldHold() throws IOException {
        Path file = write("calls.csv", "query,answer\nWhy?,Because.\n\"" + "\1".repeat(12 << 20) + "\",Oh\nHow?,So.\n");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(err)
                .contains("calls.csv:3 is a span of 72 MiB as JSON, where a control character takes six bytes"
                        + " (expected: less than 64 MiB)");
        assertThat(out).contains("Imported 2 traces with 2 spans from 3 rows; 1 bad row.");
        assertThat(server.spans()).hasSize(2);
    }

    @Test
    void importsACallAsOneSpan() throws IOException {
        Path file = write("calls.csv", """
                query,answer,model,latency,cost,timestamp,lang
                Why?,Because.,openai/gpt-4o,1.5,0.002,2026-03-01T12:30:00Z,en
                """);
        assertThat(run(file.toString(), "--project", "shop", "--environment", "production", "--session", "s1"))
                .isZero();
        assertThat(out)
                .contains("calls.csv: CSV; input in /query, output in /answer, model in /model")
                .contains("Imported 1 trace with 1 span from 1 row; no row was bad.")
                .contains("See them at " + server.url()
                        + "/p/shop/traces?from=2026-03-01T12:30:00Z&to=2026-03-01T12:30:01Z");
        Span span = server.spans().getFirst();
        assertThat(server.projects()).containsExactly("shop 1");
        assertThat(server.environment(span)).isEqualTo("production");
        assertThat(span.getName()).isEqualTo("chat openai/gpt-4o");
        assertThat(start(span)).isEqualTo(Instant.parse("2026-03-01T12:30:00Z"));
        assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(1_500_000_000L);
        assertThat(attribute(span, "gen_ai.operation.name")).isEqualTo("chat");
        assertThat(attribute(span, "gen_ai.provider.name")).isEqualTo("openai");
        assertThat(attribute(span, "gen_ai.conversation.id")).isEqualTo("s1");
        assertThat(attribute(span, "gen_ai.input.messages"))
                .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Why?\"}]}]");
        assertThat(attribute(span, "gen_ai.output.messages"))
                .isEqualTo("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Because.\"}]}]");
        assertThat(attribute(span, "metadata")).isEqualTo("{\"lang\":\"en\"}");
        assertThat(span.getAttributesList())
                .noneMatch(attribute -> attribute.getKey().equals("assay.import.derived"));
        assertThat(server.scores()).isEmpty();
    }

    @Test
    void takesTheLastScoreOfRowsWithOneIdentity() throws IOException {
        Path file = write("calls.jsonl", """
                {"prompt":"a","response":"b","task":"t","reward":1}
                {"prompt":"a","response":"c","task":"t","reward":2}
                """);
        assertThat(run(file.toString(), "--map", "id=/task")).isZero();
        assertThat(server.spans()).hasSize(1);
        assertThat(server.scores())
                .singleElement()
                .satisfies(score -> assertThat(score.path("value").intValue()).isEqualTo(2));
    }

    @Test
    void knowsRowsByThoseThatComeAfterManyBadOnes() throws IOException {
        Path file = write(
                "calls.jsonl",
                "{\"prompt\":\"first\"}\n" + "{\n".repeat(60) + "{\"prompt\":\"last\",\"response\":\"b\"}\n");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(out).contains("input in /prompt, output in /response").contains("60 bad rows.");
        assertThat(server.spans()).hasSize(2);
        Path badFirst = write("bad.jsonl", "{\n".repeat(60) + "{\"prompt\":\"only\"}\n");
        assertThat(run(badFirst.toString())).isEqualTo(1);
        assertThat(server.spans()).hasSize(3);
    }

    @Test
    void importsAConversationAsAnAgentWithItsCalls() throws IOException {
        assertThat(run(write("runs.jsonl", RUN).toString())).isZero();
        List<Span> spans = server.spans();
        assertThat(spans)
                .extracting(Span::getName)
                .containsExactly("conversation", "chat", "execute_tool find", "chat");
        Span root = spans.getFirst();
        assertThat(spans.stream().skip(1))
                .allMatch(span -> span.getParentSpanId().equals(root.getSpanId()));
        assertThat(spans).isSortedAccordingTo(Comparator.comparingLong(Span::getStartTimeUnixNano));
        assertThat(spans)
                .as("nobody told how long anything took")
                .allMatch(span -> span.getEndTimeUnixNano() == span.getStartTimeUnixNano());
        assertThat(spans)
                .extracting(span -> span.getStartTimeUnixNano() - root.getStartTimeUnixNano())
                .containsExactly(0L, 1_000L, 2_000L, 3_000L);
        assertThat(MessageJson.read(attribute(root, "gen_ai.input.messages"))).hasSize(2);
        assertThat(MessageJson.read(attribute(root, "gen_ai.output.messages"))).hasSize(4);
        assertThat(MessageJson.read(attribute(spans.get(3), "gen_ai.input.messages")))
                .hasSize(4);
        assertThat(attribute(spans.get(2), "gen_ai.tool.call.arguments")).isEqualTo("{\"to\":\"SEA\"}");
        assertThat(attribute(spans.get(2), "gen_ai.tool.call.result")).isEqualTo("[1]");
        assertThat(spans)
                .allMatch(span -> attribute(span, "gen_ai.conversation.id").equals("3"));
        assertThat(root.getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("assay.import.derived"))
                        .flatMap(attribute -> attribute.getValue().getArrayValue().getValuesList().stream())
                        .map(AnyValue::getStringValue))
                .containsExactly("time", "duration");
        JsonNode score = server.scores().getFirst();
        assertThat(score.path("name").asString()).isEqualTo("reward");
        assertThat(score.path("value").doubleValue()).isZero();
        assertThat(score.path("source").asString()).isEqualTo("assertion");
        assertThat(score.path("traceId").asString())
                .isEqualTo(HexFormat.of().formatHex(root.getTraceId().toByteArray()));
    }

    @Test
    void sendsOnlyWhatIsNewInAVeryLongConversation() throws IOException {
        StringBuilder turns = new StringBuilder("{\"messages\":[");
        for (int i = 0; i < 400; i++) {
            turns.append("{\"role\":\"user\",\"content\":\"")
                    .append("x".repeat(50))
                    .append("\"},");
            turns.append("{\"role\":\"assistant\",\"content\":\"y\"}").append(i < 399 ? "," : "]}");
        }
        assertThat(run(write("long.jsonl", turns.toString()).toString())).isZero();
        assertThat(server.spans()).hasSize(401);
        Span last = server.spans().getLast();
        assertThat(MessageJson.read(attribute(last, "gen_ai.input.messages"))).hasSize(1);
        assertThat(attribute(last, "metadata")).contains("only what was said since the previous call");
    }

    @Test
    void changesNothingWhenAFileIsImportedAgain() throws IOException {
        String rows = RUN + RUN + RUN.replace("Done.", "Booked.");
        Path file = write("rows.jsonl", rows);
        assertThat(run(file.toString())).isZero();
        List<Object> before = server.everything();
        assertThat(server.roots()).hasSize(3);
        assertThat(server.scores()).hasSize(3);

        now = NOW.plusSeconds(86_400);
        assertThat(run(file.toString())).isZero();
        assertThat(server.everything()).isEqualTo(before);

        Path copy =
                write("copy.jsonl", rows.replace("\"task_id\":3,\"reward\":0.0", "\"reward\": 0.0, \"task_id\": 3"));
        assertThat(run(copy.toString())).isZero();
        assertThat(server.everything()).isEqualTo(before);
    }

    @Test
    void addsOnlyTheRowsThatWereAppended() throws IOException {
        run(write("rows.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\"b\"}\n").toString());
        List<Span> before = server.spans();
        now = NOW.plusSeconds(86_400);
        run(write("rows.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\"b\"}\n{\"prompt\":\"c\"}\n{\"prompt\":\"b\"}\n")
                .toString());
        assertThat(server.spans()).hasSize(4).startsWith(before.toArray(Span[]::new));
        assertThat(server.spans()).map(TinyServer::start).isSorted();
    }

    @Test
    void keepsProjectsApart() throws IOException {
        Path file = write("rows.jsonl", "{\"prompt\":\"a\"}\n");
        run(file.toString(), "--project", "one");
        run(file.toString(), "--project", "two");
        assertThat(server.spans()).hasSize(2);
    }

    @Test
    void letsARowSayWhoItIs() throws IOException {
        run(write("rows.jsonl", "{\"k\":7,\"prompt\":\"a\"}\n").toString(), "--map", "id=/k");
        run(write("rows.jsonl", "{\"k\":7,\"prompt\":\"a\",\"answer\":\"b\"}\n").toString(), "--map", "id=/k");
        assertThat(server.spans()).hasSize(1);
        assertThat(attribute(server.spans().getFirst(), "gen_ai.output.messages"))
                .contains("\"b\"");
    }

    @Test
    void beginsRowsWithoutATimeWhenTheyAreFirstImported() throws IOException {
        run(write("rows.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\"b\"}\n").toString());
        assertThat(server.spans())
                .map(TinyServer::start)
                .containsExactly(Instant.parse("2026-11-23T10:00:00Z"), Instant.parse("2026-11-23T10:00:00.000010Z"));
    }

    @Test
    void reportsBadRowsAndImportsTheOthers() throws IOException {
        Path file = write("rows.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\n\n{\"prompt\":\"\"}\n{\"prompt\":\"b\"}\n");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(server.spans()).hasSize(2);
        assertThat(err)
                .contains(file + ":2 is no JSON: ")
                .contains(file + ":4 says nothing (expected: text in /prompt)");
        assertThat(out).contains("Imported 2 traces with 2 spans from 4 rows; 2 bad rows.");
    }

    @Test
    void takesTheColumnsThatItIsTold() throws IOException {
        Path file = write("odd.jsonl", """
                {"q":"what","env":"dev","conv":"c9","verdict":{"ok":true}}
                """);
        assertThat(run(
                        file.toString(),
                        "--map",
                        "input=/q",
                        "--session",
                        "conv",
                        "--environment",
                        "/env",
                        "--score",
                        "ok=/verdict/ok",
                        "--score-source",
                        "human"))
                .isZero();
        Span span = server.spans().getFirst();
        assertThat(attribute(span, "gen_ai.conversation.id")).isEqualTo("c9");
        assertThat(server.environment(span)).isEqualTo("dev");
        assertThat(server.scores().getFirst().path("value").booleanValue()).isTrue();
        assertThat(server.scores().getFirst().path("source").asString()).isEqualTo("human");
    }

    @Test
    void waitsForABusyServer() throws IOException {
        server.beBusy(3);
        assertThat(run(write("rows.jsonl", "{\"prompt\":\"a\"}\n").toString())).isZero();
        assertThat(server.refused()).isEqualTo(3);
        assertThat(server.spans()).hasSize(1);
    }

    @Test
    void sendsRequestsOfAboutAMegabyte() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append("{\"prompt\":\"").append(i).append("x".repeat(100_000)).append("\"}\n");
        }
        assertThat(run(write("rows.jsonl", rows.toString()).toString())).isZero();
        assertThat(server.spans()).hasSize(40);
        assertThat(server.requestBytes()).hasSizeBetween(4, 6).allMatch(bytes -> bytes < 1_100_000);
    }

    @Test
    void saysWhatToWriteWhereNothingIsRecognised() throws IOException {
        Path file = write("odd.jsonl", "{\"foo\":\"x\",\"bar\":\"y\"}\n");
        Path good = write("good.jsonl", "{\"prompt\":\"x\"}\n");
        assertThat(run(file.toString(), good.toString())).isEqualTo(2);
        assertThat(err).contains(file + ": no column says what went into the model; the columns are foo, bar.");
        assertThat(err).contains("--map \"input=/foo,output=/bar\"");
        assertThat(server.spans()).hasSize(1);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() throws IOException {
        Path file = write("rows.jsonl", "{\"prompt\":\"a\"}\n");
        assertThat(run(folder.resolve("none.jsonl").toString())).isEqualTo(2);
        assertThat(err).contains("there is no file");
        assertThat(run(file.toString(), "--map", "inptu=/q")).isEqualTo(2);
        assertThat(err).contains("there is no field 'inptu'");
        assertThat(run(file.toString(), "--score-source", "me")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(server.spans()).isEmpty();
    }

    @Test
    void saysThatNoServerAnswers() throws IOException {
        Path file = write("rows.jsonl", "{\"prompt\":\"a\"}\n");
        URI gone = server.url();
        server.close();
        assertThat(runPlainly("--url", gone.toString(), file.toString())).isEqualTo(1);
        assertThat(err).contains("cannot reach the server at " + gone);
    }

    @Test
    void usesTheServerThatRunsOnTheDataFolder() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("server.json"), "{\"url\":\"" + server.url() + "\",\"pid\":1}");
        Path file = write("rows.jsonl", "{\"prompt\":\"a\"}\n");
        assertThat(runPlainly("--data", data.toString(), file.toString())).isZero();
        assertThat(server.spans()).hasSize(1);
        assertThat(out).contains("See them at http");
    }

    @Test
    void startsAServerWhereNoneRuns() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("server.json"), "{\"url\":\"http://127.0.0.1:1\",\"pid\":1}");
        Path file = write("rows.jsonl", "{\"prompt\":\"a\"}\n");
        assertThat(runPlainly("--data", data.toString(), file.toString())).isZero();
        assertThat(server.spans()).hasSize(1);
        assertThat(out).contains("Start the server with: assay serve --data " + data);
    }

    @ParameterizedTest
    @CsvSource({
        "llmdrift-leetcode-easy.csv, 200, 200, 200",
        "taubench-gpt-4o-airline.json, 200, 3818, 200",
        "arenahard-gpt-4-0314.jsonl, 500, 500, 0",
        "arenahard-gpt-4-0613.jsonl, 500, 500, 0",
        "arenahard-questions.jsonl, 500, 500, 0",
    })
    void importsPublishedLogs(String name, int traces, int spans, int scores) {
        Path file = PUBLISHED.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file + " beside this repository");
        assertThat(run(file.toString())).isZero();
        assertThat(server.roots()).hasSize(traces);
        assertThat(server.spans()).hasSize(spans);
        assertThat(server.scores()).hasSize(scores);
        List<Object> before = server.everything();
        assertThat(run(file.toString())).isZero();
        assertThat(server.everything()).isEqualTo(before);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--url", server.url().toString()));
        all.addAll(List.of(arguments));
        return runPlainly(all.toArray(String[]::new));
    }

    private int runPlainly(String... arguments) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        int code = new CommandLine(new ImportCommand(Path.of("assay-data"), _ -> local(), () -> now, "0.1.0"))
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .execute(arguments);
        out = said.toString();
        err = complained.toString();
        return code;
    }

    /** A server for the time of the import. */
    private Endpoint local() {
        return new Endpoint(server.url(), "", false, server::close);
    }
}
