package dev.assay.store.memory;

import dev.assay.store.Arrival;
import dev.assay.store.ArrivalKind;
import dev.assay.store.Erasure;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public String trouble() {
        return "";
    }

    /** Their places are taken by empty requests. */
    @Override
    public synchronized void skipTo(long position) {
        while (entries.size() < position) {
            entries.add(new JournalEntry(
                    entries.size() + 1L, "", ArrivalKind.TRACES_PROTOBUF, false, Instant.EPOCH, new byte[0]));
        }
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
    public synchronized Rewritten rewrite(String project, Rewriting rewriting) {
        return look(project, rewriting, true);
    }

    @Override
    public synchronized Rewritten search(String project, Rewriting rewriting) {
        return look(project, rewriting, false);
    }

    private Rewritten look(String project, Rewriting rewriting, boolean change) {
        Rewritten all = Rewritten.NONE;
        for (int i = 0; i < entries.size(); i++) {
            JournalEntry entry = entries.get(i);
            if (entry.project().equals(project)) {
                Optional<Replacement> replacement = rewriting.of(entry);
                all = all.plus(new Rewritten(
                        1,
                        replacement.isPresent() ? 1 : 0,
                        replacement.map(Replacement::removed).orElse(Erasure.Count.NONE),
                        0));
                if (change && replacement.isPresent()) {
                    entries.set(
                            i,
                            with(
                                    entry,
                                    replacement.get().kind(),
                                    replacement.get().body()));
                }
            }
        }
        return all;
    }

    private static JournalEntry with(JournalEntry entry, ArrivalKind kind, byte[] body) {
        return new JournalEntry(entry.position(), entry.project(), kind, entry.imported(), entry.receivedAt(), body);
    }

    /** Their place stays, empty. */
    @Override
    public synchronized long drop(Map<String, Instant> before) {
        long dropped = 0;
        for (int i = 0; i < entries.size(); i++) {
            JournalEntry entry = entries.get(i);
            if (entry.receivedAt().isBefore(before.getOrDefault(entry.project(), Instant.MIN))
                    && entry.body().length > 0) {
                entries.set(i, with(entry, ArrivalKind.TRACES_PROTOBUF, new byte[0]));
                dropped++;
            }
        }
        return dropped;
    }

    @Override
    public synchronized Map<String, Long> bytes() {
        Map<String, Long> bytes = new HashMap<>();
        entries.forEach(entry -> bytes.merge(entry.project(), (long) entry.body().length, Long::sum));
        return bytes;
    }

    @Override
    public synchronized Optional<Instant> newestWithin(String project, long maxBytes) {
        long bytes = 0;
        Instant oldest = Instant.MAX;
        for (JournalEntry entry : entries.reversed()) {
            if (entry.project().equals(project)) {
                bytes += entry.body().length;
                if (bytes > maxBytes) {
                    return Optional.of(
                            oldest.equals(Instant.MAX) ? entry.receivedAt().plusMillis(1) : oldest);
                }
                oldest = entry.receivedAt();
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
