package dev.assay.server.demo;

import dev.assay.server.app.App;
import dev.assay.server.app.Config;
import dev.assay.server.app.ServeOptions;
import dev.assay.server.app.Shutdown;
import dev.assay.server.app.TimeOrderedIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay demo}: a server with the traffic of an example application in it. */
@Command(
        name = "demo",
        description = "Starts a server that is full of the traffic of an example application, whose model is scripted.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final Path DATA = Path.of(".assay", "demo");
    private static final int BATCH = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--no-live",
            negatable = false,
            description = "Sends the last 24 hours only; else a new conversation comes every few seconds.")
    private boolean noLive;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Other seeds make other conversations (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Clock clock = Clock.systemUTC();
        Config config = options.config(DATA);
        DemoFolder.makeAnew(config.data());
        DemoTraffic traffic = new DemoTraffic(seed);
        try (App app = App.start(config, clock, new TimeOrderedIds(clock));
                DemoSender sender = new DemoSender(app.url(), app.ownerKey());
                LiveTraffic live = new LiveTraffic(traffic, sender, clock, clock.instant())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Sending what an example application did in the last 24 hours to " + app.url() + " ...");
            out.flush();
            Instant now = clock.instant();
            List<Exchange> history = traffic.history(now);
            send(history, sender);
            awaitProjection(app, clock);
            tell(out, app, config, history, Duration.between(now, clock.instant()));
            if (!noLive) {
                live.start();
            }
            Shutdown.await(() -> stop(live, app));
        }
        return 0;
    }

    private static void stop(LiveTraffic live, App app) {
        live.close();
        app.close();
    }

    private static void send(List<Exchange> history, DemoSender sender) throws InterruptedException, IOException {
        for (int from = 0; from < history.size(); from += BATCH) {
            sender.sendSpans(history.subList(from, Math.min(history.size(), from + BATCH)));
        }
        sender.sendThumbs(history);
    }

    static void awaitProjection(App app, Clock clock) throws InterruptedException {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!app.isCaughtUp() && clock.instant().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void tell(PrintWriter out, App app, Config config, List<Exchange> history, Duration took) {
        int spans = history.stream().mapToInt(Exchange::spanCount).sum();
        String traces = app.url() + "/p/default/traces";
        out.printf(
                "%,d traces (%,d spans) of the last 24 hours came over OTLP in %.1f s. The model is scripted: no provider"
                        + " was called.%n%n",
                history.size(), spans, took.toMillis() / 1000.0);
        out.println("  everything                         " + traces);
        out.println("  what failed                        " + traces + "?f=status:error");
        show(out, "  a tool that did not answer         ", traces, history, has(Fault.TOOL_FAILED));
        show(
                out,
                "  an answer that is made up          ",
                traces,
                history,
                has(Fault.MADE_UP).and(DemoCommand::isChat));
        show(out, "  JSON in a code fence               ", traces, history, DemoCommand::answersInAFence);
        show(out, "  stopped in the middle of a word    ", traces, history, has(Fault.TRUNCATED));
        out.println();
        out.println("  send your own   OTEL_EXPORTER_OTLP_ENDPOINT=" + app.url());
        out.println("  data            " + config.data().toAbsolutePath().normalize() + " (made anew at each start)");
        out.println();
        out.println((noLive ? "" : "A new conversation comes every few seconds. ") + "Ctrl-C ends the demo.");
        out.flush();
    }

    /** The newest, because it is on the page's first screen. */
    private static void show(
            PrintWriter out, String label, String traces, List<Exchange> history, Predicate<Exchange> wanted) {
        Optional<Exchange> newest = history.reversed().stream().filter(wanted).findFirst();
        newest.ifPresent(exchange -> out.println(label + traces + "/" + exchange.traceId()));
    }

    private static Predicate<Exchange> has(Fault fault) {
        return exchange -> exchange.faults().contains(fault);
    }

    /** Calls on the way may have a fence too, which nobody would see at once. */
    private static boolean answersInAFence(Exchange exchange) {
        return exchange.spans().getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> span.getParentSpanId().isEmpty())
                .anyMatch(span -> span.toString().contains("```json"));
    }

    private static boolean isChat(Exchange exchange) {
        return exchange.sessionId().startsWith("chat-");
    }
}
