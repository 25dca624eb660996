package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.server.web.Route;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The whole server over HTTP, held against its OpenAPI document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:10Z");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Pattern OTLP = Pattern.compile(".*/v1/(traces|logs|metrics)");
    private static final String TRACES = "/api/v1/projects/default/traces";

    private static final String SPANS = """
            {"resourceSpans":[{"resource":{"attributes":[
              {"key":"service.name","value":{"stringValue":"support"}},
              {"key":"deployment.environment.name","value":{"stringValue":"production"}}]},
             "scopeSpans":[{"scope":{"name":"test","version":"1"},"spans":[
              {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"chat gpt-5-mini","kind":3,
               "startTimeUnixNano":"1795435200000000000","endTimeUnixNano":"1795435201500000000","status":{"code":1},
               "attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
                {"key":"gen_ai.request.model","value":{"stringValue":"gpt-5-mini"}},
                {"key":"gen_ai.response.model","value":{"stringValue":"gpt-5-mini-2025-08-07"}},
                {"key":"gen_ai.usage.input_tokens","value":{"intValue":"42"}},
                {"key":"gen_ai.usage.output_tokens","value":{"intValue":17}},
                {"key":"gen_ai.conversation.id","value":{"stringValue":"s-1"}},
                {"key":"gen_ai.input.messages","value":{"stringValue":
                 "[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Where is my order?\\"}]}]"}},
                {"key":"gen_ai.output.messages","value":{"stringValue":
                 "[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"tool_call\\",\\"id\\":\\"c1\\",\\"name\\":\\"get_order\\",\\"arguments\\":{\\"id\\":4711}}]}]"}},
                {"key":"custom","value":{"doubleValue":1.5}}]}]}]}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode openapi = openapi();
    private final App app;

    RestTest(@TempDir Path folder) {
        app = start(folder);
    }

    @BeforeAll
    void send() throws Exception {
        assertThat(post("/v1/traces", "application/json", SPANS).statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/projects/default/scores", "application/json", """
                                [{"traceId":"%s","name":"helpful","value":true,"comment":"yes"},
                                 {"id":"mine","sessionId":"s-1","name":"tone","value":0.5,"source":"judge"}]
                                """.formatted(TRACE))
                        .statusCode())
                .isEqualTo(201);
        await().until(app::isCaughtUp);
    }

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void everyRouteIsInTheDocument_andTheOtherWayRound() {
        Set<String> documented = new TreeSet<>();
        openapi.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        for (Route route : app.routes()) {
            if (!OTLP.matcher(route.path()).matches()) { // it has a specification of its own
                served.add(route.method() + " " + route.path());
            }
        }
        assertThat(served).isEqualTo(documented);
    }

    /** Both name the permission; keys of projects are never administrators. */
    @Test
    void everyRouteAsksForWhatTheDocumentSays() {
        for (Route route : app.routes()) {
            if (OTLP.matcher(route.path()).matches()) {
                continue;
            }
            String name = route.permission().label();
            String security = switch (route.permission()) {
                case NOTHING -> "[]";
                case ADMIN -> "[{\"session\":[\"admin\"]}]";
                default -> "[{\"key\":[\"%s\"]},{\"session\":[\"%s\"]}]".formatted(name, name);
            };
            assertThat(openapi.path("paths")
                            .path(route.path())
                            .path(route.method().name().toLowerCase(Locale.ROOT))
                            .path("security")
                            .toString())
                    .as("security of %s %s", route.method(), route.path())
                    .isEqualTo(security);
        }
    }

    /** Here, because whoever adds a route runs this. */
    @Test
    void everyRouteIsInTheTableOfPermissions_andInTheDocumentation() throws Exception {
        Set<String> served = new TreeSet<>();
        app.routes().forEach(route -> served.add(route.method() + " " + route.path() + " " + route.permission()));
        assertThat(PermissionsTest.table()).isEqualTo(served);

        List<String> rows = new ArrayList<>();
        openapi.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(method -> rows.add("| `%s %s` | %s | %s |"
                                .formatted(
                                        method.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        method.getValue().path("summary").asString(),
                                        permission(method.getValue())))));
        String document = Files.readString(Path.of("../docs/rest.md"));
        List<String> documented = document.substring(document.indexOf("\n## Every route"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String permission(JsonNode operation) {
        return operation
                .path("security")
                .valueStream()
                .map(alternative -> alternative.path("session").path(0).asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/projects, /api/v1/projects, 200",
        "/api/v1/projects/{project}/traces, /api/v1/projects/default/traces, 200",
        "/api/v1/projects/{project}/traces, /api/v1/projects/default/traces?limit=0, 400",
        "/api/v1/projects/{project}/traces, /api/v1/projects/nobody/traces, 404",
        "/api/v1/projects/{project}/traces/{traceId}, /api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c, 200",
        "/api/v1/projects/{project}/traces/{traceId}, /api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c?texts=5, 200",
        "/api/v1/projects/{project}/traces/{traceId}, /api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c?texts=0, 400",
        "/api/v1/projects/{project}/traces/{traceId}, /api/v1/projects/default/traces/x, 400",
        "/api/v1/projects/{project}/traces/{traceId}, /api/v1/projects/default/traces/00000000000000000000000000000001, 404",
        "/api/v1/projects/{project}/settings/redaction, /api/v1/projects/default/settings/redaction, 200",
        "/api/v1/projects/{project}/settings/redaction, /api/v1/projects/nobody/settings/redaction, 404",
        "/api/v1/projects/{project}/retention, /api/v1/projects/default/retention, 200",
        "/api/v1/projects/{project}/retention, /api/v1/projects/nobody/retention, 404",
        "/api/v1/projects/{project}/deletions/{id}, /api/v1/projects/default/deletions/none, 404",
        "/api/v1/projects/{project}/views, /api/v1/projects/default/views, 200",
        "/api/v1/projects/{project}/views, /api/v1/projects/nobody/views, 404",
        "/api/v1/projects/{project}/conformance, /api/v1/projects/default/conformance, 200",
        "/api/v1/projects/{project}/conformance, /api/v1/projects/nobody/conformance, 404",
        "/api/v1/projects/{project}/spans, /api/v1/projects/default/spans?filter=kind:llm, 200",
        "/api/v1/projects/{project}/spans, /api/v1/projects/default/spans?cursor=x, 400",
        "/api/v1/projects/{project}/stats, /api/v1/projects/default/stats?buckets=10, 200",
        "/api/v1/projects/{project}/stats, /api/v1/projects/default/stats?from=yesterday, 400",
        "/api/v1/projects/{project}/stats, /api/v1/projects/default/stats?by=model&of=spans, 200",
        "/api/v1/projects/{project}/stats, /api/v1/projects/default/stats?by=cost, 400",
        "/api/v1/projects/{project}/facets, /api/v1/projects/default/facets?field=model&field=score.helpful, 200",
        "/api/v1/projects/{project}/facets, /api/v1/projects/default/facets, 400",
        "/api/v1/projects/{project}/facets, /api/v1/projects/nobody/facets?field=model, 404",
        "/api/v1/projects/{project}/fields, /api/v1/projects/default/fields, 200",
        "/api/v1/projects/{project}/fields, /api/v1/projects/default/fields?filter=x, 400",
        "/api/v1/projects/{project}/traces/{traceId}/tree, /api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c/tree, 200",
        "/api/v1/projects/{project}/traces/{traceId}/tree, /api/v1/projects/default/traces/00000000000000000000000000000001/tree, 404",
        "/api/v1/projects/{project}/traces/{traceId}/spans, /api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c/spans?span=b7ad6b7169203331, 200",
        "/api/v1/projects/{project}/traces/{traceId}/spans, /api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c/spans, 400",
        "/api/v1/projects/{project}/sessions, /api/v1/projects/default/sessions?filter=kind:llm, 200",
        "/api/v1/projects/{project}/sessions, /api/v1/projects/default/sessions?cursor=x, 400",
        "/api/v1/projects/{project}/sessions, /api/v1/projects/nobody/sessions, 404",
        "/api/v1/projects/{project}/sessions/{sessionId}, /api/v1/projects/default/sessions/s-1, 200",
        "/api/v1/projects/{project}/sessions/{sessionId}, /api/v1/projects/default/sessions/s-1?from=x, 400",
        "/api/v1/projects/{project}/sessions/{sessionId}, /api/v1/projects/default/sessions/s-2, 404",
        "/api/v1/projects/{project}/tail, /api/v1/projects/default/tail?filter=modle:x, 400",
        "/api/v1/projects/{project}/tail, /api/v1/projects/nobody/tail, 404",
        "/info, /info, 200",
        "/api/public/projects, /api/public/projects, 200",
        "/health, /health, 200",
        "/ready, /ready, 200",
    })
    void answersAreAsTheDocumentSays(String path, String url, int status) throws Exception {
        HttpResponse<String> response = get(url);

        assertThat(response.statusCode()).isEqualTo(status);
        assertMatches(path, "get", response);
    }

    @Test
    void aTraceComesBackWhole() throws Exception {
        JsonNode trace = json(get(TRACES + "/" + TRACE));

        JsonNode span = trace.path("spans").path(0);
        assertThat(span.path("spanId").asString()).isEqualTo("b7ad6b7169203331");
        assertThat(span.path("parentSpanId").isNull()).isTrue();
        assertThat(span.path("kind").asString()).isEqualTo("llm");
        assertThat(span.path("status").asString()).isEqualTo("ok");
        assertThat(span.path("startTime").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(span.path("endTime").asString()).isEqualTo("2026-11-23T12:00:01.500Z");
        assertThat(span.path("input")).isEqualTo(tree("""
                [{"role":"user","parts":[{"type":"text","content":"Where is my order?"}]}]
                """));
        assertThat(span.path("output")).isEqualTo(tree("""
                [{"role":"assistant","parts":[
                 {"type":"tool_call","id":"c1","name":"get_order","arguments":{"id":4711}}]}]
                """));
        assertThat(span.path("usage").path("inputTokens").intValue()).isEqualTo(42);
        assertThat(span.path("attributes").path("custom").doubleValue()).isEqualTo(1.5);
        assertThat(span.path("service").asString()).isEqualTo("support");
        assertThat(span.path("environment").asString()).isEqualTo("production");
        JsonNode summary = trace.path("summary");
        assertThat(summary.path("inputPreview").asString()).isEqualTo("Where is my order?");
        assertThat(summary.path("outputPreview").asString()).isEqualTo("get_order({\"id\":4711})");
        assertThat(summary.path("scores").path(0).path("name").asString()).isEqualTo("helpful");
        assertThat(summary.path("scores").path(0).path("value").booleanValue()).isTrue();
        assertThat(summary.path("scores").path(0).path("source").asString()).isEqualTo("user");
    }

    @Test
    void facetsGroupsAndFieldsSayWhatThereIs() throws Exception {
        String project = "/api/v1/projects/default/";
        assertThat(json(get(project + "facets?field=request.model&field=score.helpful&filter=status:ok"))
                        .path("facets"))
                .isEqualTo(tree("""
                        [{"field":"request.model","values":[{"value":"gpt-5-mini","count":1}],"more":false},
                         {"field":"score.helpful","values":[{"value":"true","count":1}],"more":false}]
                        """));
        JsonNode group = json(get(project + "stats?by=response.model&of=spans"))
                .path("groups")
                .path(0);
        assertThat(group.path("value").asString()).isEqualTo("gpt-5-mini-2025-08-07");
        assertThat(group.path("inputTokens").intValue()).isEqualTo(42);
        assertThat(group.path("buckets")).hasSize(1);
        assertThat(json(get(project + "fields")).path("items"))
                .anyMatch(item -> item.path("name").asString().equals("attributes.custom"))
                .anyMatch(item -> item.path("name").asString().equals("score.helpful"))
                .anyMatch(item -> item.path("words").toString().contains("\"llm\""));
        assertThat(json(get(project + "facets?field=cost")).path("detail").asString())
                .contains("field is 'cost' (expected: a field of texts or words");
        assertThat(json(get(project + "stats?by=modle")).path("detail").asString())
                .contains("expected: 'model'");
    }

    @Test
    void aTreeHasNoTexts_andSpansComeOneByOne() throws Exception {
        JsonNode tree = json(get(TRACES + "/" + TRACE + "/tree"));
        assertThat(tree.path("summary").path("spanCount").intValue()).isEqualTo(1);
        assertThat(tree.path("startTime").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(tree.path("spans")).isEqualTo(tree("""
                {"spanId":["b7ad6b7169203331"],"parent":[-1],
                 "name":{"of":[0],"words":["chat gpt-5-mini"]},"kind":{"of":[0],"words":["llm"]},"status":{"of":[0],"words":["ok"]},
                 "startUs":[0],"durationUs":[1500000],"hasText":[1]}
                """));
        JsonNode span = json(get(TRACES + "/" + TRACE + "/spans?span=B7AD6B7169203331&span=00000000000000ff"));
        assertThat(span.path("items")).hasSize(1);
        assertThat(span.path("items").path(0).path("input").path(0).path("role").asString())
                .isEqualTo("user");
    }

    @Test
    void ofLongTextsInASession_theBeginningComes_andATurnIsReadWhole() throws Exception {
        JsonNode cut = json(get("/api/v1/projects/default/sessions/s-1?texts=33"))
                .path("turns")
                .path(0);
        assertThat(cut.path("leftOut").isMissingNode()).isTrue();
        cut = json(get("/api/v1/projects/default/sessions/s-1?texts=10"))
                .path("turns")
                .path(0);
        assertThat(cut.path("messages").toString()).contains("Where is m\"");
        assertThat(cut.path("leftOut").intValue()).isPositive();
        JsonNode whole = json(get("/api/v1/projects/default/sessions/s-1?limit=1" + cursor(cut)));
        assertThat(whole.path("turns").path(0).path("messages").toString()).contains("Where is my order?");
        assertThat(get("/api/v1/projects/default/sessions/s-1?texts=0").statusCode())
                .isEqualTo(400);
    }

    private static String cursor(JsonNode turn) {
        return turn.path("cursor").isNull()
                ? ""
                : "&cursor=" + turn.path("cursor").asString();
    }

    @Test
    void aSessionIsAConversation() throws Exception {
        JsonNode session = json(get("/api/v1/projects/default/sessions/s-1"));
        assertThat(session.path("summary").path("traceCount").intValue()).isEqualTo(1);
        assertThat(session.path("summary").path("scores").path(0).path("id").asString())
                .isEqualTo("mine");
        assertThat(session.path("turns").path(0).path("messages")).hasSize(2);
        assertThat(json(get("/api/v1/projects/default/sessions"))
                        .path("items")
                        .path(0)
                        .path("sessionId")
                        .asString())
                .isEqualTo("s-1");
    }

    @Test
    void aNameMayHoldASlash() throws Exception {
        sendTo("slashed", SPANS.replace("s-1", "team/7"));
        await().until(app::isCaughtUp);

        assertThat(json(get("/api/v1/projects/slashed/sessions/team%2F7"))
                        .path("summary")
                        .path("sessionId")
                        .asString())
                .isEqualTo("team/7");
        assertThat(get("/api/v1/projects/slashed/sessions/team/7").statusCode()).isEqualTo(404);
    }

    @Test
    void theTailSendsWhatArrives_andGoesOnWhereItWas() throws Exception {
        String project = "tailed";
        sendTo(project, SPANS);
        await().until(app::isCaughtUp);
        String id;
        try (Stream<String> lines = tail(project, "")) {
            Iterator<String> line = lines.iterator();
            assertThat(line.next()).as("a sign that it is open").isEqualTo(":");
            sendTo(project, SPANS.replace("b7ad6b7169203331", "b7ad6b7169203332"));
            assertThat(next(line)).isEqualTo("event: trace");
            JsonNode trace = tree(next(line).substring("data: ".length()));
            assertThat(trace.path("traceId").asString()).isEqualTo(TRACE);
            assertThat(trace.path("spanCount").intValue()).isEqualTo(2);
            id = next(line).substring("id: ".length());
        }
        sendTo(project, SPANS.replace("b7ad6b7169203331", "b7ad6b7169203333"));
        await().until(app::isCaughtUp);
        try (Stream<String> lines = tail(project, id)) {
            Iterator<String> line = lines.iterator();
            assertThat(next(line)).isEqualTo("event: trace");
            assertThat(next(line)).contains("\"spanCount\":3");
        }
        try (Stream<String> lines = tail(project, "of another run")) {
            assertThat(next(lines.iterator())).isEqualTo("event: behind");
        }
    }

    private static String next(Iterator<String> lines) {
        String line = lines.next();
        while (line.isEmpty() || line.equals(":")) {
            line = lines.next();
        }
        return line;
    }

    private Stream<String> tail(String project, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(app.url() + "/api/v1/projects/" + project + "/tail?filter=status:ok"));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    private void sendTo(String project, String body) throws Exception {
        assertThat(send(
                                "/v1/traces",
                                Map.of("Content-Type", "application/json", "x-assay-project", project),
                                body.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "q=WHERE+is, 1",
        "q=nowhere, 0",
        "model=gpt-5-mini, 1",
        "model=gpt-4, 0",
        "status=ok&session=s-1&environment=production&service=support&kind=llm&provider=openai, 1",
        "status=error, 0",
        "from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:01Z, 1",
        "from=2026-11-23T12:00:00.001Z, 0",
        "from=2026-11-23T13:00:00%2B01:00, 1",
        "filter=model:gpt-5*+duration:%3E=1.5s+-has:error, 1",
        "filter=attributes.custom:1.5+score.helpful:true, 1",
        "filter=where+order&status=ok, 1",
        "filter=status:ok&status=error, 0",
        "filter=cost:%3E0, 1",
    })
    void filtersNarrow(String query, int traces) throws Exception {
        assertThat(json(get(TRACES + "?" + query)).path("items")).hasSize(traces);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=501 | limit is '501' (expected: a whole number from 1 to 500)",
                "cursor=abc | cursor is 'abc' (expected: the nextCursor of the page before)",
                "status=bad | status is 'bad' (expected: one of unset, ok, error)",
                "colour=red | the parameter 'colour' is not known",
                "from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z | expected: from before to",
            })
    void badQuestionsSayWhatIsWrong(String query, String detail) throws Exception {
        HttpResponse<String> response = get(TRACES + "?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asString()).contains(detail);
    }

    @Test
    void aFilterThatCannotBeRead_saysWhere() throws Exception {
        HttpResponse<String> response = get(TRACES + "?filter=status:ok+modle:x");

        assertThat(response.statusCode()).isEqualTo(400);
        assertMatches("/api/v1/projects/{project}/traces", "get", response);
        assertThat(json(response).path("position").intValue()).isEqualTo(10);
        assertThat(json(response).path("detail").asString())
                .contains("filter is 'status:ok modle:x'; at 11: 'modle' is no field (expected: 'model'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | has the name ''",
                "{\"name\":\"a\",\"value\":1} | names nothing (expected: a traceId, a responseId, or a sessionId)",
                "{\"name\":\"a\",\"value\":1,\"traceId\":\"xyz\"} | the traceId 'xyz' (expected: 32 hexadecimal digits)",
                "{\"name\":\"a\",\"sessionId\":\"s\"} | has the value nothing",
                "{\"name\":\"a\",\"value\":[],\"sessionId\":\"s\"} | has the value []",
                "{\"name\":\"a\",\"value\":\"x\",\"kind\":\"number\",\"sessionId\":\"s\"} | expected: a number",
                "{\"name\":\"a\",\"value\":1,\"sessionId\":\"s\",\"colour\":1} | has the field 'colour'",
                "{\"name\":\"a\",\"value\":1,\"sessionId\":\"s\",\"source\":\"me\"} | the source 'me'",
                "{\"name\":\"a\",\"value\":1,\"sessionId\":\"s\",\"time\":\"noon\"} | the time 'noon'",
                "[] | an array of 0",
                "nonsense | is no JSON",
            })
    void badScoresSayWhatIsWrong(String body, String detail) throws Exception {
        HttpResponse<String> response = post("/api/v1/projects/default/scores", "application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asString()).contains(detail);
        assertMatches("/api/v1/projects/{project}/scores", "post", response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e300", ""})
    void aScoreBeyondAllNumbersIsABadOne(String written) throws Exception {
        String value = written.isEmpty() ? "1" + "0".repeat(400) : written;
        badScoresSayWhatIsWrong(
                "{\"name\":\"a\",\"value\":" + value + ",\"sessionId\":\"s\"}", "expected: a number of at most 1e100");
    }

    @Test
    void otlpAnswersInTheEncodingOfTheRequest() throws Exception {
        HttpResponse<String> json = post("/v1/traces", "application/json; charset=utf-8", "{}");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json.body()).isEqualTo("{}");

        HttpResponse<byte[]> protobuf = send(
                "/v1/traces",
                Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip"),
                gzip(ExportTraceServiceRequest.getDefaultInstance().toByteArray()));
        assertThat(protobuf.statusCode()).isEqualTo(200);
        assertThat(protobuf.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(ExportTraceServiceResponse.parseFrom(protobuf.body()).hasPartialSuccess())
                .isFalse();
    }

    @Test
    void otlpMetricsAreTakenAndNotKept() throws Exception {
        long before = json(get("/ready")).path("journalPosition").longValue();
        HttpResponse<String> response = post("/v1/metrics", "application/json", "{\"resourceMetrics\":[]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(json(get("/ready")).path("journalPosition").longValue()).isEqualTo(before);
    }

    @Test
    void otlpSpanWithoutIds_isRejectedAlone() throws Exception {
        HttpResponse<String> response = post("/v1/traces", "application/json", """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"lost"}]}]}]}
                """);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode partial = json(response).path("partialSuccess");
        assertThat(partial.path("rejectedSpans").asString()).isEqualTo("1");
        assertThat(partial.path("errorMessage").asString()).contains("traceId").contains("lost");
    }

    @Test
    void otlpThatCannotBeRead_saysWhy_andKeepsNothing() throws Exception {
        long before = json(get("/ready")).path("journalPosition").longValue();
        assertThat(post("/v1/traces", "application/json", "{\"resourceSpans\":").statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/traces", "text/plain", "x").statusCode()).isEqualTo(415);
        assertThat(send("/v1/traces", Map.of("Content-Type", "application/x-protobuf"), new byte[] {7, 7, 7})
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(
                                "/v1/traces",
                                Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip"),
                                new byte[] {1, 2})
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(
                                "/v1/traces",
                                Map.of("Content-Type", "application/json", "x-assay-project", "a/b"),
                                "{}".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(json(get("/ready")).path("journalPosition").longValue()).isEqualTo(before);
    }

    @Test
    void otlpThatInflatesBeyondTheLimit_isTooLarge() throws Exception {
        HttpResponse<byte[]> response = send(
                "/v1/traces",
                Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip"),
                gzip(new byte[65 << 20]));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void whatIsNotServed_isAProblemForPrograms() throws Exception {
        HttpResponse<String> response = get("/api/v1/nothing");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** By hand, because no client would send them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1",
                "GET /p/a[b HTTP/1.1",
                "POST /v1/traces%zz HTTP/1.1",
                "GET / HTTP/1.1\r\nHost: a b",
                "GET / HTTP/7.0"
            })
    void aRequestThatIsNoHttp_isAProblemToo(String request) throws Exception {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), URI.create(app.url()).getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .contains("Content-Type: application/problem+json")
                    .contains("the request is refused: ");
        }
    }

    @Test
    void metricsCount() throws Exception {
        assertThat(get("/metrics").body())
                .contains("assay_ingest_requests_total")
                .contains("assay_projector_spans_total");
    }

    private void assertMatches(String path, String method, HttpResponse<String> response) {
        JsonNode answer = openapi.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(Integer.toString(response.statusCode()));
        String reference = answer.path("$ref").asString("");
        if (!reference.isEmpty()) {
            answer = openapi.at(reference.substring(1));
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode schema = answer.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s %s answers %d with %s", method, path, response.statusCode(), type)
                .isFalse();
        List<Error> errors = new ArrayList<>(schema(schema).validate(response.body(), InputFormat.JSON));
        assertThat(errors).as(response.body()).isEmpty();
    }

    /** A schema of the document with the components that it refers to. */
    private Schema schema(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.set("components", openapi.path("components"));
        whole.putArray("allOf").add(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
    }

    private static JsonNode openapi() {
        try (InputStream in =
                Objects.requireNonNull(RestTest.class.getResourceAsStream("/assay/openapi.yaml"), "openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static App start(Path folder) {
        return App.start(
                new Config(folder.resolve("data"), "127.0.0.1", 0, 0),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Stream.iterate(1, i -> i + 1).map(i -> "id-" + i).iterator()::next);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> send(String path, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(app.url() + path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return tree(response.body());
    }

    private static JsonNode tree(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
