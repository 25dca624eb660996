package dev.assay.server.ingest.otlp;

import com.google.protobuf.ByteString;
import dev.assay.model.Score;
import dev.assay.server.ingest.dialect.Dialects;
import dev.assay.server.ingest.dialect.Origin;
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
    public static Rejected check(ExportTraceServiceRequest request) {
        Rejected rejected = Rejected.NONE;
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    rejected = hasIds(span) ? rejected : rejected.and(reason(span));
                }
            }
        }
        return rejected;
    }

    /** Spans whose ids are invalid are left out; nothing else is ever left out. */
    public static Decoded decode(ExportTraceServiceRequest request) {
        return decode(request, Prices.NONE);
    }

    /**
     * The same with what calls cost.
     *
     * @param prices of calls whose cost their client does not tell
     */
    public static Decoded decode(ExportTraceServiceRequest request, Prices prices) {
        List<dev.assay.model.Span> spans = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        Rejected rejected = Rejected.NONE;
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                Origin origin = Origin.of(resource.getResource(), scope.getScope());
                for (Span span : scope.getSpansList()) {
                    if (hasIds(span)) {
                        spans.add(Dialects.toSpan(origin, span, prices));
                        scores.addAll(Dialects.scores(span));
                    } else {
                        rejected = rejected.and(reason(span));
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
