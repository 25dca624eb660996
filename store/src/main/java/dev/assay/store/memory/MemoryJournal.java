package dev.assay.store.memory;

import dev.assay.store.Arrival;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** A journal that is gone with the process. */
public final class MemoryJournal implements Journal {

    private final long capacityBytes;
    private final List<JournalEntry> entries = new ArrayList<>();
    private boolean closed;

    /** @param capacityBytes the largest body that is taken: nothing ever waits here */
    public MemoryJournal(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    @Override
    public synchronized long append(Arrival arrival, LongConsumer durable) {
        if (closed) {
            throw new StoreException("the journal is closed");
        }
        if (arrival.body().length > capacityBytes) {
            throw new JournalFullException(0, capacityBytes);
        }
        long position = entries.size() + 1L;
        entries.add(new JournalEntry(
                position,
                arrival.project(),
                arrival.kind(),
                arrival.imported(),
                arrival.receivedAt(),
                inflate(arrival)));
        durable.accept(position);
        notifyAll();
        return position;
    }

    private static byte[] inflate(Arrival arrival) {
        return switch (arrival.encoding()) {
            case IDENTITY -> arrival.body();
            case GZIP -> {
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(arrival.body()))) {
                    yield in.readAllBytes();
                } catch (IOException e) {
                    throw new StoreException("a gzipped body cannot be read", e);
                }
            }
        };
    }

    @Override
    public synchronized List<JournalEntry> read(long after, long maxBytes) {
        List<JournalEntry> read = new ArrayList<>();
        long bytes = 0;
        for (long position = after; position < entries.size() && (read.isEmpty() || bytes < maxBytes); position++) {
            JournalEntry entry = entries.get((int) position);
            read.add(entry);
            bytes += entry.body().length;
        }
        return read;
    }

    @Override
    public synchronized long lastPosition() {
        return entries.size();
    }

    @Override
    public synchronized void awaitAfter(long position, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (entries.size() <= position && !closed) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
