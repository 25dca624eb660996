package dev.assay.server.web;

import dev.assay.store.DeletedProjectException;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: routes, and the page for every other path. */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private static final String ANSWERED = "answered";
    private static final String ROUTE = "route";
    private static final String START = "start";

    /** The usual level of 6 takes five times as long and saves a fifteenth: of a large trace it is 0.1 s. */
    private static final int GZIP_LEVEL = 2;

    /** A request of 512 spans is one to two megabytes: each look at the socket goes through some thirty calls of Jetty. */
    private static final int INPUT_BUFFER_BYTES = 64 << 10;

    /** Applications name sessions and users as they like; routes are matched before {@code %2F} becomes a slash. */
    private static final UriCompliance SLASHES_IN_NAMES =
            UriCompliance.DEFAULT.with("slashes in names", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

    /**
     * Longer than the 30 s for which many clients keep a connection: what is sent over one that is let go of at that very moment is lost, and
     * clients do not send it again by themselves.
     */
    private static final Duration IDLE = Duration.ofSeconds(75);

    private final Javalin javalin;
    private final ServerConnector connector;

    private WebServer(Javalin javalin, ServerConnector connector) {
        this.javalin = javalin;
        this.connector = connector;
    }

    /** Loads what takes longest of the classes that it stands on. */
    public static void load() {
        MimeTypes.isKnownLocale(Locale.ROOT); // asks the JDK for every language that it has
        Javalin.create(WebServer::configure);
    }

    /**
     * @param port 0 for any that is free
     * @throws PortInUseException where another program listens there
     */
    public static WebServer start(
            String host, int port, Gate gate, List<Route> routes, Page page, MeterRegistry registry) {
        Admission admission = new Admission(gate);
        HttpMetrics metrics = new HttpMetrics(registry);
        ServerConnector[] connector = new ServerConnector[1];
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> {
                connector[0] = connector(server, http, host, port);
                return connector[0];
            });
            config.jetty.modifyServer(server -> {
                server.insertHandler(new DirectRoutes(routes, admission, metrics));
                server.setErrorHandler(new JettyProblems());
            });
            for (Route route : routes) {
                config.routes.addHttpHandler(
                        HandlerType.findOrCreate(route.method().name()),
                        route.path(),
                        context -> answer(context, route, admission));
            }
            config.routes.after(context -> measure(context, metrics));
            config.routes.before(context -> admission.checkHost(request(context)));
            config.routes.exception(
                    Exception.class, (e, context) -> send(context, failure(e, context.method(), context.path())));
            config.routes.error(404, context -> notRouted(context, page));
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            javalin.stop();
            throw PortInUseException.orElse(e, host, port);
        }
        return new WebServer(javalin, connector[0]);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        config.http.strictContentTypes = false;
        // Javalin's own switch to virtual threads puts in a pool without a bound that reports nothing (jetty#12922).
        QueuedThreadPool pool = new QueuedThreadPool(64, 4);
        pool.setName("http");
        pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        config.jetty.threadPool = pool;
        config.jetty.modifyServletContextHandler(handler -> {
            handler.getServletHandler().setDecodeAmbiguousURIs(true);
            handler.setErrorHandler(new JettyProblems());
        });
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        http.setUriCompliance(SLASHES_IN_NAMES);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BUFFER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, connections);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    /** After whatever the handler threw has become an answer. Who follows events is no request that ends. */
    private static void measure(Context context, HttpMetrics metrics) {
        Route route = context.attribute(ROUTE);
        Long start = context.attribute(START);
        boolean follows = String.valueOf(context.res().getContentType()).startsWith("text/event-stream");
        if (route != null && start != null && !follows) {
            metrics.answered(route, context.status().getCode(), System.nanoTime() - start);
        }
    }

    private static void answer(Context context, Route route, Admission admission) {
        context.attribute(ROUTE, route);
        context.attribute(START, System.nanoTime());
        context.header("Cache-Control", "no-store"); // unless the answer says something else
        send(context, admission.answer(route, request(context), cookie -> context.header("Set-Cookie", cookie)));
    }

    private static Request request(Context context) {
        return new Request(new Exchange.OfJavalin(context));
    }

    /** What is answered where a handler failed. */
    static Response failure(Exception failure, Object method, String path) {
        ProblemException problem = switch (failure) {
            case ProblemException e -> e;
            case JournalFullException e -> ProblemException.tryAgain(429, e.getMessage(), 1);
            case DeletedProjectException e -> new ProblemException(410, e.getMessage());
            case StoreException e -> {
                LOG.error("{} {} failed", method, path, e);
                yield ProblemException.tryAgain(503, e.getMessage(), 3);
            }
            default -> {
                LOG.error("{} {} failed", method, path, failure);
                yield new ProblemException(500, "the server failed; its log has the reason");
            }
        };
        return problem.response();
    }

    private static void send(Context context, Response response) {
        context.attribute(ANSWERED, true);
        context.status(response.status());
        if (!response.contentType().isEmpty()) {
            context.contentType(response.contentType());
        }
        response.headers().forEach(context::header);
        context.header("X-Content-Type-Options", "nosniff");
        if (response.events().isPresent()) {
            send(context, response.events().get());
        } else if (response.stream().isPresent()) {
            stream(context, response.stream().get());
        } else {
            context.result(response.body());
        }
    }

    /** Straight to the client, neither compressed nor kept together. */
    private static void send(Context context, EventStream.Sender events) {
        context.header("Cache-Control", "no-store");
        context.header("X-Accel-Buffering", "no"); // nginx would keep them back
        try {
            events.sendTo(new EventStream(context.res().getOutputStream()));
        } catch (IOException e) {
            LOG.debug("{} ended: {}", context.path(), e.getMessage());
        }
    }

    /** A failure halfway must not look like an end. Before the first byte it is a problem like any other. */
    private static void stream(Context context, Response.Stream stream) {
        try {
            OutputStream out = context.outputStream();
            stream.writeTo(out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            if (!context.res().isCommitted() && e instanceof RuntimeException failure) {
                throw failure;
            }
            LOG.warn("{} {} ended halfway: {}", context.method(), context.path(), e.toString());
            ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
        }
    }

    private static void notRouted(Context context, Page page) {
        if (context.attribute(ANSWERED) != null) {
            return; // a handler's own 404
        }
        String path = context.path();
        boolean forPrograms = path.startsWith("/api/") || path.startsWith("/v1/");
        if (forPrograms || !context.method().equals(HandlerType.GET)) {
            send(
                    context,
                    ProblemException.notFound(context.method() + " " + path
                                    + " is not served (expected: a path of /api/v1/openapi.yaml)")
                            .response());
        } else {
            send(context, page.at(path));
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
