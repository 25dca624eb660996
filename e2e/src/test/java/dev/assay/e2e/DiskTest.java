package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Disks that are full, read-only or damaged: nothing is acknowledged that is not kept, the server says what is wrong, and when it is mended
 * everything that was acknowledged is there. A small file system in memory stands for the disk; it takes root to mount one.
 */
class DiskTest {

    private static final int MEGABYTE = 1 << 20;

    private final Path disk;
    private boolean mounted;

    DiskTest(@TempDir Path folder) throws IOException {
        disk = Files.createDirectories(folder.resolve("disk"));
    }

    private void mount(int megabytes) throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", disk.toString());
        assumeTrue(mounted, "no small file system can be mounted here (it takes root on Linux)");
    }

    private boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(run("umount", "-l", disk.toString())).isTrue();
        }
    }

    /** Spans that were acknowledged, each the only one of its trace. */
    private final List<String> acknowledged = new ArrayList<>();

    private final Random random = new Random(11);
    private int number;

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

    private void assertAllThere(Rest rest) throws IOException, InterruptedException {
        rest.awaitCaughtUp();
        assertThat(rest.allTraces("default").stream().map(trace -> trace.path("traceId").stringValue()))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        for (String traceId : acknowledged) {
            JsonNode span = rest.trace("default", traceId).path("spans").path(0);
            assertThat(span.at("/output/0/parts/0/content").asString()).isNotEmpty();
        }
    }

    @Test
    void aFullDisk_isSaid_andWhenThereIsRoomAgainAllIsThere() throws Exception {
        mount(32);
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[16 * MEGABYTE]);
        Path data = disk.resolve("data");
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            int status = send(rest, MEGABYTE / 2);
            while (status == 200) {
                status = send(rest, MEGABYTE / 2);
            }
            assertThat(status).isEqualTo(503);
            assertThat(acknowledged).isNotEmpty();
            await().untilAsserted(() -> {
                assertThat(rest.status("/ready")).isEqualTo(503);
                assertThat(rest.body("/ready")).contains("\"ready\":false");
            });
            assertThat(rest.body("/ready")).containsPattern("full|space");
            assertThat(rest.status("/health")).isEqualTo(200);

            Files.delete(ballast);
            await().atMost(Duration.ofSeconds(30)).until(() -> send(rest, 10_000) == 200);
            await().atMost(Duration.ofSeconds(30)).until(() -> rest.status("/ready") == 200);
            assertAllThere(rest);
            server.kill();
        }
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertAllThere(rest);
            server.stop();
        }
        Files.delete(data.resolve("columns.duckdb"));
        assertThat(AssayProcess.run(data, "rebuild").code()).isZero();
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertAllThere(rest);
        }
    }

    @Test
    void aReadOnlyDisk_isSaid_atStartAndLater() throws Exception {
        mount(64);
        Path data = disk.resolve("data");
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertThat(send(rest, 1_000)).isEqualTo(200);
            rest.awaitCaughtUp();
            server.stop();
        }
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
        StartTest.assertRefused(AssayProcess.run(data, "serve", "--port", "0", "--grpc-port", "0"), "Read-only file system");
        assertThat(run("mount", "-o", "remount,rw", disk.toString())).isTrue();
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertAllThere(rest);
        }
    }

    @Test
    void aDamagedDayOfTheJournal_isNamed_andTheOthersGoOnWithoutIt(@TempDir Path data) throws Exception {
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertThat(send(rest, 1_000)).isEqualTo(200);
            rest.awaitCaughtUp();
            server.stop();
        }
        Path day;
        try (var files = Files.list(data.resolve("journal"))) {
            day = files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(day, "no database".repeat(4_000).getBytes(StandardCharsets.UTF_8));
        StartTest.assertRefused(
                AssayProcess.run(data, "serve", "--port", "0", "--grpc-port", "0"),
                day.getFileName() + " cannot be opened",
                "move it away");
        Files.move(day, data.resolve("damaged"));
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            assertThat(rest.allTraces("default")).as("what the columns have").hasSize(1);
            assertThat(send(rest, 1_000)).isEqualTo(200);
            assertAllThere(rest);
        }
    }
}
