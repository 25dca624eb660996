package dev.assay.model;

import java.time.Instant;

/**
 * A message of a span that its client sent beside it, as a log event, before or after the span itself.
 *
 * @param traceId the trace of the span, 32 lower-case hexadecimal digits
 * @param spanId the span, 16 lower-case hexadecimal digits
 * @param time when the event was written; contents of one direction are read in this order
 * @param finishReason why this choice ended, in normalised words, or empty; only on output
 */
public record SpanContent(
        String traceId, String spanId, Instant time, Direction direction, Message message, String finishReason) {

    /** Whether the message went into the model or came out of it. */
    public enum Direction {
        INPUT,
        OUTPUT
    }

    public SpanKey key(String project) {
        return new SpanKey(project, traceId, spanId);
    }
}
