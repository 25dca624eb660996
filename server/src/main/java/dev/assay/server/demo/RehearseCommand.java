package dev.assay.server.demo;

import dev.assay.server.app.App;
import dev.assay.server.app.Config;
import dev.assay.server.app.ServeCommand;
import dev.assay.server.app.ServeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code assay rehearse}: starts the server in a folder that is thrown away, sends it something, asks every question once,
 * stops, and does so again with what is in the folder then. The build runs it, to know that the program starts, and to keep what the JVM has loaded and linked.
 */
@Command(name = "rehearse", hidden = true, description = "Starts, answers every question once, and stops.")
public final class RehearseCommand implements Callable<Integer> {

    private static final int CONVERSATIONS = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("assay-rehearsal");
        try {
            serve(folder);
            serve(folder);
            return 0;
        } finally {
            DemoFolder.delete(folder);
        }
    }

    private void serve(Path folder) throws IOException, InterruptedException {
        List<String> flags =
                List.of("--data", folder.toString(), "--host", Config.DEFAULT_HOST, "--port", "0", "--grpc-port", "0");
        ServeOptions options = ServeOptions.plain(flags).orElseThrow();
        ServeCommand.serve(options, spec.commandLine().getOut(), RehearseCommand::rehearse);
    }

    private static void rehearse(App app) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        try (DemoSender sender = new DemoSender(app.url(), app.ownerKey())) {
            DemoTraffic traffic = new DemoTraffic(1);
            Instant start = clock.instant().minus(Duration.ofHours(1));
            List<Exchange> newest = List.of();
            for (int i = 0; i < CONVERSATIONS; i++) {
                newest = traffic.live(i, start, start);
                sender.sendSpans(newest);
                sender.sendThumbs(newest);
            }
            DemoCommand.awaitProjection(app, clock);
            String project = "/api/v1/projects/default";
            for (String path : List.of(
                    "/health",
                    "/ready",
                    "/metrics",
                    "/api/v1/openapi.yaml",
                    "/api/v1/projects",
                    project + "/traces?limit=100",
                    project + "/traces?q=order&status=error&environment=production&kind=tool",
                    project + "/stats?buckets=60",
                    project + "/traces/" + newest.getLast().traceId())) {
                int status = sender.get(path);
                if (status != 200) {
                    throw new IOException("GET " + path + " was answered with " + status + " (expected: 200)");
                }
            }
            sender.get("/"); // 404 where the program is built without its page
        }
    }
}
