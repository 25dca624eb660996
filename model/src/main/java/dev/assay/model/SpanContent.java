package dev.assay.model;

import java.time.Instant;

/**
 * A message of a span that its client sent beside it, as a log event, before or after the span itself.
 *
 * @param traceId the trace of the span, 32 lower-case hexadecimal digits
 * @param spanId the span, 16 lower-case hexadecimal digits
 * @param time when the event was written; contents of one direction are read in this order, then by their index
 * @param index of a choice, its number; of another message its place among those of the span that one request brought,
 *     because clients write many within one tick of their clock
 * @param finishReason why this choice ended, in normalised words, or empty; only on output
 */
public record SpanContent(
        String traceId,
        String spanId,
        Instant time,
        Direction direction,
        int index,
        Message message,
        String finishReason) {

    /** Whether the message went into the model or came out of it. */
    public enum Direction {
        INPUT,
        OUTPUT
    }

    public SpanKey key(String project) {
        return new SpanKey(project, traceId, spanId);
    }
}
