package dev.assay.server.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.otlp.OtlpFormatException;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Arrival;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import java.util.List;
import java.util.Locale;

/**
 * OTLP over HTTP, after the OTLP specification (opentelemetry-proto 1.11): the answer has the type of the request, errors
 * are a {@code google.rpc.Status}, and only what a retry can help answers with a retryable code.
 */
public final class OtlpRoutes {

    static final String PROJECT_HEADER = "x-assay-project";
    static final String IMPORT_HEADER = "x-assay-import";

    /** Before and after inflating, as the specification recommends. */
    static final int MAX_BYTES = 64 << 20;

    private final Ingest ingest;

    public OtlpRoutes(Ingest ingest) {
        this.ingest = ingest;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/traces", request -> answer(request, ingest::traces, OtlpAnswer.Signal.TRACES)),
                Route.post("/v1/logs", request -> answer(request, ingest::logs, OtlpAnswer.Signal.LOGS)),
                Route.post("/v1/metrics", request -> answer(request, ingest::metrics, OtlpAnswer.Signal.METRICS)));
    }

    private interface Keep {
        Rejected keep(Ingest.Delivery delivery, boolean json) throws InvalidProtocolBufferException;
    }

    private static Response answer(Request request, Keep keep, OtlpAnswer.Signal signal) {
        boolean json = request.mediaType().equals("application/json");
        OtlpAnswer answer = new OtlpAnswer(json);
        try {
            if (!json && !request.mediaType().equals("application/x-protobuf")) {
                throw new ProblemException(
                        415,
                        "Content-Type is '" + request.mediaType()
                                + "' (expected: application/x-protobuf or application/json)");
            }
            return answer.success(signal, keep.keep(delivery(request), json));
        } catch (ProblemException e) {
            return answer.failure(e.status(), e.getMessage());
        } catch (InvalidProtocolBufferException | OtlpFormatException e) {
            return answer.failure(400, "the body is no OTLP request: " + e.getMessage());
        } catch (JournalFullException e) {
            return answer.failure(429, e.getMessage()).with("Retry-After", "1");
        } catch (StoreException e) {
            return answer.failure(503, e.getMessage()).with("Retry-After", "3");
        }
    }

    private static Ingest.Delivery delivery(Request request) {
        String project = ProjectName.checked(request.header(PROJECT_HEADER).orElse(ProjectName.DEFAULT));
        boolean imported = request.header(IMPORT_HEADER).isPresent();
        String encoding =
                request.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        byte[] wire = request.body(MAX_BYTES);
        return switch (encoding) {
            case "identity" -> new Ingest.Delivery(project, imported, Arrival.Encoding.IDENTITY, wire, wire);
            case "gzip" ->
                new Ingest.Delivery(project, imported, Arrival.Encoding.GZIP, wire, Gzip.inflate(wire, MAX_BYTES));
            default ->
                throw new ProblemException(415, "Content-Encoding is '" + encoding + "' (expected: gzip, or none)");
        };
    }
}
