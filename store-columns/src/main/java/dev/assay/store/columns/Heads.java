package dev.assay.store.columns;

import dev.assay.store.Batch.SpanWrite;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the spans that may stand for their trace in a list: every root, and in a trace whose root has not arrived the
 * first span, again whenever an earlier one comes. What it no longer remembers it marks once more: a head too many is
 * passed over when a list is read, a head too few would hide a trace.
 */
final class Heads {

    private static final int REMEMBERED = 100_000;

    private record TraceKey(String project, String traceId) {}

    /** The start of the earliest head of a trace; {@link Instant#MIN} where a root was seen. */
    private final Map<TraceKey, Instant> remembered = new LinkedHashMap<>();

    /** By identity: a span is large, and to compare its texts would cost more than to write them. */
    Set<SpanWrite> of(List<SpanWrite> writes) {
        Map<TraceKey, SpanWrite> earliest = new HashMap<>();
        Set<SpanWrite> heads = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SpanWrite write : writes) {
            TraceKey key = new TraceKey(write.project(), write.span().traceId());
            if (write.span().isRoot()) {
                heads.add(write);
                remembered.put(key, Instant.MIN);
            } else {
                earliest.merge(key, write, Heads::earlier);
            }
        }
        earliest.forEach((key, write) -> {
            Instant start = write.span().startTime();
            Instant known = remembered.getOrDefault(key, Instant.MAX);
            if (!start.isAfter(known)) {
                heads.add(write);
                remembered.put(key, start);
            }
        });
        forgetOldest();
        return heads;
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
