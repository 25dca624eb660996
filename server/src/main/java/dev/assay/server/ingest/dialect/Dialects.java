package dev.assay.server.ingest.dialect;

import com.google.protobuf.ByteString;
import dev.assay.model.Client;
import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanContent;
import dev.assay.server.ingest.price.Prices;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Spans of every client as canonical spans. */
public final class Dialects {

    /** In bytes. */
    public static final int TRACE_ID_LENGTH = 16;

    /** In bytes. */
    public static final int SPAN_ID_LENGTH = 8;

    /**
     * In the order in which they are asked: first those that are known by their scope or by attributes with their own name,
     * then the conventions, because a vendor's spans often follow one of them too.
     */
    private static final List<Dialect> DIALECTS = List.of(
            new Langfuse(),
            new LangSmith(),
            new AnthropicSdk(),
            new ClaudeCode(),
            new PydanticAi(),
            new GoogleAdk(),
            new OpenLit(),
            new AiSdk7(),
            new MlFlow(),
            new Traceloop(),
            new OpenInference(),
            new AiSdk(),
            new SpringAi(),
            new LangChain4j(),
            new OtelGenAi(),
            new PlainSpans());

    private Dialects() {}

    /**
     * @param received whose ids are valid
     * @param prices of calls whose cost their client does not tell
     * @param texts for what is left of it
     */
    public static Span toSpan(Origin origin, ReceivedSpan received, Prices prices, JsonTexts texts) {
        SpanSource source = SpanSource.of(origin, received);
        io.opentelemetry.proto.trace.v1.Span proto = received.proto();
        SpanBuilder span = new SpanBuilder(Ids.hex(proto.getTraceId()), Ids.hex(proto.getSpanId()));
        if (Ids.isValid(proto.getParentSpanId(), SPAN_ID_LENGTH)) {
            span.parentSpanId = Ids.hex(proto.getParentSpanId());
        }
        span.name = proto.getName();
        readTimes(proto, span);
        if (Exported.is(source.attributes())) {
            Optional<Span> exported = Exported.read(origin, source, span);
            if (exported.isPresent()) {
                return exported.get();
            }
        }
        Dialect dialect = of(source);
        span.client = new Client(origin.scopeName(), origin.scopeVersion(), dialect.name());
        span.service = origin.service();
        dialect.read(source, span);
        CommonFields.read(source, span);
        Costs.fill(source.attributes(), span, prices);
        if (span.environment.isEmpty()) {
            span.environment = origin.environment();
        }
        span.attributes = Leftovers.of(origin, source, texts);
        return span.build();
    }

    /**
     * What a log record says.
     *
     * @param position how many messages of the same span the same request has brought before this record
     */
    public static LogMeaning read(LogRecord log, int position) {
        Attributes attributes = Attributes.of(log.getAttributesList());
        String event = log.getEventName().isEmpty() ? attributes.text("event.name") : log.getEventName();
        boolean isScore = event.equals(Evaluations.EVENT);
        if (!isScore && !ContentEvents.isContent(event)) {
            return new LogMeaning.NotOurs();
        }
        boolean hasTrace = Ids.isValid(log.getTraceId(), TRACE_ID_LENGTH);
        boolean hasSpan = hasTrace && Ids.isValid(log.getSpanId(), SPAN_ID_LENGTH);
        String traceId = hasTrace ? Ids.hex(log.getTraceId()) : "";
        String spanId = hasSpan ? Ids.hex(log.getSpanId()) : "";
        Instant time = Ids.instant(log.getTimeUnixNano() == 0 ? log.getObservedTimeUnixNano() : log.getTimeUnixNano());
        if (isScore) {
            return Evaluations.score(attributes, traceId, spanId, time)
                    .<LogMeaning>map(LogMeaning.Score::new)
                    .orElseGet(() -> new LogMeaning.Unusable(event + " without a name, a value or what it is about"));
        }
        if (!hasSpan && !ContentEvents.isOfSpan(event)) {
            return new LogMeaning.NotOurs();
        }
        if (!hasSpan) {
            return new LogMeaning.Unusable(event + " without the trace id and span id of the span it belongs to");
        }
        List<SpanContent> contents = new ArrayList<>();
        for (ContentEvents.Piece piece : ContentEvents.pieces(event, attributes, log.getBody())) {
            int index = piece.choice() < 0 ? position + contents.size() : piece.choice();
            contents.add(new SpanContent(
                    traceId, spanId, time, piece.direction(), index, piece.message(), piece.finishReason()));
        }
        return new LogMeaning.Contents(contents);
    }

    /** Adds the scores that a span carries. To be asked before its meaning is read. */
    public static void addScores(ReceivedSpan received, List<Score> scores) {
        io.opentelemetry.proto.trace.v1.Span span = received.proto();
        for (io.opentelemetry.proto.trace.v1.Span.Event event : span.getEventsList()) {
            if (event.getName().equals(Evaluations.EVENT)) {
                Evaluations.score(
                                Attributes.of(event.getAttributesList()),
                                Ids.hex(span.getTraceId()),
                                Ids.hex(span.getSpanId()),
                                Ids.instant(event.getTimeUnixNano()))
                        .ifPresent(scores::add);
            }
        }
        Annotations.addScores(span, received.attributes(), scores);
    }

    /** Whether a span of this id can be stored. */
    public static boolean isTraceId(ByteString id) {
        return Ids.isValid(id, TRACE_ID_LENGTH);
    }

    /** Whether a span of this id can be stored. */
    public static boolean isSpanId(ByteString id) {
        return Ids.isValid(id, SPAN_ID_LENGTH);
    }

    private static Dialect of(SpanSource source) {
        for (Dialect dialect : DIALECTS) {
            if (dialect.wrote(source)) {
                return dialect;
            }
        }
        throw new IllegalStateException("no dialect for " + source.span() + " (expected: the last one takes all)");
    }

    /** A span that tells only one of its times has no duration. */
    private static void readTimes(io.opentelemetry.proto.trace.v1.Span proto, SpanBuilder span) {
        Instant start = Ids.instant(proto.getStartTimeUnixNano());
        Instant end = Ids.instant(proto.getEndTimeUnixNano());
        span.startTime = proto.getStartTimeUnixNano() == 0 ? end : start;
        span.endTime = proto.getEndTimeUnixNano() == 0 ? start : end;
    }
}
