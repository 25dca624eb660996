package dev.assay.server.ingest.otlp;

import com.google.protobuf.ByteString;
import dev.assay.model.Score;
import dev.assay.model.SpanContent;
import dev.assay.server.ingest.dialect.Dialects;
import dev.assay.server.ingest.dialect.LogMeaning;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request with log records, taken apart. */
public final class OtlpLogs {

    private OtlpLogs() {}

    /**
     * @param contents in the order of the request
     * @param scores in the order of the request
     * @param notOurs how many log records say nothing of a trace; they are neither kept nor rejected
     */
    public record Decoded(List<SpanContent> contents, List<Score> scores, long notOurs, Rejected rejected) {

        public Decoded {
            contents = List.copyOf(contents);
            scores = List.copyOf(scores);
        }
    }

    public static Decoded decode(ExportLogsServiceRequest request) {
        List<SpanContent> contents = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        Map<ByteString, Integer> positions = new HashMap<>();
        long notOurs = 0;
        Rejected rejected = Rejected.NONE;
        for (ResourceLogs resource : request.getResourceLogsList()) {
            for (ScopeLogs scope : resource.getScopeLogsList()) {
                for (LogRecord log : scope.getLogRecordsList()) {
                    ByteString span = log.getTraceId().concat(log.getSpanId());
                    switch (Dialects.read(log, positions.getOrDefault(span, 0))) {
                        case LogMeaning.Contents found -> {
                            contents.addAll(found.contents());
                            positions.merge(span, found.contents().size(), Integer::sum);
                        }
                        case LogMeaning.Score found -> scores.add(found.score());
                        case LogMeaning.Unusable unusable -> rejected = rejected.and(unusable.reason());
                        case LogMeaning.NotOurs _ -> notOurs++;
                    }
                }
            }
        }
        return new Decoded(contents, scores, notOurs, rejected);
    }
}
