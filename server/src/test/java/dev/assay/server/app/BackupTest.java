package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is made while a server runs holds what was acknowledged before; a restore makes all of it or nothing. */
class BackupTest {

    private static final String TRACE = "/api/v1/projects/default/traces/0af7651916cd43dd8448eb211c80319c";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Path data;
    private final Path backup;

    BackupTest(@TempDir Path folder) {
        this.folder = folder;
        data = folder.resolve("data");
        backup = folder.resolve("backup.zip");
    }

    private static App start(Path data) {
        return App.start(new Config(data, "127.0.0.1", 0, 0), Clock.systemUTC(), new TimeOrderedIds(Clock.systemUTC()));
    }

    private HttpResponse<String> send(App app, String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void sendSpan(App app, String name) throws Exception {
        assertThat(send(app, "POST", "/v1/traces", """
                        {"resourceSpans":[{"scopeSpans":[{"spans":[
                         {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"%s",
                          "startTimeUnixNano":"1795435200000000000","endTimeUnixNano":"1795435201000000000"}]}]}]}
                        """.formatted(name)).statusCode())
                .isEqualTo(200);
        await().until(app::isCaughtUp);
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

    private Ended backUp(String... more) {
        return run(Stream.concat(Stream.of("backup", backup.toString(), "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private Ended restore(Path target, String... more) {
        return run(Stream.concat(Stream.of("restore", backup.toString(), "--data", target.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void whatIsRestored_isWhatWasBackedUp_whileTheServerRan() throws Exception {
        Path restored = folder.resolve("restored");
        try (App app = start(data)) {
            Files.writeString(data.resolve("redaction.json"), "{\"email\": \"mask\"}");
            send(app, "PUT", "/api/v1/projects/default/retention", "{\"maxAgeDays\": 36500}");
            sendSpan(app, "before");
            Ended ended = backUp();
            assertThat(ended.code).as(ended.output).isZero();
            sendSpan(app, "after");

            assertThat(backUp().output).contains("is there already", "--overwrite");
            assertThat(restore(data).output).contains("is not empty");
        }
        assertThat(restore(restored).output).contains("Restored").doesNotContain("What was there");
        assertThat(restored.toFile().list()).noneMatch(name -> name.startsWith("replaced-"));
        try (App app = start(restored)) {
            await().until(app::isCaughtUp);
            assertThat(send(app, "GET", TRACE, "").body()).contains("before").doesNotContain("after");
            assertThat(send(app, "GET", "/api/v1/projects/default/retention", "")
                            .body())
                    .contains("36500");
            sendSpan(app, "goes on");
        }
        assertThat(restored.resolve("redaction.json")).hasContent("{\"email\": \"mask\"}");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "restored", "backup.zip");
        }
    }

    @Test
    void overwriting_keepsWhatWasThere() throws Exception {
        try (App app = start(data)) {
            sendSpan(app, "first");
        }
        assertThat(backUp().code).isZero();
        Files.writeString(data.resolve("mine.txt"), "mine");
        Ended ended = restore(data, "--overwrite");
        assertThat(ended.code).as(ended.output).isZero();
        assertThat(ended.output).contains("What was there is kept as");
        assertThat(data.resolve("mine.txt")).doesNotExist();
        try (Stream<Path> all = Files.list(data)) {
            assertThat(all.filter(file -> file.toString().contains("replaced-")))
                    .singleElement()
                    .satisfies(old -> assertThat(old.resolve("mine.txt")).exists());
        }
    }

    @Test
    void damagedBackups_changeNothing() throws Exception {
        try (App app = start(data)) {
            sendSpan(app, "first");
        }
        assertThat(backUp().code).isZero();
        byte[] whole = Files.readAllBytes(backup);
        Path target = folder.resolve("target");
        for (int length : List.of(0, 10, whole.length / 2, whole.length - 400)) {
            Files.write(backup, Arrays.copyOf(whole, length));
            Ended ended = restore(target);
            assertThat(ended.code).as("%d bytes: %s", length, ended.output).isEqualTo(1);
            assertThat(ended.output).contains("cannot be restored").contains("nothing was changed");
        }
        byte[] changed = whole.clone();
        changed[new String(whole, StandardCharsets.ISO_8859_1).indexOf("records.db") + 500] ^= 0x55;
        Files.write(backup, changed);
        assertThat(restore(target).code).isEqualTo(1);
        Files.write(backup, zip("assay-backup.json", "{\"format\":99,\"assay\":\"9.9\"}"));
        assertThat(restore(target).output)
                .contains("was written by Assay 9.9")
                .contains("restore it with that version");
        Files.write(backup, zip("assay-backup.json", "{\"format\":1,\"dataFormat\":1}", "../outside", "x"));
        assertThat(restore(target).output).contains("outside");
        Files.write(backup, zip("assay-backup.json", "{\"format\":1,\"dataFormat\":1}", "server.json", "{}"));
        assertThat(restore(target).output).contains("which no backup holds");
        Files.write(
                backup, zip("assay-backup.json", "{\"format\":1,\"dataFormat\":1}", "x", "y", "checksums.json", "{}"));
        assertThat(restore(target).output).contains("has no checksum");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("data", "backup.zip");
        }
    }

    private static byte[] zip(String... namesAndTexts) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
