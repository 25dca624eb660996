package dev.assay.server.ingest.otlp;

import com.google.protobuf.ByteString;
import dev.assay.model.Score;
import dev.assay.server.ingest.dialect.Dialects;
import dev.assay.server.ingest.dialect.JsonTexts;
import dev.assay.server.ingest.dialect.ReceivedSpan;
import dev.assay.server.ingest.price.Prices;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A request with spans, taken apart. */
public final class OtlpTraces {

    private OtlpTraces() {}

    /**
     * @param spans in the order of the request
     * @param scores that the spans carry
     */
    public record Decoded(List<dev.assay.model.Span> spans, List<Score> scores, Rejected rejected) {

        public Decoded {
            spans = List.copyOf(spans);
            scores = List.copyOf(scores);
        }
    }

    /** What would be rejected, without reading the rest. */
    public static Rejected check(SpansRequest request) {
        Rejected rejected = Rejected.NONE;
        for (SpansRequest.Group group : request.groups()) {
            for (ReceivedSpan span : group.spans()) {
                rejected = check(span.proto(), rejected);
            }
        }
        return rejected;
    }

    /** The same of a request that may be rewritten before it is read. */
    public static Rejected check(ExportTraceServiceRequest request) {
        Rejected rejected = Rejected.NONE;
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    rejected = check(span, rejected);
                }
            }
        }
        return rejected;
    }

    private static Rejected check(Span span, Rejected before) {
        return hasIds(span) ? before : before.and(reason(span));
    }

    /** The same with what a call cost nowhere but where its client says it. */
    public static Decoded decode(ExportTraceServiceRequest request) {
        return decode(SpansRequest.of(request), Prices.NONE);
    }

    /**
     * Spans whose ids are invalid are left out; nothing else is ever left out.
     *
     * @param prices of calls whose cost their client does not tell
     */
    public static Decoded decode(SpansRequest request, Prices prices) {
        List<dev.assay.model.Span> spans = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        Rejected rejected = Rejected.NONE;
        try (JsonTexts texts = new JsonTexts()) {
            for (SpansRequest.Group group : request.groups()) {
                for (ReceivedSpan span : group.spans()) {
                    if (hasIds(span.proto())) {
                        Dialects.addScores(span, scores);
                        spans.add(Dialects.toSpan(group.origin(), span, prices, texts));
                    } else {
                        rejected = rejected.and(reason(span.proto()));
                    }
                }
            }
        }
        return new Decoded(spans, scores, rejected);
    }

    private static boolean hasIds(Span span) {
        return Dialects.isTraceId(span.getTraceId()) && Dialects.isSpanId(span.getSpanId());
    }

    private static String reason(Span span) {
        return Dialects.isTraceId(span.getTraceId())
                ? reason(span, "spanId", span.getSpanId(), Dialects.SPAN_ID_LENGTH)
                : reason(span, "traceId", span.getTraceId(), Dialects.TRACE_ID_LENGTH);
    }

    private static String reason(Span span, String field, ByteString id, int length) {
        return "the " + field + " of span \"" + span.getName() + "\" is \""
                + HexFormat.of().formatHex(id.toByteArray()) + "\" (expected: " + 2 * length
                + " hexadecimal digits, not all zero)";
    }
}
