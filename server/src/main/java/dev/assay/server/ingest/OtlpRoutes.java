package dev.assay.server.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.otlp.OtlpFormatException;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Arrival;
import dev.assay.store.DeletedProjectException;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OTLP over HTTP, after the OTLP specification (opentelemetry-proto 1.11): the answer has the type of the request, errors
 * are a {@code google.rpc.Status}, and only what a retry can help answers with a retryable code.
 */
public final class OtlpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpRoutes.class);

    private static final String LANGFUSE = "/api/public/otel";

    /** Where the exporters of Langfuse, LangSmith and Opik post to, each behind its own path; Phoenix and MLflow have none. */
    private static final List<String> BASES = List.of("", LANGFUSE, "/otel", "/api/v1/private/otel");

    static final String IMPORT_HEADER = "x-assay-import";

    /** Before and after inflating, as the specification recommends. */
    static final int MAX_BYTES = 64 << 20;

    private final Ingest ingest;
    private final InFlight inFlight;

    public OtlpRoutes(Ingest ingest, InFlight inFlight) {
        this.ingest = ingest;
        this.inFlight = inFlight;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String base : BASES) {
            boolean keysName = base.equals(LANGFUSE);
            routes.add(route(base + "/v1/traces", ingest::traces, OtlpAnswer.Signal.TRACES, keysName));
            routes.add(route(base + "/v1/logs", ingest::logs, OtlpAnswer.Signal.LOGS, keysName));
            routes.add(route(base + "/v1/metrics", ingest::metrics, OtlpAnswer.Signal.METRICS, keysName));
        }
        routes.add(Route.get(Permission.NOTHING, "/info", _ -> info()));
        routes.add(Route.get(Permission.INGEST, "/api/public/projects", OtlpRoutes::projects));
        return List.copyOf(routes);
    }

    private Route route(String path, Keep keep, OtlpAnswer.Signal signal, boolean keysName) {
        return Route.post(Permission.INGEST, path, request -> answer(request, keep, signal, keysName))
                .refusing((request, problem) -> failure(new OtlpAnswer(isJson(request)), problem))
                .direct();
    }

    private static Response failure(OtlpAnswer answer, ProblemException problem) {
        Response response = answer.failure(problem.status(), problem.getMessage());
        return problem.retryAfterSeconds().isEmpty()
                ? response
                : response.with(
                        "Retry-After",
                        Integer.toString(problem.retryAfterSeconds().getAsInt()));
    }

    private static boolean isJson(Request request) {
        return request.mediaType().equals("application/json");
    }

    /** LangSmith's clients ask what a server can before they send to it. */
    private static Response info() {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("version", "assay");
            json.writeObjectPropertyStart("instance_flags");
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Langfuse's clients ask what their key opens ({@code auth_check}), often before they send to it. */
    private static Response projects(Request request) {
        String project =
                ProjectOfSender.of(request::header, true, request.caller().project());
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            json.writeStartObject();
            json.writeStringProperty("id", project);
            json.writeStringProperty("name", project);
            json.writeObjectPropertyStart("organization");
            json.writeStringProperty("id", "assay");
            json.writeStringProperty("name", "assay");
            json.writeEndObject();
            json.writeObjectPropertyStart("metadata");
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private interface Keep {
        Rejected keep(Ingest.Delivery delivery, boolean json) throws InvalidProtocolBufferException;
    }

    private Response answer(Request request, Keep keep, OtlpAnswer.Signal signal, boolean keysName) {
        boolean json = isJson(request);
        OtlpAnswer answer = new OtlpAnswer(json);
        try {
            if (!json && !request.mediaType().equals("application/x-protobuf")) {
                throw new ProblemException(
                        415,
                        "Content-Type is '" + request.mediaType()
                                + "' (expected: application/x-protobuf or application/json)");
            }
            try (InFlight.Room room = room(request, signal)) {
                return answer.success(signal, keep.keep(delivery(request, keysName, room), json));
            }
        } catch (ProblemException e) {
            return failure(answer, e);
        } catch (InvalidProtocolBufferException | OtlpFormatException e) {
            return answer.failure(400, "the body is no OTLP request: " + e.getMessage());
        } catch (DeletedProjectException e) {
            return answer.failure(410, e.getMessage());
        } catch (JournalFullException | BusyException e) {
            return answer.failure(429, String.valueOf(e.getMessage())).with("Retry-After", "1");
        } catch (StoreException e) {
            return answer.failure(503, e.getMessage()).with("Retry-After", "3");
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", signal, e);
            return answer.failure(500, "the server failed; its log has the reason");
        }
    }

    /** Before the body is read: what is turned away should cost little. */
    private InFlight.Room room(Request request, OtlpAnswer.Signal signal) {
        try {
            if (signal != OtlpAnswer.Signal.METRICS) {
                ingest.requireRoom();
            }
            return inFlight.take(announced(request));
        } catch (BusyException e) {
            request.discardBody(MAX_BYTES);
            throw e;
        }
    }

    private static Ingest.Delivery delivery(Request request, boolean keysName, InFlight.Room room) {
        String project =
                ProjectOfSender.of(request::header, keysName, request.caller().project());
        boolean imported = request.header(IMPORT_HEADER).isPresent();
        String encoding =
                request.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        byte[] wire = request.body(MAX_BYTES);
        room.grow(wire.length - announced(request));
        return switch (encoding) {
            case "identity" -> new Ingest.Delivery(project, imported, Arrival.Encoding.IDENTITY, wire, wire);
            case "gzip" -> {
                byte[] inflated = Gzip.inflate(wire, MAX_BYTES);
                room.grow(inflated.length);
                yield new Ingest.Delivery(project, imported, Arrival.Encoding.GZIP, wire, inflated);
            }
            default ->
                throw new ProblemException(415, "Content-Encoding is '" + encoding + "' (expected: gzip, or none)");
        };
    }

    /** How long the sender says that the body is; 0 where it does not say, or where it will be refused for its length. */
    private static long announced(Request request) {
        long length = request.length();
        return length < 0 || length > MAX_BYTES ? 0 : length;
    }
}
