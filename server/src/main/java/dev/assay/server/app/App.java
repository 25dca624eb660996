package dev.assay.server.app;

import dev.assay.server.access.Access;
import dev.assay.server.ingest.InFlight;
import dev.assay.server.ingest.OtlpGrpc;
import dev.assay.server.web.Page;
import dev.assay.server.web.Route;
import dev.assay.server.web.WebServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The server: what listens, and behind it the parts that work on the data folder ({@link Parts}). */
public final class App implements AutoCloseable {

    /**
     * What is made of a request while it is checked is two to three times as much; with more at hand, the heap is collected whole every few
     * seconds, and all wait longer. It is half a second of what two cores take in.
     */
    private static final long IN_FLIGHT_BYTES = 48L << 20;

    private final Closing closing = new Closing();
    private final Config config;
    private final List<Route> routes = new ArrayList<>();
    private final Current current;
    private final WebServer web;
    private String ownerKey = "";
    private final OtlpGrpc grpc;

    private App(Config config, Clock clock, Supplier<String> ids) {
        this.config = config;
        boolean loopback = isLoopback(config.host());
        DataFolder folder = closing.add(DataFolder.open(config.data()));
        try {
            PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            closing.add(metrics::close);
            InFlight inFlight = new InFlight(IN_FLIGHT_BYTES);
            Parts.Around around = new Parts.Around(folder, loopback, this::ownerKey, inFlight, metrics, clock, ids);
            current = closing.add(new Current(() -> new Parts(around)));
            requireAccounts(loopback);

            routes.addAll(current.routes());
            routes.addAll(ServerRoutes.always());
            routes.addAll(new RestoreRoutes(folder, current, loopback, clock).routes());
            Opening<OtlpGrpc> opening = closing.add(Opening.of(
                    "OTLP/gRPC",
                    () -> OtlpGrpc.start(config.host(), config.grpcPort(), current, current::ingest, inFlight),
                    OtlpGrpc::close));
            web = closing.add(WebServer.start(config.host(), config.port(), current, routes, new Page(), metrics));
            closing.add(current::letFollowersGo); // the web server waits for them
            grpc = opening.get();
            folder.announce(url(), ownerKey());
        } catch (RuntimeException e) {
            closing.after(e);
            throw e;
        }
    }

    /**
     * Starts everything; ready on return.
     *
     * @throws RuntimeException whose message says why it cannot start; nothing is left running
     */
    public static App start(Config config, Clock clock, Supplier<String> ids) {
        return new App(config, clock, ids);
    }

    /** Before anything listens: who reaches an address of the network could read and write everything. */
    private void requireAccounts(boolean loopback) {
        if (!loopback && current.isOpenToAll()) {
            throw new StartException(
                    "nobody has an account in " + config.data() + ", and with none everybody who reaches "
                            + config.host()
                            + " could read everything (expected: an administrator first); run 'assay user add NAME "
                            + "--role admin --data " + config.data() + "', or listen on " + Config.DEFAULT_HOST);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartException("host is '" + host + "' (expected: an address of this machine)", e);
        }
    }

    /** Opens everything for as long as this runs; for what runs in this process. */
    public synchronized String ownerKey() {
        if (ownerKey.isEmpty()) {
            ownerKey = Access.newOwnerKey();
        }
        return ownerKey;
    }

    /** Where the page and REST are. */
    public String url() {
        return "http://" + hostInUrl() + ":" + web.port();
    }

    /** Where OTLP/gRPC goes. */
    public String grpcUrl() {
        return "http://" + hostInUrl() + ":" + grpc.port();
    }

    private String hostInUrl() {
        String host = config.host().equals("0.0.0.0") || config.host().equals("::") ? "localhost" : config.host();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** What it answers over HTTP, beside the page. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    Current current() {
        return current;
    }

    /** Whether everything that was acknowledged can be asked for. */
    public boolean isCaughtUp() {
        try (Current.Turn turn = current.take()) {
            return turn.parts().isCaughtUp();
        }
    }

    /** Takes nothing more in, finishes what is at hand, and lets go of the data folder. */
    @Override
    public void close() {
        closing.close();
    }
}
