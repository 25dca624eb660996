package dev.assay.server.demo;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One turn of a conversation as one trace, ready to be sent.
 *
 * @param start when its first span starts
 * @param end when its last span ends; no earlier can it be sent
 * @param faults what goes wrong in it, known to the script alone and not part of what is sent
 */
public record Exchange(
        String traceId,
        String sessionId,
        Instant start,
        Instant end,
        ResourceSpans spans,
        Set<Fault> faults,
        Optional<Thumb> thumb) {

    public Exchange {
        faults = Set.copyOf(faults);
    }

    int spanCount() {
        return spans.getScopeSpansList().stream()
                .mapToInt(scope -> scope.getSpansCount())
                .sum();
    }

    /**
     * What the customer thought of the answer.
     *
     * @param up whether it pleased
     * @param comment why, or empty
     */
    public record Thumb(boolean up, String comment, Instant time) {}
}
