package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks every route as every kind of caller. A route that is not in the table fails {@code RestTest}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    private static final String ROUTES = """
            POST   /v1/traces                                             INGEST
            POST   /v1/logs                                               INGEST
            POST   /v1/metrics                                            INGEST
            POST   /api/public/otel/v1/traces                             INGEST
            POST   /api/public/otel/v1/logs                               INGEST
            POST   /api/public/otel/v1/metrics                            INGEST
            POST   /otel/v1/traces                                        INGEST
            POST   /otel/v1/logs                                          INGEST
            POST   /otel/v1/metrics                                       INGEST
            POST   /api/v1/private/otel/v1/traces                         INGEST
            POST   /api/v1/private/otel/v1/logs                           INGEST
            POST   /api/v1/private/otel/v1/metrics                        INGEST
            GET    /info                                                  NOTHING
            GET    /api/public/projects                                   INGEST
            GET    /health                                                NOTHING
            GET    /ready                                                 NOTHING
            GET    /metrics                                               READ
            GET    /api/v1/openapi.yaml                                   NOTHING
            POST   /api/v1/login                                          NOTHING
            POST   /api/v1/logout                                         KNOWN
            GET    /api/v1/me                                             KNOWN
            PUT    /api/v1/me/password                                    KNOWN
            GET    /api/v1/users                                          ADMIN
            POST   /api/v1/users                                          ADMIN
            PATCH  /api/v1/users/{name}                                   ADMIN
            DELETE /api/v1/users/{name}                                   ADMIN
            GET    /api/v1/projects                                       READ
            POST   /api/v1/projects                                       ADMIN
            PATCH  /api/v1/projects/{project}                             EDIT
            DELETE /api/v1/projects/{project}                             ADMIN
            GET    /api/v1/projects/{project}/keys                        ADMIN
            POST   /api/v1/projects/{project}/keys                        ADMIN
            DELETE /api/v1/projects/{project}/keys/{key}                  ADMIN
            GET    /api/v1/projects/{project}/traces                      READ
            GET    /api/v1/projects/{project}/traces/{traceId}            READ
            GET    /api/v1/projects/{project}/traces/{traceId}/tree       READ
            GET    /api/v1/projects/{project}/traces/{traceId}/spans      READ
            GET    /api/v1/projects/{project}/spans                       READ
            GET    /api/v1/projects/{project}/stats                       READ
            GET    /api/v1/projects/{project}/facets                      READ
            GET    /api/v1/projects/{project}/fields                      READ
            GET    /api/v1/projects/{project}/sessions                    READ
            GET    /api/v1/projects/{project}/sessions/{sessionId}        READ
            GET    /api/v1/projects/{project}/tail                        READ
            GET    /api/v1/projects/{project}/export                      READ
            POST   /api/v1/sql                                            READ
            GET    /api/v1/projects/{project}/conformance                 READ
            GET    /api/v1/projects/{project}/retention                   READ
            PUT    /api/v1/projects/{project}/retention                   ADMIN
            DELETE /api/v1/projects/{project}/traces/{traceId}            ADMIN
            DELETE /api/v1/projects/{project}/sessions/{sessionId}        ADMIN
            DELETE /api/v1/projects/{project}/users/{userId}              ADMIN
            GET    /api/v1/projects/{project}/deletions/{id}              READ
            GET    /api/v1/backup                                         ADMIN
            POST   /api/v1/restore                                        ADMIN
            GET    /api/v1/projects/{project}/settings/redaction          READ
            PUT    /api/v1/projects/{project}/settings/redaction          EDIT
            POST   /api/v1/projects/{project}/scores                      SCORE
            GET    /api/v1/projects/{project}/views                       READ
            PUT    /api/v1/projects/{project}/views/{view}                REVIEW
            DELETE /api/v1/projects/{project}/views/{view}                REVIEW
            """;

    /** What is answered; 0 stands for everything but 401 and 403. The other project's key is a full one. */
    private static final String ANSWERS = """
            caller    NOTHING KNOWN INGEST SCORE READ REVIEW EDIT ADMIN
            none      0       401   401    401   401  401    401  401
            wrong     0       401   401    401   401  401    401  401
            other     0       0     0      0     0    0      0    403
            ingest    0       0     0      0     403  403    403  403
            full      0       0     0      0     0    0      0    403
            viewer    0       0     403    403   0    403    403  403
            reviewer  0       0     403    0     0    0      403  403
            editor    0       0     0      0     0    0      0    403
            admin     0       0     0      0     0    0      0    0
            owner     0       0     0      0     0    0      0    0
            """;

    private static final String PASSWORD = "correct horse battery";

    private record Listed(String method, String path, String permission) {

        boolean isOfAProject() {
            return path.contains("{project}");
        }
    }

    private interface Credential extends UnaryOperator<HttpRequest.Builder> {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Credential> callers = new LinkedHashMap<>();
    private final App app;

    PermissionsTest(@TempDir Path folder) {
        app = App.start(
                new Config(folder.resolve("data"), "127.0.0.1", 0, 0),
                Clock.systemUTC(),
                Stream.iterate(1, i -> i + 1).map(i -> "id-" + i).iterator()::next);
    }

    @BeforeAll
    void makeCallers() throws Exception {
        Credential nothing = request -> request;
        callers.put("none", nothing);
        callers.put("wrong", key("assay_f_wrong"));
        for (String project : List.of("shop", "bank")) {
            post("/api/v1/projects", "{\"name\":\"%s\"}".formatted(project), nothing);
        }
        callers.put("other", key(newKey("bank", "full")));
        callers.put("ingest", key(newKey("shop", "ingest")));
        callers.put("full", key(newKey("shop", "full")));
        callers.put("owner", key(app.ownerKey()));
        for (String role : List.of("admin", "viewer", "reviewer", "editor")) {
            String body = "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(role, role, PASSWORD);
            post("/api/v1/users", body, key(app.ownerKey()));
            HttpResponse<String> loggedIn =
                    post("/api/v1/login", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(role, PASSWORD), nothing);
            String cookie =
                    loggedIn.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
            callers.put(role, request -> request.header("Cookie", cookie).header("x-assay-csrf", "1"));
        }
    }

    @AfterAll
    void close() {
        app.close();
    }

    /** What {@code RestTest} holds against the routes that there are. */
    static Set<String> table() {
        Set<String> table = new TreeSet<>();
        listed().forEach(route -> table.add(route.method() + " " + route.path() + " " + route.permission()));
        return table;
    }

    @Test
    void everyRouteAnswersEveryCallerAsTheTablesSay() throws Exception {
        List<String> differences = new ArrayList<>();
        for (Listed route : listed()) {
            for (Map.Entry<String, Credential> caller : callers.entrySet()) {
                HttpResponse<InputStream> response = send(route, caller.getValue());
                int expected = expected(caller.getKey(), route);
                try (InputStream body = response.body()) {
                    int status = response.statusCode();
                    if (expected == 0 ? status == 401 || status == 403 : status != expected) {
                        differences.add("%s %s as %s: %d (expected %d)"
                                .formatted(route.method(), route.path(), caller.getKey(), status, expected));
                    }
                    if (expected == 404) {
                        JsonNode problem = JsonMapper.shared().readTree(body.readAllBytes());
                        assertThat(problem.path("detail").asString())
                                .isEqualTo("there is no project 'shop'; the first span sent to it makes it");
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Neither may be a way around: the one answers without the handler, the other is how browsers ask first. */
    @Test
    void headAndOptionsTellNothing() throws Exception {
        for (String method : List.of("HEAD", "OPTIONS")) {
            for (Listed route : listed()) {
                HttpResponse<String> response = http.send(
                        request(route)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(response.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
                assertThat(route.permission().equals("NOTHING") ? "" : response.body())
                        .doesNotContain("items");
            }
        }
    }

    @Test
    void aKeySeesItsOwnProjectAlone() throws Exception {
        HttpResponse<String> all = http.send(
                Objects.requireNonNull(callers.get("other"))
                        .apply(HttpRequest.newBuilder(URI.create(app.url() + "/api/v1/projects")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(JsonMapper.shared().readTree(all.body()).path("items").values())
                .extracting(project -> project.path("name").asString())
                .containsExactly("bank");
    }

    private static int expected(String caller, Listed route) {
        if (caller.equals("other") && route.isOfAProject()) {
            return 404;
        }
        List<String> head = words(ANSWERS.lines().findFirst().orElseThrow());
        List<String> row = ANSWERS.lines()
                .map(PermissionsTest::words)
                .filter(words -> words.getFirst().equals(caller))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(row.get(head.indexOf(route.permission())));
    }

    /** Logging out comes last, because it ends the log-in of the caller. */
    private static List<Listed> listed() {
        return ROUTES.lines()
                .map(PermissionsTest::words)
                .map(words -> new Listed(words.get(0), words.get(1), words.get(2)))
                .sorted((one, other) -> Boolean.compare(
                        one.path().endsWith("logout"), other.path().endsWith("logout")))
                .toList();
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" +"));
    }

    private HttpResponse<InputStream> send(Listed route, Credential credential) throws Exception {
        HttpRequest.BodyPublisher body = route.method().equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{}");
        HttpRequest request =
                credential.apply(request(route)).method(route.method(), body).build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(Listed route) {
        String path = route.path().replace("{project}", "shop").replaceAll("\\{\\w+}", "x");
        return HttpRequest.newBuilder(URI.create(app.url() + path)).header("Content-Type", "application/json");
    }

    private static Credential key(String key) {
        return request -> request.header("Authorization", "Bearer " + key);
    }

    private String newKey(String project, String scope) throws Exception {
        HttpResponse<String> made = post(
                "/api/v1/projects/" + project + "/keys",
                "{\"name\":\"a\",\"scope\":\"%s\"}".formatted(scope),
                request -> request);
        return JsonMapper.shared().readTree(made.body()).path("key").asString();
    }

    private HttpResponse<String> post(String path, String body, Credential credential) throws Exception {
        HttpRequest request = credential
                .apply(HttpRequest.newBuilder(URI.create(app.url() + path)).header("Content-Type", "application/json"))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response;
    }
}
