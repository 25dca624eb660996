package dev.assay.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay serve}. */
@Command(
        name = "serve",
        description = "Starts the server: the page, REST and OTLP/HTTP on one port, OTLP/gRPC on the other.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What goes on while the server runs, which ends with it. */
    public interface Serving {
        void with(App app) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        serve(options, spec.commandLine().getOut());
        return 0;
    }

    /** Serves until a signal ends the process. */
    static void serve(ServeOptions options, PrintWriter out) throws IOException, InterruptedException {
        serve(options, out, app -> Shutdown.await(app::close));
    }

    /** Serves as long as this takes. */
    public static void serve(ServeOptions options, PrintWriter out, Serving serving)
            throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        Config config = options.config();
        try (App app = App.start(config, clock, new TimeOrderedIds(clock))) {
            out.println("Assay is ready");
            out.println("  page        " + app.url());
            out.println("  OTLP/HTTP   " + app.url() + "   (OTEL_EXPORTER_OTLP_ENDPOINT=" + app.url() + ")");
            out.println("  OTLP/gRPC   " + app.grpcUrl());
            out.println("  data        " + config.data().toAbsolutePath().normalize());
            out.flush();
            Ahead.ofRequests();
            serving.with(app);
        }
    }
}
