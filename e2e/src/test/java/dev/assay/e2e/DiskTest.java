package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Disks that are full, read-only or damaged: nothing is acknowledged that is not kept, the server says what is wrong, and when it is mended
 * everything that was acknowledged is there.
 */
class DiskTest {

    private static final int LARGE = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] SERVE = {"--port", "0", "--grpc-port", "0"};

    private final Path folder;

    /** Spans that were acknowledged, each the only one of its trace. */
    private final List<String> acknowledged = new ArrayList<>();

    private final Random random = new Random(11);
    private int number;

    DiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** @return the status */
    private int send(Rest rest, int bytes) throws IOException, InterruptedException {
        String id = "%016x".formatted(++number);
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        Span span = Otlp.answer(
                        id + id,
                        id,
                        "",
                        Instant.parse("2026-11-23T12:00:00Z").plusMillis(number),
                        Duration.ofMillis(1),
                        Base64.getEncoder().encodeToString(noise))
                .build();
        int status = rest.post(
                "/v1/traces", Otlp.request("disk", List.of(span)).toByteArray(), "Content-Type", Rest.PROTOBUF);
        if (status == 200) {
            acknowledged.add(id + id);
        }
        return status;
    }

    private void sendAll(Rest rest, int spans, int bytes) throws IOException, InterruptedException {
        for (int i = 0; i < spans; i++) {
            assertThat(send(rest, bytes)).isEqualTo(200);
        }
        rest.awaitCaughtUp();
    }

    private void assertAllThere(Rest rest) throws IOException, InterruptedException {
        rest.awaitCaughtUp();
        assertThat(rest.allTraces("default").stream()
                        .map(trace -> trace.path("traceId").stringValue()))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        for (String traceId : acknowledged) {
            JsonNode span = rest.trace("default", traceId).path("spans").path(0);
            assertThat(span.at("/output/0/parts/0/content").asString()).isNotEmpty();
        }
    }

    private void assertAllThereAfterAStart(Path data) throws IOException, InterruptedException {
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertAllThere(rest);
            server.stop();
        }
    }

    @Test
    void aFullDisk_isSaid_andWhenThereIsRoomAgainAllIsThere() throws Exception {
        try (Disk disk = Disk.small(Files.createDirectory(folder.resolve("disk")), 120)) {
            survivesAFull(disk);
        }
    }

    @Test
    void aQuota_isSaid_andWhenThereIsRoomAgainAllIsThere() throws Exception {
        try (Disk disk = Disk.quota(folder)) {
            survivesAFull(disk);
        }
    }

    private void survivesAFull(Disk disk) throws Exception {
        Path data = disk.folder().resolve("data");
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            sendAll(rest, 10, LARGE);

            disk.fill(server);
            String deletion = deleteFirst(rest);
            int status = 200;
            for (int i = 0; i < 20 && status == 200; i++) {
                status = send(rest, LARGE);
            }
            assertThat(status).as("while it is full").isEqualTo(503);
            assertThat(rest.status("/ready")).isEqualTo(503);
            assertThat(rest.body("/ready")).contains("\"ready\":false").contains("cannot be written");
            assertThat(rest.status("/health")).isEqualTo(200);
            await("questions are answered")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> rest.allTraces("default").size() >= 9);

            disk.relieve(server);
            await().atMost(PATIENCE).until(() -> send(rest, 1_000) == 200);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rest.body("/ready")).contains("\"ready\":true"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    rest.get(deletion).at("/proof/traces").asInt(0))
                            .as("%s", rest.body(deletion))
                            .isEqualTo(1));
            assertAllThere(rest);
            server.kill();
        }
        assertAllThereAfterAStart(data);
        Files.delete(data.resolve("columns.duckdb"));
        assertAllThereAfterAStart(data);
    }

    /** @return where the proof will be; there is no room for what has to be written anew */
    private String deleteFirst(Rest rest) throws IOException, InterruptedException {
        Rest.Answer answer = rest.delete("/api/v1/projects/default/traces/" + acknowledged.removeFirst());
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("reason").asString()).as(answer.body()).contains("columns");
        return "/api/v1/projects/default/deletions/" + answer.json().path("id").asString();
    }

    /** Root may write anywhere, so for root it is a file system that is read-only. */
    @Test
    void aReadOnlyFolder_isSaidAtStart() throws Exception {
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            Path mounted = Files.createDirectory(folder.resolve("disk"));
            try (Disk.Small disk = (Disk.Small) Disk.small(mounted, 120)) {
                keptIn(mounted.resolve("data"));
                disk.remount("ro");
                assertRefused(mounted.resolve("data"), "cannot be used", "Read-only file system");
                disk.remount("rw");
                assertAllThereAfterAStart(mounted.resolve("data"));
            }
        } else {
            Path data = folder.resolve("data");
            keptIn(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
            assertRefused(data, "cannot be used");
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
            assertAllThereAfterAStart(data);
        }
    }

    private void keptIn(Path data) throws IOException, InterruptedException {
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            sendAll(rest, 3, LARGE);
            server.stop();
        }
    }

    private static void assertRefused(Path data, String... reasons) throws IOException, InterruptedException {
        AssayProcess.Ended ended = AssayProcess.run(data, "serve", SERVE);
        for (String reason : reasons) {
            StartTest.assertRefused(ended, reason);
        }
    }

    @Test
    void columnsDeletedUnderARunningServer_areMadeAnewByTheNextStart() throws Exception {
        Path data = folder.resolve("data");
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            sendAll(rest, 3, LARGE);
            Files.delete(data.resolve("columns.duckdb"));
            sendAll(rest, 3, LARGE);
            assertAllThere(rest);
            server.stop();
        }
        assertAllThereAfterAStart(data);
    }

    /** Blocks within the file, which are read only when somebody asks for what is in them. */
    @Test
    void columnsDamagedWithin_areSaid_andMadeAnewByRebuild() throws Exception {
        Path data = folder.resolve("data");
        keptIn(data);
        Path columns = data.resolve("columns.duckdb");
        damage(columns, 3 * 4_096, Files.size(columns));

        assertRefused(data, "'assay rebuild' makes it anew from the journal");
        AssayProcess.Ended rebuilt = AssayProcess.run(data, "rebuild");
        assertThat(rebuilt.code()).as(rebuilt.output()).isZero();
        assertAllThereAfterAStart(data);
    }

    private void damage(Path file, long from, long to) throws IOException {
        byte[] noise = new byte[(int) (to - from)];
        random.nextBytes(noise);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(noise), from);
        }
    }

    @Test
    void aDamagedDayOfTheJournal_isNamed_andTheOthersGoOnWithoutIt() throws Exception {
        Path data = folder.resolve("data");
        keptIn(data);
        Path day;
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            day = files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(day, "no database".repeat(4_000).getBytes(StandardCharsets.UTF_8));
        assertRefused(
                data,
                "if it is damaged, put it back from a backup, or move it away to go on without the requests of that day");
        Files.move(day, folder.resolve("damaged"));
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertThat(rest.allTraces("default")).as("what the columns have").hasSize(3);
            sendAll(rest, 1, LARGE);
            assertAllThere(rest);
        }
    }
}
