package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files through the whole program and out again at the other end. */
class ImportIntoServerTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsWellAndStaysTheSameWhenImportedAgain() throws Exception {
        Path runs = Files.writeString(folder.resolve("runs.json"), """
                [{"task_id":3,"reward":0.0,"trial":1,"traj":[{"role":"system","content":"Policy"},
                {"role":"user","content":"Book a flight"},
                {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                "function":{"name":"find","arguments":"{\\"to\\":\\"SEA\\"}"}}]},
                {"role":"tool","tool_call_id":"c1","name":"find","content":"[1]"},
                {"role":"assistant","content":"Done."},{"role":"user","content":"###STOP###"}]}]
                """);
        Path calls = Files.writeString(folder.resolve("calls.csv"), """
                query,answer,model,latency,cost,answer_token,timestamp,tags,lang
                Why?,Because.,openai/gpt-4o,1.5,0.002,2,2026-03-01T12:30:00Z,"a,b",en
                """);
        Path data = folder.resolve("data");

        assertThat(run(Instant.parse("2026-11-23T10:00:00Z"), data, runs, calls))
                .isZero();
        JsonNode first = traces(data);
        assertThat(run(Instant.parse("2026-11-24T10:00:00Z"), data, runs, calls))
                .isZero();
        JsonNode again = traces(data);

        assertThat(again).isEqualTo(first);
        assertThat(first).hasSize(2);
        JsonNode conversation = first.path(0);
        assertThat(conversation.path("startTime").asString()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(conversation.path("inputPreview").asString()).isEqualTo("Book a flight");
        assertThat(conversation.path("outputPreview").asString()).isEqualTo("Done.");
        assertThat(conversation.path("spanCount").intValue()).isEqualTo(4);
        assertThat(conversation.path("sessionId").asString()).isEqualTo("3");
        assertThat(conversation.path("scores")).hasSize(1);
        JsonNode call = first.path(1);
        assertThat(call.path("models").path(0).asString()).isEqualTo("openai/gpt-4o");
        assertThat(call.path("durationMs").doubleValue()).isEqualTo(1500);
        assertThat(call.path("costUsd").doubleValue()).isEqualTo(0.002);
        assertThat(call.path("outputTokens").intValue()).isEqualTo(2);
        assertThat(call.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");

        try (Endpoint server = LocalServer.whole(data)) {
            JsonNode spans =
                    get(server, "/traces/" + call.path("traceId").asString()).path("spans");
            assertThat(spans.path(0).path("kind").asString()).isEqualTo("llm");
            assertThat(spans.path(0).path("metadata").toString()).isEqualTo("{\"lang\":\"en\"}");
            assertThat(spans.path(0).path("attributes").toString())
                    .isEqualTo("{\"assay.cost.source\":\"client\",\"otlp\":{\"kind\":\"internal\"}}");
            JsonNode steps = get(
                            server, "/traces/" + conversation.path("traceId").asString())
                    .path("spans");
            assertThat(steps.valueStream().map(step -> step.path("kind").asString()))
                    .containsExactly("agent", "llm", "tool", "llm");
        }
    }

    private int run(Instant now, Path data, Path... files) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(
                        new ImportCommand(Path.of("assay-data"), LocalServer::whole, InstantSource.fixed(now), "1"))
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true));
        String[] arguments = new String[files.length + 2];
        arguments[0] = "--data";
        arguments[1] = data.toString();
        for (int i = 0; i < files.length; i++) {
            arguments[i + 2] = files[i].toString();
        }
        return command.execute(arguments);
    }

    private static JsonNode traces(Path data) throws IOException, InterruptedException {
        try (Endpoint server = LocalServer.whole(data)) {
            return get(server, "/traces?from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z")
                    .path("items");
        }
    }

    private static JsonNode get(Endpoint server, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI url = server.url().resolve("/api/v1/projects/default" + path);
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
