package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts, log-ins and keys on the whole server. */
class AccessTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final String SPAN = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
             "spanId":"b7ad6b7169203331","name":"chat","startTimeUnixNano":"1795435200000000000",
             "endTimeUnixNano":"1795435201500000000"}]}]}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SettableClock clock = new SettableClock();
    private final Path data;
    private final App app;

    /** Which the test sets. */
    private static final class SettableClock extends Clock {

        private Instant now = NOON;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    AccessTest(@TempDir Path folder) {
        data = folder.resolve("data");
        app = App.start(
                new Config(data, "127.0.0.1", 0, 0),
                clock,
                Stream.iterate(1, i -> i + 1).map(i -> "id-" + i).iterator()::next);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void nothingIsLocked_untilSomebodyHasAnAccount() throws Exception {
        assertThat(json(get("/api/v1/me")).path("kind").asString()).isEqualTo("anybody");
        assertThat(get("/api/v1/projects", "Authorization", "Bearer sk-of-another-server")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> viewer = post("/api/v1/users", user("eve", "viewer"));
        assertThat(viewer.statusCode()).isEqualTo(409);
        assertThat(detail(viewer)).contains("expected: an admin's");
        assertThat(post("/api/v1/users", user("ada", "admin")).statusCode()).isEqualTo(201);

        HttpResponse<String> locked = get("/api/v1/projects");
        assertThat(locked.statusCode()).isEqualTo(401);
        assertThat(locked.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(detail(locked)).contains("expected: a key of a project as 'Authorization: Bearer KEY', or a log-in");
        assertThat(post("/v1/traces", "{}").statusCode()).isEqualTo(401);
        assertThat(get("/").statusCode()).isNotEqualTo(401); // the page, which draws the log-in
    }

    @Test
    void accountsKeepToTheRules() throws Exception {
        logIn();
        String[] session = session(post("/api/v1/login", credentials("ADA", PASSWORD)));
        assertThat(detail(post("/api/v1/users", user("ada", "viewer"), session)))
                .contains("already");
        assertThat(detail(post("/api/v1/users", user("a b", "viewer"), session)))
                .contains("the name is 'a b'");
        assertThat(detail(post("/api/v1/users", user("bob", "boss"), session)))
                .contains("the role is 'boss' (expected: viewer, reviewer, editor or admin)");
        String weak = "{\"name\":\"bob\",\"role\":\"viewer\",\"password\":\"elevenchars\"}";
        assertThat(detail(post("/api/v1/users", weak, session)))
                .isEqualTo("the password has 11 characters (expected: 12 to 1000)");
        HttpResponse<String> last = send("DELETE", "/api/v1/users/ada", "", session);
        assertThat(last.statusCode()).isEqualTo(409);
        assertThat(detail(last)).contains("the last administrator");
        assertThat(send("PATCH", "/api/v1/users/ada", "{\"role\":\"viewer\"}", session)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aLogInIsACookieThatScriptsCannotRead_andEnds() throws Exception {
        HttpResponse<String> loggedIn = logIn();
        assertThat(loggedIn.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("assay-session=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure");
        assertThat(json(loggedIn).path("role").asString()).isEqualTo("admin");
        assertThat(json(loggedIn).path("permissions")).hasSize(7);
        String[] session = session(loggedIn);
        assertThat(get("/api/v1/me", session).statusCode()).isEqualTo(200);
        assertThat(session(post("/api/v1/login", credentials("ada", PASSWORD), "X-Forwarded-Proto", "https"))[1])
                .isNotEmpty();

        assertThat(post("/api/v1/logout", "", session).statusCode()).isEqualTo(204);
        HttpResponse<String> over = get("/api/v1/me", session);
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(detail(over)).contains("the session is over");
    }

    @Test
    void theTokenChangesEveryHour_andTheOneBeforeCountsForAMinute() throws Exception {
        String[] first = session(logIn());
        clock.pass(Duration.ofMinutes(61));
        HttpResponse<String> rotated = get("/api/v1/me", first);
        String[] second = session(rotated);
        assertThat(second[1]).isNotEqualTo(first[1]);
        assertThat(get("/api/v1/me", first).headers().firstValue("Set-Cookie")).isEmpty();

        clock.pass(Duration.ofMinutes(2));
        assertThat(get("/api/v1/me", first).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/me", second).statusCode()).isEqualTo(200);

        clock.pass(Duration.ofDays(8));
        assertThat(get("/api/v1/me", second).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherPasswordEndsWhatTheOldOneBegan() throws Exception {
        String[] elsewhere = session(logIn());
        String[] here = session(post("/api/v1/login", credentials("ada", PASSWORD)));
        String next = "another long password";
        HttpResponse<String> wrong =
                send("PUT", "/api/v1/me/password", "{\"current\":\"no\",\"password\":\"%s\"}".formatted(next), here);
        assertThat(wrong.statusCode()).isEqualTo(401);
        HttpResponse<String> changed = send(
                "PUT",
                "/api/v1/me/password",
                "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(PASSWORD, next),
                here);
        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(get("/api/v1/me", elsewhere).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/me", session(changed)).statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/login", credentials("ada", PASSWORD)).statusCode())
                .isEqualTo(401);
        assertThat(post("/api/v1/login", credentials("ada", next)).statusCode()).isEqualTo(200);
    }

    @Test
    void guessingGetsSlower() throws Exception {
        logIn();
        for (int i = 0; i < 5; i++) {
            assertThat(post("/api/v1/login", credentials("ada", "guess " + i)).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> throttled = post("/api/v1/login", credentials("ada", PASSWORD));
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(post("/api/v1/login", credentials("nobody", "guess")).statusCode())
                .isEqualTo(401);
        clock.pass(Duration.ofSeconds(2));
        assertThat(post("/api/v1/login", credentials("ada", PASSWORD)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesOfOtherSitesAreRefused() throws Exception {
        String own = app.url();
        String project = "{\"name\":\"p-%d\"}";
        assertThat(post("/api/v1/projects", project.formatted(1), "Origin", own).statusCode())
                .isEqualTo(201);
        assertThat(post("/api/v1/projects", project.formatted(2), "Origin", "http://localhost:5173")
                        .statusCode())
                .isEqualTo(201);
        for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example")) {
            assertThat(post("/api/v1/projects", project.formatted(3), "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
            assertThat(post("/v1/traces", "{}", "Origin", origin).statusCode()).isEqualTo(403);
        }

        String[] session = session(logIn());
        String[] bare = {session[0], session[1]};
        assertThat(detail(post("/api/v1/projects", project.formatted(4), bare))).contains("x-assay-csrf is missing");
        for (String[] foreign : List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "http://localhost:5173"},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"})) {
            HttpResponse<String> refused = post("/api/v1/projects", project.formatted(5), with(session, foreign));
            assertThat(refused.statusCode()).as(String.join(" ", foreign)).isEqualTo(403);
            assertThat(post("/api/v1/login", credentials("ada", PASSWORD), foreign)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(post("/api/v1/projects", project.formatted(6), with(session, "Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/api/v1/projects", project.formatted(7), with(session, "Origin", own))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aNameThatLeadsHereIsNotEnough_whereNothingIsLocked() throws Exception {
        assertThat(statusWithHost("evil.example")).isEqualTo(403);
        assertThat(statusWithHost("evil.example:" + URI.create(app.url()).getPort()))
                .isEqualTo(403);
        assertThat(statusWithHost("127.0.0.1.evil.example")).isEqualTo(403);
        assertThat(statusWithHost("localhost:4318")).isEqualTo(200);
        assertThat(statusWithHost("[::1]:4318")).isEqualTo(200);
        assertThat(statusWithHost("host.docker.internal:4318")).isEqualTo(200);
        logIn();
        assertThat(statusWithHost("assay.example")).isEqualTo(401); // any name will do now, and a log-in
    }

    @Test
    void keysAreFoundWhereClientsPutThem() throws Exception {
        String key = newKey("shop", "ingest");
        logIn();
        String basic = Base64.getEncoder().encodeToString(("anybody:" + key).getBytes(StandardCharsets.UTF_8));
        String user = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        for (String[] form : List.of(
                new String[] {"Authorization", "Bearer " + key},
                new String[] {"Authorization", "bearer " + key},
                new String[] {"Authorization", "Bearer%20" + key},
                new String[] {"Authorization", "Basic " + basic},
                new String[] {"Authorization", "Basic " + user},
                new String[] {"Authorization", key, "Comet-Workspace", "default"},
                new String[] {"x-api-key", key, "Langsmith-Project", "another"},
                new String[] {"x-assay-key", key},
                new String[] {"api_key", key})) {
            assertThat(post("/v1/traces", SPAN, form).statusCode())
                    .as(String.join(" ", form))
                    .isEqualTo(200);
        }
        assertThat(post("/v1/traces", SPAN, "x-assay-key", key, "x-assay-project", "shop")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = post("/v1/traces", SPAN, "x-assay-key", key, "x-assay-project", "default");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(json(other).path("message").asString()).startsWith("there is no project 'default'");
        assertThat(json(post("/v1/traces", SPAN, "Authorization", "Bearer sk-of-another-server"))
                        .path("message")
                        .asString())
                .contains("begin with 'assay_'");
    }

    @Test
    void grpcWantsAKeyToo() throws Exception {
        String key = newKey("shop", "ingest");
        assertThat(grpc("x-other", "1")).isEqualTo(Status.Code.OK);
        logIn();
        assertThat(grpc("x-other", "1")).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(grpc("authorization", "Bearer assay_i_wrong")).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(grpc("authorization", "Bearer " + key)).isEqualTo(Status.Code.OK);
        assertThat(grpc("x-assay-key", key, "x-assay-project", "default")).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void aKeyIsShownOnce_andOpensNothingOnceRevoked() throws Exception {
        HttpResponse<String> made = post("/api/v1/projects/default/keys", "{\"name\":\"app\",\"scope\":\"full\"}");
        String key = json(made).path("key").asString();
        assertThat(key).hasSize("assay_f_".length() + 43);
        HttpResponse<String> listed = get("/api/v1/projects/default/keys");
        assertThat(listed.body()).doesNotContain(key);
        JsonNode item = json(listed).path("items").path(0);
        assertThat(item.path("hint").asString()).isEqualTo(key.substring(0, 12));
        assertThat(item.path("lastUsedAt").isNull()).isTrue();

        logIn();
        assertThat(get("/api/v1/me", "x-assay-key", key).statusCode()).isEqualTo(200);
        String[] session = session(post("/api/v1/login", credentials("ada", PASSWORD)));
        assertThat(json(get("/api/v1/projects/default/keys", session))
                        .path("items")
                        .path(0)
                        .path("lastUsedAt")
                        .asString())
                .isEqualTo(NOON.toString());
        String path = "/api/v1/projects/default/keys/" + item.path("id").asString();
        assertThat(send("DELETE", path, "", session).statusCode()).isEqualTo(204);
        assertThat(get("/api/v1/me", "x-assay-key", key).statusCode()).isEqualTo(401);
        assertThat(send("DELETE", path, "", session).statusCode()).isEqualTo(404);
    }

    @Test
    void secretsAreNeitherInFilesNorInTheLog() throws Exception {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        List<String> secrets = new ArrayList<>(List.of(PASSWORD, "not the password"));
        try {
            secrets.add(newKey("shop", "full"));
            String[] session = session(logIn());
            secrets.add(session[1].substring("assay-session=".length()));
            post("/api/v1/login", credentials("ada", "not the password"));
            post("/api/v1/login", credentials("not the password", "ada"));
            get("/api/v1/projects", "x-assay-key", secrets.get(2));
            post("/api/v1/users", "{\"name\":\"bob\",\"role\":\"x\",\"password\":\"" + PASSWORD + "\"}", session);
        } finally {
            root.detachAppender(appender);
        }
        assertThat(appender.list).extracting(ILoggingEvent::getFormattedMessage).isNotEmpty();
        for (String secret : secrets) {
            assertThat(appender.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(line -> line.contains(secret));
            for (String file : List.of("records.db", "records.db-wal", "server.json")) {
                String bytes = new String(Files.readAllBytes(data.resolve(file)), StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file).doesNotContain(secret);
            }
        }
    }

    @Test
    void anAddressOfTheNetworkNeedsAnAccountFirst(@TempDir Path folder) {
        Config config = new Config(folder, "0.0.0.0", 0, 0);
        assertThatThrownBy(() -> App.start(config, clock, () -> "id"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("assay user add NAME --role admin --data " + folder);

        assertThat(command(PASSWORD, "user", "add", "ada", "--role", "admin", "--data", folder.toString()))
                .isEqualTo("Made the account ada (admin).\n");
        try (App open = App.start(config, clock, new TimeOrderedIds(clock))) {
            assertThat(open.url()).startsWith("http://localhost:");
        }
    }

    @Test
    void accountsAndKeysAreMadeOnTheCommandLineWhileTheServerRuns() throws Exception {
        String folder = data.toString();
        assertThat(command("short", "user", "add", "ada", "--role", "admin", "--data", folder))
                .contains("the password has 5 characters (expected: 12 to 1000)");
        assertThat(command(PASSWORD, "user", "add", "ada", "--data", folder)).contains("--role admin");
        command(PASSWORD, "user", "add", "ada", "--role", "admin", "--data", folder);
        assertThat(get("/api/v1/projects").statusCode()).isEqualTo(401);
        String[] session = session(post("/api/v1/login", credentials("ada", PASSWORD)));

        String key = command("", "key", "add", "app", "--project", "shop", "--data", folder)
                .strip();
        assertThat(post("/v1/traces", SPAN, "x-assay-key", key).statusCode()).isEqualTo(200);
        String listed = command("", "key", "list", "--project", "shop", "--data", folder);
        assertThat(listed)
                .contains("app", "ingest", "used 2026-11-23T12:00:00Z")
                .doesNotContain(key);
        command("", "key", "revoke", listed.substring(0, listed.indexOf('\t')), "--project", "shop", "--data", folder);
        assertThat(post("/v1/traces", SPAN, "x-assay-key", key).statusCode()).isEqualTo(401);

        command("yet another password", "user", "password", "ada", "--data", folder);
        assertThat(get("/api/v1/me", session).statusCode()).isEqualTo(401);
        assertThat(command("", "user", "remove", "ada", "--data", folder)).contains("the last administrator");
        assertThat(command("", "user", "list", "--data", folder)).startsWith("ada\tadmin\t");
    }

    private HttpResponse<String> logIn() throws Exception {
        assertThat(post("/api/v1/users", user("ada", "admin")).statusCode()).isEqualTo(201);
        HttpResponse<String> loggedIn = post("/api/v1/login", credentials("ada", PASSWORD));
        assertThat(loggedIn.statusCode()).isEqualTo(200);
        return loggedIn;
    }

    private String newKey(String project, String scope) throws Exception {
        post("/api/v1/projects", "{\"name\":\"%s\"}".formatted(project));
        String body = "{\"name\":\"a\",\"scope\":\"%s\"}".formatted(scope);
        return json(post("/api/v1/projects/" + project + "/keys", body))
                .path("key")
                .asString();
    }

    private static String user(String name, String role) {
        return "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(name, role, PASSWORD);
    }

    private static String credentials(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    /** The headers of the page after this answer. */
    private static String[] session(HttpResponse<String> answer) {
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        return new String[] {"Cookie", cookie, "x-assay-csrf", "1"};
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(app.url() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** By hand, because the client sets this header itself. */
    private int statusWithHost(String host) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), URI.create(app.url()).getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write(("GET /api/v1/projects HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private Status.Code grpc(String... headers) throws Exception {
        URI url = URI.create(app.grpcUrl());
        ManagedChannel channel = NettyChannelBuilder.forAddress(url.getHost(), url.getPort())
                .usePlaintext()
                .build();
        Metadata metadata = new Metadata();
        for (int i = 0; i < headers.length; i += 2) {
            metadata.put(Metadata.Key.of(headers[i], Metadata.ASCII_STRING_MARSHALLER), headers[i + 1]);
        }
        try {
            Span span = Span.newBuilder()
                    .setTraceId(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
                    .setSpanId(ByteString.fromHex("b7ad6b7169203331"))
                    .build();
            var answer = TraceServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                    .export(ExportTraceServiceRequest.newBuilder()
                            .addResourceSpans(ResourceSpans.newBuilder()
                                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                            .build());
            return Objects.requireNonNull(answer).hasPartialSuccess() ? Status.Code.UNKNOWN : Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    /** What a command says, to whichever of the two outputs. */
    private static String command(String typed, String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine commandLine =
                new CommandLine(arguments[0].equals("user") ? new UserCommand(_ -> typed) : new KeyCommand());
        commandLine.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        commandLine.execute(Arrays.copyOfRange(arguments, 1, arguments.length));
        return said.toString();
    }

    private static String detail(HttpResponse<String> response) {
        return json(response).path("detail").asString("");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
