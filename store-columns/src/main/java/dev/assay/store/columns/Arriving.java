package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.IdHash;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A span of the batch at hand, with what more than one step of the writer asks of it. */
final class Arriving {

    private static final int NOT_ASKED = -1;

    private final SpanWrite write;
    private final Trace trace;
    private final long start;
    private boolean head;
    private int tells = NOT_ASKED;

    /** @param start as it is stored */
    Arriving(SpanWrite write, Trace trace, long start) {
        this.write = write;
        this.trace = trace;
        this.start = start;
        head = write.span().isRoot();
    }

    SpanWrite write() {
        return write;
    }

    String project() {
        return write.project();
    }

    Span span() {
        return write.span();
    }

    Trace trace() {
        return trace;
    }

    long start() {
        return start;
    }

    /** Whether it may stand for its trace in a list. */
    boolean isHead() {
        return head;
    }

    /** Bits of what it tells of its trace ({@link Telling}); to be asked first in the order of arrival. */
    int tells() {
        if (tells == NOT_ASKED) {
            tells = trace.tells(span());
        }
        return tells;
    }

    private boolean isBefore(Arriving other) {
        return start < other.start
                || (start == other.start
                        && span().spanId().compareTo(other.span().spanId()) < 0);
    }

    record TraceKey(String project, UUID traceId) {

        static TraceKey of(SpanWrite write) {
            return new TraceKey(write.project(), Ids.trace(write.span().traceId()));
        }

        long hash() {
            return IdHash.ofTrace(project, traceId.getMostSignificantBits(), traceId.getLeastSignificantBits());
        }
    }

    /** The trace that some of them belong to. */
    static final class Trace {

        private final TraceKey key;
        private final long hash;
        private final TraceMemory.Known known;
        private @Nullable Arriving earliest;
        private @Nullable Telling telling;
        private int spans;

        Trace(TraceKey key, long hash, TraceMemory.Known known) {
            this.key = key;
            this.hash = hash;
            this.known = known;
        }

        TraceKey key() {
            return key;
        }

        /** Of the key. */
        long hash() {
            return hash;
        }

        TraceMemory.Known known() {
            return known;
        }

        /** To be called for each of its spans, before anything is asked. */
        void add(Arriving span) {
            spans++;
            known.add(span.start);
            if (span.head) {
                known.rooted();
            } else if (earliest == null || span.isBefore(earliest)) {
                earliest = span;
            }
        }

        /** Marks the first span where the root has not come. */
        void markHead() {
            if (earliest != null && earliest.start <= known.head) {
                earliest.head = true;
                known.head = earliest.start;
            }
        }

        /** Bits of what that one tells; to be asked once for each of its spans, in their order. */
        private int tells(Span span) {
            if (spans == 1) {
                return Telling.all(span);
            }
            if (telling == null) {
                telling = new Telling();
            }
            return telling.of(span);
        }
    }
}
