package dev.assay.server.look;

import dev.assay.model.Span;
import dev.assay.store.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which traces something arrived for of late, in order, so that who follows them learns of it at once. A bounded memory: who
 * is too far behind is told so.
 */
public final class LiveTraces implements AutoCloseable {

    private static final int REMEMBERED = 20_000;

    private final ArrayDeque<Arrived> remembered = new ArrayDeque<>();
    private long newest;
    private long forgotten;
    private boolean closed;

    /**
     * Spans of one trace that were written together.
     *
     * @param number in the order of arrival, from 1 upwards
     * @param first the earliest start of these
     * @param last the latest
     */
    record Arrived(long number, String project, String traceId, Instant first, Instant last) {

        boolean isOfTrace(Arrived other) {
            return traceId.equals(other.traceId) && project.equals(other.project);
        }
    }

    /**
     * @param traces each once, in the order of arrival
     * @param reached the number to go on behind
     * @param behind whether something may be missing that is no longer remembered
     */
    record News(List<Arrived> traces, long reached, boolean behind) {}

    /** Told what was written, once it can be asked for. Spans of one trace mostly come one after another, and are remembered as one. */
    public synchronized void written(Batch batch) {
        for (Batch.SpanWrite write : batch.spans()) {
            Span span = write.span();
            Instant start = span.startTime();
            Arrived arrived = new Arrived(++newest, write.project(), span.traceId(), start, start);
            Arrived before = remembered.peekLast();
            if (before != null && arrived.isOfTrace(before)) {
                remembered.removeLast();
                remembered.addLast(joined(before, arrived));
            } else {
                remembered.addLast(arrived);
            }
        }
        while (remembered.size() > REMEMBERED) {
            forgotten = remembered.remove().number;
        }
        notifyAll();
    }

    private static Arrived joined(Arrived a, Arrived b) {
        return new Arrived(
                b.number,
                a.project,
                a.traceId,
                a.first.isBefore(b.first) ? a.first : b.first,
                a.last.isAfter(b.last) ? a.last : b.last);
    }

    synchronized long newest() {
        return newest;
    }

    /** Waits until something arrived behind the number, the time is over, or this is closed. */
    synchronized void await(long number, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (newest <= number && !closed && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** Waits until this is closed, or the time is over. */
    synchronized void awaitClosed(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (!closed && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** What arrived for a project behind the number. */
    synchronized News after(long number, String project) {
        Map<String, Arrived> traces = new LinkedHashMap<>();
        for (Arrived each : remembered) {
            if (each.number > number && each.project.equals(project)) {
                traces.merge(each.traceId, each, LiveTraces::joined);
            }
        }
        return new News(List.copyOf(traces.values()), newest, forgotten > number);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** After it was closed, somebody may follow again. */
    public synchronized void open() {
        closed = false;
    }

    /** Lets go of all who wait. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
