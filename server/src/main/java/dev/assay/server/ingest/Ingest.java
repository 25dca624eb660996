package dev.assay.server.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.otlp.OtlpJson;
import dev.assay.server.ingest.otlp.OtlpLogs;
import dev.assay.server.ingest.otlp.OtlpTraces;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.server.ingest.otlp.SpansRequest;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.ingest.redact.RedactedRequests;
import dev.assay.server.ingest.redact.Redactions;
import dev.assay.server.ingest.redact.Redactor;
import dev.assay.server.ingest.redact.SplicedRequest;
import dev.assay.store.Arrival;
import dev.assay.store.ArrivalKind;
import dev.assay.store.DeletedProjectException;
import dev.assay.store.Deletions;
import dev.assay.store.Erasure;
import dev.assay.store.Journal;
import dev.assay.store.Projects;
import dev.assay.store.StoreException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Takes requests in: a request is checked, redacted where its project asks for it, kept in the journal, and only then acknowledged. What it means
 * is worked out here too while the {@link Projector} keeps up, and by that one from the journal where it does not.
 */
public final class Ingest {

    /** Well below the time-out of exporters, which is 10 s. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Journal journal;
    private final Tail tail;
    private final Backlog backlog;
    private final Projects projects;
    private final Redactions redactions;
    private final Prices prices;
    private final Deletions deletions;
    private final Clock clock;
    private final IngestMetrics metrics;
    private final Set<String> knownProjects = ConcurrentHashMap.newKeySet();

    public Ingest(
            Journal journal,
            Tail tail,
            Backlog backlog,
            Projects projects,
            Redactions redactions,
            Prices prices,
            Deletions deletions,
            Clock clock,
            IngestMetrics metrics) {
        this.journal = journal;
        this.tail = tail;
        this.backlog = backlog;
        this.projects = projects;
        this.redactions = redactions;
        this.prices = prices;
        this.deletions = deletions;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * A body and where it belongs.
     *
     * @param project a checked name
     * @param imported whether it was read from a file
     * @param encoding of {@code wire}
     * @param wire as it came
     * @param inflated the same without compression
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Delivery(String project, boolean imported, Arrival.Encoding encoding, byte[] wire, byte[] inflated) {

        /** The same with another body. */
        Delivery rewritten(byte[] body) {
            return new Delivery(project, imported, Arrival.Encoding.IDENTITY, body, body);
        }
    }

    /**
     * Whether a request can be taken. Asked anyway; who asks before reading a body saves reading it.
     *
     * @throws BusyException where too much that was taken cannot be asked for yet
     */
    void requireRoom() {
        backlog.requireRoom();
    }

    /**
     * Keeps a request with spans; durable on return.
     *
     * @return what of it cannot be taken
     * @throws BusyException where too much that was taken cannot be asked for yet: nothing is kept
     * @throws InvalidProtocolBufferException where the body is no such request: nothing is kept
     * @throws dev.assay.server.ingest.otlp.OtlpFormatException where the body is no such request: nothing is kept
     * @throws DeletedProjectException where its project was deleted: nothing is kept
     * @throws dev.assay.store.StoreException where it could not be kept
     */
    public Rejected traces(Delivery delivery, boolean json) throws InvalidProtocolBufferException {
        requireRoom();
        Optional<Rejected> plain = json ? Optional.empty() : plainTraces(delivery);
        Rejected rejected = plain.isPresent() ? plain.get() : anyTraces(delivery, json);
        metrics.rejected(rejected.count());
        return rejected;
    }

    /** @return empty where more has to be done than to read it once; then nothing was done */
    private Optional<Rejected> plainTraces(Delivery delivery) throws InvalidProtocolBufferException {
        String project = delivery.project();
        if (!redactions.of(project).isOff() || !deletions.isEmpty(project)) {
            return Optional.empty();
        }
        SpansRequest request = SpansRequest.parse(delivery.inflated());
        try (Deletions.Standing _ = deletions.standing()) {
            requireProject(project);
            if (request.groups().isEmpty() || !deletions.isEmpty(project)) {
                return Optional.empty();
            }
            Rejected rejected = OtlpTraces.check(request);
            keep(delivery, ArrivalKind.TRACES_PROTOBUF, () -> traces(request));
            return Optional.of(rejected);
        }
    }

    private Rejected anyTraces(Delivery delivery, boolean json) throws InvalidProtocolBufferException {
        ExportTraceServiceRequest request =
                json ? OtlpJson.traces(delivery.inflated()) : ExportTraceServiceRequest.parseFrom(delivery.inflated());
        Rejected rejected = OtlpTraces.check(request);
        try (Deletions.Standing _ = deletions.standing()) {
            requireProject(delivery.project());
            Set<String> deleted = deletedOf(delivery.project(), request);
            if (!deleted.isEmpty()) {
                ExportTraceServiceRequest rest = without(deleted, delivery).without(request);
                rejected = rejected.and(count(request) - count(rest), reason(deleted));
                keepTraces(delivery.rewritten(rest.toByteArray()), false, rest);
            } else {
                keepTraces(delivery, json, request);
            }
        }
        return rejected;
    }

    private void keepTraces(Delivery delivery, boolean json, ExportTraceServiceRequest request) {
        if (request.getResourceSpansCount() == 0) {
            return;
        }
        Redactor redactor = redactions.of(delivery.project());
        Optional<ExportTraceServiceRequest> redacted =
                redactor.isOff() ? Optional.empty() : new RedactedRequests(redactor).traces(request);
        if (isKeptAsItCame(redactor, json, redacted)) {
            ArrivalKind kind = json ? ArrivalKind.TRACES_JSON : ArrivalKind.TRACES_PROTOBUF;
            keep(delivery, kind, () -> traces(SpansRequest.of(request)));
        } else {
            ExportTraceServiceRequest kept = redacted.orElse(request);
            byte[] body = json ? kept.toByteArray() : SplicedRequest.of(delivery.inflated(), request, kept);
            keep(delivery.rewritten(body), ArrivalKind.TRACES_PROTOBUF, () -> traces(SpansRequest.of(kept)));
        }
    }

    /** JSON may hold fields that nobody knows, so nobody has looked into them. */
    private static boolean isKeptAsItCame(Redactor redactor, boolean json, Optional<?> redacted) {
        return redactor.isOff() || (redacted.isEmpty() && !json);
    }

    private Incoming.Content traces(SpansRequest request) {
        return new Incoming.Content.Traces(OtlpTraces.decode(request, prices));
    }

    /** A project that was deleted: the next request that is let in makes it anew. */
    public void forget(String project) {
        knownProjects.remove(project);
    }

    private void requireProject(String project) {
        if (deletions.isDeleted(project)) {
            throw new DeletedProjectException(project);
        }
    }

    /** Asked of every request, so it looks at nothing where nothing was deleted. */
    private Set<String> deletedOf(String project, ExportTraceServiceRequest request) {
        return deletions.isEmpty(project)
                ? Set.of()
                : deletions.deletedOf(
                        project,
                        request.getResourceSpansList().stream()
                                .flatMap(resource -> resource.getScopeSpansList().stream())
                                .flatMap(scope -> scope.getSpansList().stream())
                                .map(span -> hex(span.getTraceId()))
                                .toList());
    }

    private Set<String> deletedOf(String project, ExportLogsServiceRequest request) {
        return deletions.isEmpty(project)
                ? Set.of()
                : deletions.deletedOf(
                        project,
                        request.getResourceLogsList().stream()
                                .flatMap(resource -> resource.getScopeLogsList().stream())
                                .flatMap(scope -> scope.getLogRecordsList().stream())
                                .map(log -> hex(log.getTraceId()))
                                .toList());
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static WithoutTraces without(Set<String> traceIds, Delivery delivery) {
        return new WithoutTraces(new Erasure(delivery.project(), traceIds, Set.of()));
    }

    private static String reason(Set<String> deleted) {
        return "the trace " + deleted.iterator().next() + " was deleted; what still arrives of it is not kept";
    }

    private static long count(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .mapToLong(ScopeSpans::getSpansCount)
                .sum();
    }

    private static long count(ExportLogsServiceRequest request) {
        return request.getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .mapToLong(ScopeLogs::getLogRecordsCount)
                .sum();
    }

    /** Keeps a request with log records, like {@link #traces}. */
    public Rejected logs(Delivery delivery, boolean json) throws InvalidProtocolBufferException {
        requireRoom();
        ExportLogsServiceRequest request =
                json ? OtlpJson.logs(delivery.inflated()) : ExportLogsServiceRequest.parseFrom(delivery.inflated());
        try (Deletions.Standing _ = deletions.standing()) {
            requireProject(delivery.project());
            Set<String> deleted = deletedOf(delivery.project(), request);
            Rejected rejected;
            if (deleted.isEmpty()) {
                rejected = keepLogs(delivery, json, request);
            } else {
                ExportLogsServiceRequest rest = without(deleted, delivery).without(request);
                rejected = keepLogs(delivery.rewritten(rest.toByteArray()), false, rest)
                        .and(count(request) - count(rest), reason(deleted));
            }
            metrics.rejected(rejected.count());
            return rejected;
        }
    }

    private Rejected keepLogs(Delivery delivery, boolean json, ExportLogsServiceRequest request) {
        OtlpLogs.Decoded decoded = OtlpLogs.decode(request);
        if (!decoded.contents().isEmpty() || !decoded.scores().isEmpty()) {
            Redactor redactor = redactions.of(delivery.project());
            Optional<ExportLogsServiceRequest> redacted =
                    redactor.isOff() ? Optional.empty() : new RedactedRequests(redactor).logs(request);
            if (isKeptAsItCame(redactor, json, redacted)) {
                ArrivalKind kind = json ? ArrivalKind.LOGS_JSON : ArrivalKind.LOGS_PROTOBUF;
                keep(delivery, kind, () -> new Incoming.Content.Logs(decoded));
            } else {
                ExportLogsServiceRequest kept = redacted.orElse(request);
                keep(
                        delivery.rewritten(kept.toByteArray()),
                        ArrivalKind.LOGS_PROTOBUF,
                        () -> new Incoming.Content.Logs(OtlpLogs.decode(kept)));
            }
        }
        return decoded.rejected();
    }

    /** Counts a request with metrics; they are not kept, and a client that sends them by default need not be told. */
    public Rejected metrics(Delivery delivery, boolean json) {
        metrics.metricsIgnored(delivery.wire().length);
        return Rejected.NONE;
    }

    private boolean hasRoom(int bytes) {
        try {
            return tail.reserve(bytes, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before the request was kept", e);
        }
    }

    /** @param meaning asked for where there is room to remember it */
    private void keep(Delivery delivery, ArrivalKind kind, Supplier<Incoming.Content> meaning) {
        Instant now = clock.instant();
        String project = delivery.project();
        if (!knownProjects.contains(project)) {
            projects.ensure(project, now);
            knownProjects.add(project);
        }
        boolean imported = delivery.imported();
        int bytes = delivery.inflated().length;
        Arrival arrival = new Arrival(project, kind, imported, now, delivery.encoding(), delivery.wire());
        if (hasRoom(bytes)) {
            try {
                Optional<Incoming.Content> content = read(meaning);
                journal.append(arrival, position -> {
                    backlog.kept(position, bytes);
                    content.ifPresentOrElse(
                            read -> tail.put(new Incoming(position, project, imported, now, bytes, read)),
                            () -> tail.release(bytes));
                });
            } catch (RuntimeException e) {
                tail.release(bytes);
                throw e;
            }
        } else {
            journal.append(arrival, position -> backlog.kept(position, bytes));
        }
        metrics.accepted(delivery.wire().length);
    }

    /** Empty where a defect of ours is in the way: a sound request is kept all the same, and the projector says why it stops there. */
    private static Optional<Incoming.Content> read(Supplier<Incoming.Content> meaning) {
        try {
            return Optional.of(meaning.get());
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
