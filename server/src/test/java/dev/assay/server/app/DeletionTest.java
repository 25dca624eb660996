package dev.assay.server.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is deleted is gone from every file of the data folder, and does not come back. */
class DeletionTest {

    private static final String SECRET_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319d";
    private static final String TRACES = "/api/v1/projects/default/traces/";

    private static final String SECRET = "Zq7-wR2_xK9";

    private static final String OTHER = "Hb4+vN8~pL3";

    private final HttpClient http = HttpClient.newHttpClient();

    /** Pieces of what lies in the files, as it lies there: bodies are compressed. */
    private final List<String> secretBytes = new ArrayList<>();

    private final Path data;
    private App app;

    DeletionTest(@TempDir Path folder) {
        data = folder.resolve("data");
        app = start();
    }

    private App start() {
        return App.start(new Config(data, "127.0.0.1", 0, 0), Clock.systemUTC(), new TimeOrderedIds(Clock.systemUTC()));
    }

    @BeforeEach
    void send() throws Exception {
        sendSpans();
        assertThat(send("POST", "/v1/logs", """
                        {"resourceLogs":[{"scopeLogs":[{"logRecords":[%s,%s]}]}]}
                        """.formatted(
                                        log(SECRET_TRACE, SECRET + "beside"), log(OTHER_TRACE, OTHER + "beside")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/api/v1/projects/default/scores", """
                        [{"traceId":"%s","name":"n","value":1,"comment":"%s"},
                         {"traceId":"%s","name":"n","value":1,"comment":"%s"},
                         {"sessionId":"%s-session","name":"n","value":1,"comment":"%s"}]
                        """.formatted(
                                        SECRET_TRACE, SECRET, OTHER_TRACE, OTHER, SECRET, SECRET))
                        .statusCode())
                .isEqualTo(201);
        await().until(app::isCaughtUp);
        app.close(); // now all of it is in the files
        secretBytes.add(SECRET + "-user");
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".db")).toList()) {
                addBodies(file);
            }
        }
        for (String piece : secretBytes) {
            assertThat(filesWith(piece)).as("the test can fail").isNotEmpty();
        }
        assertThat(filesWith(SECRET + "-user")).contains(data.resolve("columns.duckdb"));
        app = start();
        await().until(app::isCaughtUp);
    }

    private void addBodies(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT body FROM entries")) {
            while (row.next()) {
                byte[] body = row.getBytes(1);
                secretBytes.add(new String(body, body.length / 2 - 20, 40, ISO_8859_1));
            }
        }
    }

    @AfterEach
    void close() {
        app.close();
    }

    private HttpResponse<String> sendSpans() throws IOException, InterruptedException {
        return send("POST", "/v1/traces", """
                {"resourceSpans":[{"scopeSpans":[{"scope":{"name":"s"},"spans":[%s,%s,%s]}]}]}
                """.formatted(
                        span(SECRET_TRACE, "b7ad6b7169203331", SECRET),
                        span(OTHER_TRACE, "b7ad6b7169203332", OTHER),
                        span(SECRET_TRACE, "b7ad6b7169203333", SECRET + "2")));
    }

    private static String span(String traceId, String spanId, String text) {
        return """
                {"traceId":"%s","spanId":"%s","name":"chat","startTimeUnixNano":"1795435200000000000",
                 "endTimeUnixNano":"1795435201000000000","attributes":[
                 {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                 {"key":"session.id","value":{"stringValue":"%s-session"}},
                 {"key":"user.id","value":{"stringValue":"%s-user"}},
                 {"key":"gen_ai.output.messages","value":{"stringValue":
                 "[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"%s\\"}]}]"}}]}
                """.formatted(traceId, spanId, text.substring(0, 11), text.substring(0, 11), text);
    }

    private static String log(String traceId, String text) {
        return """
                {"timeUnixNano":"1795435200000000000","eventName":"gen_ai.user.message","traceId":"%s",
                 "spanId":"b7ad6b716920333%s","body":{"kvlistValue":{"values":[
                 {"key":"content","value":{"stringValue":"%s"}}]}}}
                """.formatted(traceId, traceId.equals(SECRET_TRACE) ? "1" : "2", text);
    }

    @Test
    void aTrace_isGoneFromEveryFile_andDoesNotComeBack() throws Exception {
        JsonNode deletion = delete("traces/" + SECRET_TRACE);

        JsonNode proof = deletion.path("proof");
        assertThat(proof.path("traces").intValue()).isEqualTo(1);
        assertThat(proof.at("/journal/bodiesSearched").intValue()).isEqualTo(3);
        assertThat(proof.at("/journal/bodiesRewritten").intValue()).isEqualTo(3);
        assertThat(proof.at("/journal/spans").intValue()).isEqualTo(2);
        assertThat(proof.at("/journal/messages").intValue()).isEqualTo(1);
        assertThat(proof.at("/journal/scores").intValue()).isEqualTo(1);
        assertThat(proof.at("/journal/bodiesFoundAfterwards").intValue()).isZero();
        assertThat(proof.at("/columns/spans").intValue()).isEqualTo(2);
        assertThat(proof.at("/columns/messages").intValue()).isEqualTo(1);
        assertThat(proof.at("/columns/scores").intValue()).isEqualTo(1);
        assertThat(proof.at("/columns/rowsFoundAfterwards").intValue()).isZero();
        assertThat(json(send(
                        "GET",
                        "/api/v1/projects/default/deletions/"
                                + deletion.path("id").stringValue(),
                        "")))
                .isEqualTo(deletion);
        assertGone();
        assertThat(send("GET", TRACES + OTHER_TRACE, "").body()).contains(OTHER + "beside");

        HttpResponse<String> again = sendSpans();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).at("/partialSuccess/rejectedSpans").asString()).isEqualTo("2");
        assertThat(json(again).at("/partialSuccess/errorMessage").asString()).contains(SECRET_TRACE, "was deleted");
        assertThat(send(
                                "POST",
                                "/api/v1/projects/default/scores",
                                "{\"traceId\":\"%s\",\"name\":\"n\",\"value\":1}".formatted(SECRET_TRACE))
                        .statusCode())
                .isEqualTo(410);
        await().until(app::isCaughtUp);
        assertGone();
        rebuild();
        assertGone();
        assertThat(send("GET", TRACES + OTHER_TRACE, "").body()).contains(OTHER + "beside");
    }

    @Test
    void aUser_isGoneWithAllTraces() throws Exception {
        JsonNode proof = delete("users/" + SECRET + "-user").path("proof");

        assertThat(proof.path("traces").intValue()).isEqualTo(1);
        assertThat(proof.at("/columns/spans").intValue()).isEqualTo(2);
        assertGone();
    }

    @Test
    void aSession_isGoneWithWhatWasSaidOfIt() throws Exception {
        JsonNode proof = delete("sessions/" + SECRET + "-session").path("proof");

        assertThat(proof.at("/columns/scores").intValue()).isEqualTo(2);
        assertThat(proof.at("/journal/scores").intValue()).isEqualTo(2);
        assertGone();
        app.close();
        assertThat(filesWith(SECRET + "-session"))
                .as("the name of the session too")
                .isEmpty();
        app = start();
    }

    /** It holds what the traces of the other tests hold, so that the files can be searched for the same. */
    @Test
    void aProject_isGoneWithAllThatItHas_andDoesNotComeBack() throws Exception {
        String key = makeShop();
        delete("sessions/" + SECRET + "-session");
        assertThat(filesWith(SECRET)).as("the shop has it too").isNotEmpty();

        assertThat(send("DELETE", "/api/v1/projects/shop", "").body()).contains("as '?name=shop'");
        HttpResponse<String> response = send("DELETE", "/api/v1/projects/shop?name=shop", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode deletion = json(response);
        JsonNode proof = deletion.path("proof");
        assertThat(proof.path("traces").intValue()).isEqualTo(1);
        assertThat(proof.at("/journal/bodiesSearched").intValue()).isEqualTo(2);
        assertThat(proof.at("/journal/spans").intValue()).isEqualTo(1);
        assertThat(proof.at("/journal/scores").intValue()).isEqualTo(1);
        assertThat(proof.at("/journal/bodiesFoundAfterwards").intValue()).isZero();
        assertThat(proof.at("/columns/spans").intValue()).isEqualTo(1);
        assertThat(proof.at("/columns/scores").intValue()).isEqualTo(1);
        assertThat(proof.at("/columns/rowsFoundAfterwards").intValue()).isZero();
        assertThat(proof.path("records").toString())
                .isEqualTo("{\"keys\":1,\"views\":1,\"settings\":1,\"rowsFoundAfterwards\":0}");
        String where = "/api/v1/projects/shop/deletions/" + deletion.path("id").stringValue();
        assertThat(json(send("GET", where, ""))).isEqualTo(deletion);
        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(send("GET", "/api/v1/projects", "").body()).doesNotContain("shop");
        assertThat(send("GET", TRACES + OTHER_TRACE, "").body()).contains(OTHER + "beside");

        assertThat(sendToShop("x-assay-key", key).statusCode()).as("its key").isEqualTo(401);
        HttpResponse<String> late = sendToShop("x-assay-project", "shop");
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("the project 'shop' was deleted", "make it anew");
        assertThat(send("POST", "/api/v1/projects/shop/scores", "{\"sessionId\":\"s\",\"name\":\"n\",\"value\":1}")
                        .statusCode())
                .isEqualTo(410);
        assertThat(send("PUT", "/api/v1/projects/shop/retention", "{\"maxAgeDays\": 3}")
                        .statusCode())
                .isEqualTo(410);
        rebuild();
        assertThat(sendToShop("x-assay-project", "shop").statusCode())
                .as("after a start")
                .isEqualTo(410);
        assertThat(filesWith(SECRET)).isEmpty();

        assertThat(send("POST", "/api/v1/projects", "{\"name\":\"shop\"}").statusCode())
                .isEqualTo(201);
        assertThat(sendToShop("x-assay-project", "shop").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/projects/shop/views", "").body()).isEqualTo("{\"items\":[]}");
    }

    /** @return its key */
    private String makeShop() throws Exception {
        send("POST", "/api/v1/projects", "{\"name\":\"shop\"}");
        String key = json(send("POST", "/api/v1/projects/shop/keys", "{\"name\":\"a\",\"scope\":\"ingest\"}"))
                .path("key")
                .stringValue();
        assertThat(sendToShop("x-assay-key", key).statusCode()).isEqualTo(200);
        String score = "{\"sessionId\":\"s\",\"name\":\"n\",\"value\":1,\"comment\":\"" + SECRET + "\"}";
        assertThat(send("POST", "/api/v1/projects/shop/scores", score).statusCode())
                .isEqualTo(201);
        assertThat(send("PUT", "/api/v1/projects/shop/retention", "{\"maxAgeDays\": 36500}")
                        .statusCode())
                .isEqualTo(200);
        String view = "{\"address\":\"traces?f=user:" + SECRET + "\"}";
        assertThat(send("PUT", "/api/v1/projects/shop/views/mine", view).statusCode())
                .isEqualTo(200);
        await().until(app::isCaughtUp);
        return key;
    }

    private HttpResponse<String> sendToShop(String header, String value) throws Exception {
        String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                + span(SECRET_TRACE, "b7ad6b7169203331", SECRET) + "]}]}]}";
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + "/v1/traces"))
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theDefaultProject_stays() throws Exception {
        HttpResponse<String> response = send("DELETE", "/api/v1/projects/default?name=default", "");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("'default' stays");
        assertThat(send("DELETE", "/api/v1/projects/nobody?name=nobody", "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", TRACES + SECRET_TRACE, "").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotThere_isProvedNotToBe() throws Exception {
        JsonNode proof = delete("users/nobody").path("proof");

        assertThat(proof.path("traces").intValue()).isZero();
        assertThat(proof.at("/columns/spans").intValue()).isZero();
        assertThat(send("GET", TRACES + SECRET_TRACE, "").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/api/v1/projects/nobody/users/x", "").statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", TRACES + "x", "").statusCode()).isEqualTo(400);
    }

    @Test
    void retention_takesWhatIsTooOld() throws Exception {
        String retention = "/api/v1/projects/default/retention";
        assertThat(json(send("GET", retention, "")).path("maxAgeDays").isNull()).isTrue();
        assertThat(send("PUT", retention, "{\"maxAgeDays\": 0}").statusCode()).isEqualTo(400);
        assertThat(send("PUT", retention, "{\"days\": 3}").body()).contains("'days' (expected: maxAgeDays, maxBytes)");
        String old = span("0af7651916cd43dd8448eb211c80319e", "b7ad6b7169203331", SECRET)
                .replace("17954352", "15954352");
        send("POST", "/v1/traces", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + old + "]}]}]}");
        await().until(app::isCaughtUp);
        long days = Duration.between(Instant.parse("2026-11-20T00:00:00Z"), Instant.now())
                        .toDays()
                + 100;

        assertThat(json(send("PUT", retention, "{\"maxAgeDays\": " + days + "}"))
                        .path("maxAgeDays")
                        .longValue())
                .isEqualTo(days);

        await().untilAsserted(() -> assertThat(send("GET", TRACES + "0af7651916cd43dd8448eb211c80319e", "")
                        .statusCode())
                .isEqualTo(404));
        assertThat(send("GET", TRACES + SECRET_TRACE, "").statusCode()).isEqualTo(200);
        rebuild();
        assertThat(send("GET", TRACES + "0af7651916cd43dd8448eb211c80319e", "").statusCode())
                .as("what the journal still holds does not come back")
                .isEqualTo(404);
    }

    private JsonNode delete(String what) throws Exception {
        HttpResponse<String> response = send("DELETE", "/api/v1/projects/default/" + what, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private void assertGone() throws Exception {
        assertGoneFromTheColumns();
        assertThat(secretBytes).allSatisfy(piece -> assertThat(filesWith(piece)).isEmpty());
    }

    private void assertGoneFromTheColumns() throws Exception {
        assertThat(send("GET", TRACES + SECRET_TRACE, "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/projects/default/traces?from=2020-01-01T00:00:00Z&q=" + SECRET, "")
                        .body())
                .doesNotContain(SECRET_TRACE);
    }

    private void rebuild() {
        app.close();
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute("rebuild", "--data", data.toString());
        assertThat(code).as(out.toString()).isZero();
        app = start();
        await().until(app::isCaughtUp);
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
