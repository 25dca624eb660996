package dev.assay.server.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.model.Score;
import dev.assay.server.ingest.dialect.Dialects;
import dev.assay.server.ingest.dialect.LogMeaning;
import dev.assay.server.ingest.otlp.OtlpFormatException;
import dev.assay.server.ingest.otlp.OtlpJson;
import dev.assay.store.ArrivalKind;
import dev.assay.store.Erasure;
import dev.assay.store.Journal;
import dev.assay.store.Journal.Replacement;
import dev.assay.store.JournalEntry;
import dev.assay.store.json.ScoreJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests without what is to be gone. What others sent in the same request stays as it was; a resource or scope that is left
 * without anything goes too, and a request that is left without anything becomes an empty one.
 */
public final class WithoutTraces implements Journal.Rewriting {

    private static final byte[] NOTHING = {};

    private final Erasure erasure;
    private final Set<ByteString> traceIds;

    public WithoutTraces(Erasure erasure) {
        this.erasure = erasure;
        this.traceIds = HashSet.newHashSet(erasure.traceIds().size());
        for (String traceId : erasure.traceIds()) {
            traceIds.add(ByteString.copyFrom(HexFormat.of().parseHex(traceId)));
        }
    }

    @Override
    public Optional<Replacement> of(JournalEntry entry) {
        return erasure.whole() ? nothing(entry) : rest(entry);
    }

    /** Whatever it is, readable or not. */
    private static Optional<Replacement> nothing(JournalEntry entry) {
        if (entry.body().length == 0) {
            return Optional.empty();
        }
        Erasure.Count removed;
        try {
            removed = switch (entry.kind()) {
                case TRACES_PROTOBUF -> spans(ExportTraceServiceRequest.parseFrom(entry.body()));
                case TRACES_JSON -> spans(OtlpJson.traces(entry.body()));
                case LOGS_PROTOBUF -> records(ExportLogsServiceRequest.parseFrom(entry.body()));
                case LOGS_JSON -> records(OtlpJson.logs(entry.body()));
                case SCORES ->
                    new Erasure.Count(0, 0, ScoreJson.read(entry.body()).size());
            };
        } catch (InvalidProtocolBufferException | OtlpFormatException | IllegalArgumentException e) {
            removed = Erasure.Count.NONE;
        }
        return Optional.of(new Replacement(ArrivalKind.TRACES_PROTOBUF, NOTHING, removed));
    }

    private static Erasure.Count spans(ExportTraceServiceRequest request) {
        long spans = request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .mapToLong(ScopeSpans::getSpansCount)
                .sum();
        return new Erasure.Count(spans, 0, 0);
    }

    private static Erasure.Count records(ExportLogsServiceRequest request) {
        List<LogRecord> all = request.getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .toList();
        long scores = all.stream()
                .filter(log -> Dialects.read(log, 0) instanceof LogMeaning.Score)
                .count();
        return new Erasure.Count(0, all.size() - scores, scores);
    }

    private Optional<Replacement> rest(JournalEntry entry) {
        try {
            return switch (entry.kind()) {
                case TRACES_PROTOBUF -> traces(ExportTraceServiceRequest.parseFrom(entry.body()));
                case TRACES_JSON -> traces(OtlpJson.traces(entry.body()));
                case LOGS_PROTOBUF -> logs(ExportLogsServiceRequest.parseFrom(entry.body()));
                case LOGS_JSON -> logs(OtlpJson.logs(entry.body()));
                case SCORES -> scores(entry.body());
            };
        } catch (InvalidProtocolBufferException | OtlpFormatException e) {
            throw new IllegalArgumentException("the body is no request: " + e.getMessage(), e);
        }
    }

    private Optional<Replacement> traces(ExportTraceServiceRequest request) {
        long spans = request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> traceIds.contains(span.getTraceId()))
                .count();
        if (spans == 0) {
            return Optional.empty();
        }
        return Optional.of(new Replacement(
                ArrivalKind.TRACES_PROTOBUF, without(request).toByteArray(), new Erasure.Count(spans, 0, 0)));
    }

    /** The request without the spans of the traces. */
    ExportTraceServiceRequest without(ExportTraceServiceRequest request) {
        ExportTraceServiceRequest.Builder rest = ExportTraceServiceRequest.newBuilder();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            ResourceSpans.Builder left = resource.toBuilder().clearScopeSpans();
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                ScopeSpans.Builder some = scope.toBuilder().clearSpans();
                scope.getSpansList().stream()
                        .filter(span -> !traceIds.contains(span.getTraceId()))
                        .forEach(some::addSpans);
                if (some.getSpansCount() > 0) {
                    left.addScopeSpans(some);
                }
            }
            if (left.getScopeSpansCount() > 0) {
                rest.addResourceSpans(left);
            }
        }
        return rest.build();
    }

    private Optional<Replacement> logs(ExportLogsServiceRequest request) {
        long[] removed = new long[2];
        ExportLogsServiceRequest rest = without(request, removed);
        return removed[0] + removed[1] == 0
                ? Optional.empty()
                : Optional.of(new Replacement(
                        ArrivalKind.LOGS_PROTOBUF, rest.toByteArray(), new Erasure.Count(0, removed[0], removed[1])));
    }

    /** The request without the records of the traces, and without scores of the sessions. */
    ExportLogsServiceRequest without(ExportLogsServiceRequest request) {
        return without(request, new long[2]);
    }

    /** @param removed counts records that are no scores, and those that are */
    private ExportLogsServiceRequest without(ExportLogsServiceRequest request, long[] removed) {
        ExportLogsServiceRequest.Builder rest = ExportLogsServiceRequest.newBuilder();
        for (ResourceLogs resource : request.getResourceLogsList()) {
            ResourceLogs.Builder left = resource.toBuilder().clearScopeLogs();
            for (ScopeLogs scope : resource.getScopeLogsList()) {
                ScopeLogs.Builder some = scope.toBuilder().clearLogRecords();
                for (LogRecord log : scope.getLogRecordsList()) {
                    boolean ofTrace = traceIds.contains(log.getTraceId());
                    boolean score = (ofTrace || !erasure.sessionIds().isEmpty())
                            && Dialects.read(log, 0) instanceof LogMeaning.Score(Score said)
                            && (ofTrace || erasure.has(said));
                    if (ofTrace || score) {
                        removed[score ? 1 : 0]++;
                    } else {
                        some.addLogRecords(log);
                    }
                }
                if (some.getLogRecordsCount() > 0) {
                    left.addScopeLogs(some);
                }
            }
            if (left.getScopeLogsCount() > 0) {
                rest.addResourceLogs(left);
            }
        }
        return rest.build();
    }

    private Optional<Replacement> scores(byte[] body) {
        List<Score> scores = ScoreJson.read(body);
        List<Score> rest = scores.stream().filter(score -> !erasure.has(score)).toList();
        if (rest.size() == scores.size()) {
            return Optional.empty();
        }
        Erasure.Count removed = new Erasure.Count(0, 0, scores.size() - rest.size());
        return Optional.of(
                rest.isEmpty()
                        ? new Replacement(ArrivalKind.TRACES_PROTOBUF, NOTHING, removed)
                        : new Replacement(ArrivalKind.SCORES, ScoreJson.write(rest), removed));
    }
}
