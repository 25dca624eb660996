package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.store.Batch.SpanWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the spans that may stand for their trace in a list: every root, and in a trace whose root has not arrived the
 * first span, again whenever an earlier one comes. What it no longer remembers it marks once more: a head too many is
 * passed over when a list is read, a head too few would hide a trace.
 */
final class Heads {

    private static final int REMEMBERED = 100_000;

    private record TraceKey(String project, String traceId) {}

    /**
     * What is known of a trace.
     *
     * @param start of its earliest head
     * @param rooted whether a root was seen
     * @param first the earliest start of a span
     * @param last the latest
     */
    private record Known(Instant start, boolean rooted, Instant first, Instant last) {

        Known and(Span span) {
            Instant time = span.startTime();
            return new Known(start, rooted, time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
        }

        Duration width() {
            return Duration.between(first, last);
        }
    }

    private final Map<TraceKey, Known> remembered = new LinkedHashMap<>();
    private final Map<String, Duration> widths = new HashMap<>();

    /** By identity: a span is large, and to compare its texts would cost more than to write them. */
    Set<SpanWrite> of(List<SpanWrite> writes) {
        Map<TraceKey, SpanWrite> earliest = new HashMap<>();
        Set<SpanWrite> heads = Collections.newSetFromMap(new IdentityHashMap<>());
        widths.clear();
        for (SpanWrite write : writes) {
            Span span = write.span();
            TraceKey key = new TraceKey(write.project(), span.traceId());
            if (span.isRoot()) {
                heads.add(write);
            } else {
                earliest.merge(key, write, Heads::earlier);
            }
            Known known = remembered.get(key);
            Instant start = span.startTime();
            known = known == null
                    ? new Known(Instant.MAX, span.isRoot(), start, start)
                    : new Known(known.start, known.rooted || span.isRoot(), known.first, known.last).and(span);
            remembered.put(key, known);
            widths.merge(write.project(), known.width(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        earliest.forEach((key, write) -> {
            Instant start = write.span().startTime();
            Known known = Objects.requireNonNull(remembered.get(key));
            if (!known.rooted && !start.isAfter(known.start)) {
                heads.add(write);
                remembered.put(key, new Known(start, false, known.first, known.last));
            }
        });
        forgetOldest();
        return heads;
    }

    /** How far apart the spans of one trace lie at most, of those traces that the last spans belong to, by project. */
    Map<String, Duration> widths() {
        return widths;
    }

    private static SpanWrite earlier(SpanWrite a, SpanWrite b) {
        int order = a.span().startTime().compareTo(b.span().startTime());
        if (order == 0) {
            order = a.span().spanId().compareTo(b.span().spanId());
        }
        return order <= 0 ? a : b;
    }

    private void forgetOldest() {
        Iterator<TraceKey> oldest = remembered.keySet().iterator();
        while (remembered.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    void clear() {
        remembered.clear();
    }
}
