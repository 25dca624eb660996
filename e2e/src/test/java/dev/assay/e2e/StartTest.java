package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where it cannot start, it says why in one sentence, and ends with exit code 1. */
class StartTest {

    @TempDir
    private Path data = Path.of("");

    @Test
    void refusesAFolderThatAnotherProcessWorksOn() throws IOException, InterruptedException {
        try (AssayProcess first = AssayProcess.serve(data)) {
            assertRefused(
                    AssayProcess.run(data, "serve", "--port", "0", "--grpc-port", "0"),
                    "in use by another process, which serves " + first.url());
        }
    }

    @Test
    void refusesAPortInUse() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertRefused(
                    AssayProcess.run(data, "serve", "--port", port, "--grpc-port", "0"),
                    "port " + port + " on 127.0.0.1 is in use");
            assertRefused(
                    AssayProcess.run(data, "serve", "--port", "0", "--grpc-port", port),
                    "port " + port + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void refusesAFolderOfANewerVersion() throws IOException, InterruptedException {
        Files.writeString(data.resolve("format"), "2\n");
        assertRefused(
                AssayProcess.run(data, "serve", "--port", "0", "--grpc-port", "0"),
                "has format '2' (expected: at most 1); a newer Assay wrote it");
        assertThat(data).as("a refused folder stays as it was").isDirectoryNotContaining("glob:**.duckdb");
    }

    @Test
    void refusesToRebuildWithoutAFolder() throws IOException, InterruptedException {
        assertRefused(AssayProcess.run(data.resolve("none"), "rebuild"), "there is no data folder");
    }

    static void assertRefused(AssayProcess.Ended ended, String reason) {
        assertThat(ended.output().strip().lines())
                .as("one sentence, and nothing else, not: %s", ended.output().replace("\n", " | "))
                .singleElement()
                .asString()
                .startsWith("assay: ")
                .contains(reason);
        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    }
}
