package dev.assay.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server in a process of its own, so that what it costs is told apart from what the load costs. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern POSITIONS = Pattern.compile("\"journalPosition\":(\\d+),\"columnsPosition\":(\\d+)");
    private static final long TICKS_PER_SECOND = 100; // of /proc; fixed on Linux

    private final Process process;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private double cpuAtEnd;
    private volatile String key = "";

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it and waits until it is ready. */
    static ServerProcess start(Path data, List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "dev.assay.server.app.Main", "serve", "--data", data.toString(), "--port", "0", "--grpc-port", "0"));
        Files.createDirectories(data);
        File log = data.resolve("server.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        Path announced = data.resolve("server.json");
        while (!Files.exists(announced)) {
            if (!process.isAlive()) {
                throw new IOException("the server did not start: " + Files.readString(log.toPath()));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        Matcher url = Pattern.compile("http[^\"]+").matcher(Files.readString(announced));
        if (!url.find()) {
            throw new IOException("the server did not say where it listens: " + Files.readString(announced));
        }
        return new ServerProcess(process, url.group());
    }

    /**
     * Runs a command to its end.
     *
     * @return what it wrote
     */
    static String run(List<String> flags, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("dev.assay.server.app.Main");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("'assay " + String.join(" ", arguments) + "' failed: " + output);
        }
        return output.strip();
    }

    /** As the launcher starts it, without the start-up cache. */
    static List<String> flags(Path dist) throws IOException {
        if (!Files.exists(dist.resolve("flags"))) {
            throw new IOException("there is no distribution in " + dist + "; './build dist' makes it");
        }
        List<String> flags = new ArrayList<>(Files.readAllLines(dist.resolve("flags")));
        flags.addAll(List.of("-cp", dist.resolve("lib") + "/*"));
        return flags;
    }

    String url() {
        return url;
    }

    /** From now on requests carry this key; none where it is empty. */
    void carry(String opens) {
        key = opens;
    }

    /** @return the status code */
    int postTraces(byte[] body, boolean gzip) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        if (!key.isEmpty()) {
            request.header("x-assay-key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    record Positions(long journal, long columns) {}

    Positions positions() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/ready")).build();
        Matcher matcher = POSITIONS.matcher(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!matcher.find()) {
            throw new IOException("the server does not tell its positions");
        }
        return new Positions(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    void awaitReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/ready")).build();
        while (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void awaitCaughtUp() throws IOException, InterruptedException {
        Positions positions = positions();
        while (positions.columns() < positions.journal()) {
            TimeUnit.MILLISECONDS.sleep(20);
            positions = positions();
        }
    }

    /** User and system time of the process in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    /** What its threads have cost so far by their names, digits left out, in seconds; names are cut after 15 letters. */
    Map<String, Double> cpuSecondsByThread() throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path task : tasks.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
                        .replaceAll("[-#]?[0-9]+.*", "");
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                seconds.merge(
                        name,
                        (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND,
                        Double::sum);
            }
        }
        return seconds;
    }

    /** Resident memory in MB. */
    long residentMegabytes() throws IOException {
        return statusMegabytes("VmRSS:");
    }

    long peakResidentMegabytes() throws IOException {
        return statusMegabytes("VmHWM:");
    }

    private long statusMegabytes(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("the system does not tell " + field);
    }

    /** Ends the process as a signal would, and remembers what it had cost by then. */
    @Override
    public void close() {
        process.destroy();
        try {
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
                cpuAtEnd = Math.max(cpuAtEnd, cpuOrZero());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private double cpuOrZero() {
        try {
            return cpuSeconds();
        } catch (IOException | RuntimeException e) {
            return 0; // it has just ended
        }
    }

    /** After {@link #close()}: within 10 ms of what the process had cost in all, in seconds. */
    double cpuAtEnd() {
        return cpuAtEnd;
    }
}
