package dev.assay.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.server.app.App;
import dev.assay.server.app.Config;
import dev.assay.server.app.TimeOrderedIds;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The whole server within the test's process, at a time of its own. */
final class Server implements AutoCloseable {

    /** When all journeys take place. */
    static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

    private final App app;
    private final Rest rest;

    private Server(App app) {
        this.app = app;
        rest = new Rest(app.url());
    }

    static Server start(Path data) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Server(App.start(new Config(data, "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock)));
    }

    /** Aborts where the program was built without its page. */
    static Server startWithPage(Path data) {
        assumeTrue(
                Server.class.getResource("/page/index.html") != null,
                "the page is not on the class path; run ./build ui");
        return start(data);
    }

    String url() {
        return app.url();
    }

    String grpcUrl() {
        return app.grpcUrl();
    }

    Rest rest() {
        return rest;
    }

    /** Sends spans to a project, and waits until they can be asked for. */
    void send(String project, List<Span> spans) throws IOException, InterruptedException {
        int status = rest.post(
                "/v1/traces",
                Otlp.request("shop", spans).toByteArray(),
                "Content-Type",
                Rest.PROTOBUF,
                "x-assay-project",
                project);
        if (status != 200) {
            throw new AssertionError("spans were answered with " + status + " (expected: 200)");
        }
        rest.awaitCaughtUp();
    }

    @Override
    public void close() {
        rest.close();
        app.close();
    }
}
