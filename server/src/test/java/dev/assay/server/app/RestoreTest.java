package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A backup is restored into a server that runs. */
class RestoreTest {

    private static final String TRACE = "/api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Path backup;
    private final App app;

    RestoreTest(@TempDir Path folder) {
        data = folder.resolve("data");
        backup = folder.resolve("backup.zip");
        app = start();
    }

    private App start() {
        return App.start(new Config(data, "127.0.0.1", 0, 0), Clock.systemUTC(), new TimeOrderedIds(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        app.close();
        http.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", "application/json")
                        .header("x-assay-key", app.ownerKey())
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int sendSpan(String name) throws Exception {
        int status = send("POST", "/v1/traces", """
                        {"resourceSpans":[{"scopeSpans":[{"spans":[
                         {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"%s",
                          "startTimeUnixNano":"1795435200000000000","endTimeUnixNano":"1795435201000000000"}]}]}]}
                        """.formatted(name)).statusCode();
        await().until(app::isCaughtUp);
        return status;
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return new Ended(code, out.toString());
    }

    private void backUp() {
        Ended ended = run("backup", backup.toString(), "--data", data.toString());
        assertThat(ended.code).as(ended.output).isZero();
    }

    private Ended restore() {
        return run("restore", backup.toString(), "--data", data.toString(), "--overwrite");
    }

    @Test
    void whatWasBackedUp_takesThePlaceOfWhatCameLater_andTheServerGoesOn() throws Exception {
        send("PUT", "/api/v1/projects/default/retention", "{\"maxAgeDays\": 36500}");
        sendSpan("before");
        backUp();
        sendSpan("after");
        send("PUT", "/api/v1/projects/default/retention", "{\"maxAgeDays\": null}");

        Ended ended = restore();
        assertThat(ended.code).as(ended.output).isZero();
        assertThat(ended.output)
                .contains(
                        "What was there is kept as",
                        "Restored the backup of 20",
                        "1 requests",
                        "making the columns 100 %");
        assertThat(app.isCaughtUp()).isTrue();
        assertThat(send("GET", TRACE, "").body()).contains("before").doesNotContain("after");
        assertThat(send("GET", "/api/v1/projects/default/retention", "").body()).contains("36500");
        assertThat(send("GET", "/metrics", "").body()).contains("assay_journal_position_total 1.0");
        assertThat(sendSpan("goes on")).isEqualTo(200);
        assertThat(send("GET", TRACE, "").body()).contains("goes on");
        assertThat(names())
                .contains("journal", "records.db", "columns.duckdb", "server.json")
                .noneMatch(name -> name.startsWith("restore."))
                .filteredOn(name -> name.startsWith("replaced-"))
                .hasSize(1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void damagedBackups_changeNothing() throws Exception {
        sendSpan("before");
        backUp();
        sendSpan("after");
        byte[] whole = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(whole, whole.length - 400));
        Ended ended = restore();
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.output).contains("the server answers 400", "cannot be restored", "nothing was changed");
        assertThat(send("GET", TRACE, "").body()).contains("after");
        assertThat(names()).noneMatch(name -> name.startsWith("re") && !name.startsWith("records"));
    }

    @Test
    void aServerWithAccounts_takesNoBackupWithoutAny() throws Exception {
        backUp();
        assertThat(send(
                                "POST",
                                "/api/v1/users",
                                "{\"name\":\"ada\",\"role\":\"admin\",\"password\":\"correct horse battery\"}")
                        .statusCode())
                .isEqualTo(201);
        Ended ended = restore();
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.output).contains("nobody has an account in the backup", "nothing was changed");
        assertThat(send("GET", "/api/v1/users", "").body()).contains("ada");
    }

    /** Where its folder is out of reach; what an administrator alone may do asks for one. */
    @Test
    void aServerSomewhereElse_isBackedUpAndRestored_byAnAdministrator() throws Exception {
        sendSpan("before");
        assertThat(remote(new BackupCommand(_ -> ""), "--url", app.url()).code).isZero();
        Files.delete(backup);
        for (String name : List.of("ada admin", "eve editor")) {
            String body = "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"correct horse battery\"}"
                    .formatted((Object[]) name.split(" "));
            assertThat(send("POST", "/api/v1/users", body).statusCode()).isEqualTo(201);
        }
        Secret password = _ -> "correct horse battery";

        assertThat(remote(new BackupCommand(password), "--url", app.url()).output)
                .contains("401", "--user NAME");
        assertThat(remote(new BackupCommand(password), "--url", app.url(), "--user", "eve").output)
                .contains("'eve' is editor there (expected: an admin)");
        assertThat(remote(new BackupCommand(_ -> "wrong horse battery"), "--url", app.url(), "--user", "ada").output)
                .contains("401");
        assertThat(backup).doesNotExist();
        Ended written = remote(new BackupCommand(password), "--url", app.url(), "--user", "ada");
        assertThat(written.code).as(written.output).isZero();
        sendSpan("after");

        assertThat(remote(new RestoreCommand(password), "--url", app.url(), "--user", "ada").output)
                .contains("of every project", "--overwrite", "nothing was sent");
        assertThat(send("GET", TRACE, "").body()).contains("after");
        Ended restored = remote(new RestoreCommand(password), "--url", app.url(), "--user", "ada", "--overwrite");
        assertThat(restored.code).as(restored.output).isZero();
        assertThat(restored.output).contains("Restored the backup of 20", "making the columns 100 %");
        assertThat(send("GET", TRACE, "").body()).contains("before").doesNotContain("after");
    }

    private Ended remote(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    out.write(String.valueOf(failure.getMessage()));
                    return 1;
                })
                .execute(Stream.concat(Stream.of(backup.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        return new Ended(code, out.toString());
    }

    /** Over HTTP and gRPC, in a way that senders understand. */
    @Test
    void meanwhile_everybodyIsToldToComeAgain() throws Exception {
        sendSpan("before");
        app.current().replace("a backup is being restored", Duration.ofSeconds(60), this::assertHeldOff, () -> {});
        assertThat(sendSpan("after")).isEqualTo(200);
    }

    private void assertHeldOff() throws IOException {
        try {
            HttpResponse<String> sent = send("POST", "/v1/traces", "{}");
            assertThat(sent.statusCode()).isEqualTo(503);
            assertThat(sent.headers().firstValue("Retry-After")).hasValue("3");
            assertThat(sent.body()).isEqualTo("{\"message\":\"a backup is being restored\"}");
            assertThat(send("GET", TRACE, "").statusCode()).isEqualTo(503);
            assertThat(send("GET", "/ready", "").body()).contains("\"ready\":false", "a backup is being restored");
            assertThat(send("GET", "/health", "").statusCode()).isEqualTo(200);
            assertThat(send("GET", "/", "").statusCode()).as("the page").isNotEqualTo(503);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        ManagedChannel channel = NettyChannelBuilder.forTarget(app.grpcUrl().substring("http://".length()))
                .usePlaintext()
                .build();
        try {
            assertThatThrownBy(() -> TraceServiceGrpc.newBlockingStub(channel)
                            .export(ExportTraceServiceRequest.getDefaultInstance()))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                        assertThat(e.getTrailers()).as("RetryInfo").isNotNull();
                    });
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void whoHasATurn_isWaitedFor_andWhereThatTakesTooLongNothingChanges() throws Exception {
        sendSpan("before");
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
            try (Current.Turn turn = app.current().take()) {
                begun.countDown();
                end.await();
                assertThat(turn.parts().isCaughtUp()).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
        assertThatThrownBy(() -> app.current()
                        .replace(
                                "waiting",
                                Duration.ofMillis(10),
                                () -> {
                                    throw new AssertionError("it has begun");
                                },
                                () -> {}))
                .hasMessageContaining("nothing was changed");
        assertThat(sendSpan("after")).isEqualTo(200);
        end.countDown();
        busy.join();
    }

    @Test
    void whatNobodyCanWorkWith_isTakenBack() throws Exception {
        sendSpan("before");
        Replacement replacement = new Replacement(data);
        Files.writeString(replacement.draft().resolve("records.db"), "no database at all, but long enough to be one");
        assertThatThrownBy(() -> app.current()
                        .replace(
                                "trying",
                                Duration.ofSeconds(60),
                                () -> replacement.apply(Instant.now()),
                                () -> replacement.undo(Instant.now())))
                .hasMessageContaining("records.db");
        assertThat(send("GET", TRACE, "").body()).contains("before");
        assertThat(sendSpan("after")).isEqualTo(200);
        assertThat(names()).noneMatch(name -> name.startsWith("re") && !name.startsWith("records"));
    }
}
