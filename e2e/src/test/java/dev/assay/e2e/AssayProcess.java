package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The program in a process of its own. What it writes goes to a file, which every failure shows. */
final class AssayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("http[^\"\\s]+");
    private static final Pattern GRPC = Pattern.compile("OTLP/gRPC +http://\\S+:(\\d+)");

    private final Process process;
    private final Path data;
    private final Path log;
    private final Path scratch;

    private AssayProcess(Process process, Path data, Path log, Path scratch) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.scratch = scratch;
    }

    /** What a command left behind. */
    record Ended(int code, String output) {}

    /** Runs a command to its end; more options follow {@code --data}. */
    static Ended run(Path data, String command, String... options) throws IOException, InterruptedException {
        try (AssayProcess process = launch(data, command, options)) {
            assertThat(process.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("'assay %s' ends within %s; it has written:%n%s", command, PATIENCE, process.output())
                    .isTrue();
            return new Ended(process.process.exitValue(), process.output());
        }
    }

    /** Starts a server on any free ports, and waits until it is ready. */
    static AssayProcess serve(Path data) throws IOException {
        return launchServer(data).awaitReady();
    }

    /** Starts a server and does not wait. */
    static AssayProcess launchServer(Path data) throws IOException {
        Files.deleteIfExists(data.resolve("server.json")); // one that was killed has left it
        return launch(data, "serve", "--port", "0", "--grpc-port", "0");
    }

    private static AssayProcess launch(Path data, String command, String... options) throws IOException {
        Path scratch = Files.createTempDirectory("assay-e2e");
        Path log = scratch.resolve("output");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                // Native libraries are unpacked there, and a killed process leaves them.
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.assay.server.app.Main",
                command,
                "--data",
                data.toString()));
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new AssayProcess(process, data, log, scratch);
    }

    /** Waits until everything listens. */
    AssayProcess awaitReady() throws IOException {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .failFast(() -> assertThat(isAlive())
                            .as("the server ended while it started; it has written:%n%s", output())
                            .isTrue())
                    .until(() -> Files.exists(data.resolve("server.json"))
                            && GRPC.matcher(output()).find());
            return this;
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "the server is not ready within " + PATIENCE + ", for which it had "
                            + process.info().totalCpuDuration().orElse(Duration.ZERO) + " of CPU; it has written:\n"
                            + output(),
                    e);
        }
    }

    String url() throws IOException {
        return found(URL, Files.readString(data.resolve("server.json")), 0);
    }

    int grpcPort() throws IOException {
        return Integer.parseInt(found(GRPC, output(), 1));
    }

    private static String found(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("'%s' holds %s", text, pattern).isTrue();
        return matcher.group(group);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Lets it work for a while, in which it must not end by itself. */
    void runFor(long milliseconds) throws InterruptedException, IOException {
        assertThat(process.waitFor(milliseconds, TimeUnit.MILLISECONDS))
                .as("the server ended by itself; it has written:%n%s", output())
                .isFalse();
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() throws InterruptedException, IOException {
        assertThat(isAlive())
                .as("the server lives until it is killed; it has written:%n%s", output())
                .isTrue();
        process.destroyForcibly().waitFor();
        close();
    }

    /** Ends it as {@code kill} does, and says with which code. */
    int stop() throws InterruptedException, IOException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the server stops within %s; it has written:%n%s", PATIENCE, output())
                .isTrue();
        int code = process.exitValue();
        close();
        return code;
    }

    String output() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        if (Files.exists(scratch)) {
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
