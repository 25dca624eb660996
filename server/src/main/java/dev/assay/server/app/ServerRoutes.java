package dev.assay.server.app;

import dev.assay.server.ingest.Projector;
import dev.assay.server.web.Permission;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Questions about the server itself. */
final class ServerRoutes {

    private final Journal journal;
    private final Columns columns;
    private final Projector projector;
    private final ServerMetrics metrics;

    ServerRoutes(Journal journal, Columns columns, Projector projector, ServerMetrics metrics) {
        this.journal = journal;
        this.columns = columns;
        this.projector = projector;
        this.metrics = metrics;
    }

    /** What needs no data. */
    static List<Route> always() {
        String openapi = resource("/assay/openapi.yaml");
        return List.of(
                Route.get(
                        Permission.NOTHING,
                        "/api/v1/openapi.yaml",
                        _ -> Response.text(200, "application/yaml", openapi)),
                Route.get(Permission.NOTHING, "/health", _ -> health()));
    }

    List<Route> routes() {
        return List.of(
                Route.get(Permission.NOTHING, "/ready", _ -> ready())
                        .refusing((_, problem) -> notReady(problem.getMessage())),
                Route.get(
                        Permission.READ,
                        "/metrics",
                        _ -> Response.text(200, "text/plain; version=0.0.4", metrics.scrape())));
    }

    private static Response health() {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("status", "ok");
            json.writeStringProperty("version", Version.CURRENT);
            json.writeEndObject();
        });
    }

    private static Response notReady(String why) {
        return Response.json(503, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("ready", false);
            json.writeNullProperty("journalPosition");
            json.writeNullProperty("columnsPosition");
            json.writeStringProperty("reason", why);
            json.writeEndObject();
        });
    }

    private Response ready() {
        String trouble = Stream.of(journal.trouble(), projector.trouble(), columns.trouble())
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        return Response.json(trouble.isEmpty() ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("ready", trouble.isEmpty());
            json.writeNumberProperty("journalPosition", journal.lastPosition());
            json.writeNumberProperty("columnsPosition", columns.position());
            if (trouble.isEmpty()) {
                json.writeNullProperty("reason");
            } else {
                json.writeStringProperty("reason", trouble);
            }
            json.writeEndObject();
        });
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ServerRoutes.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
