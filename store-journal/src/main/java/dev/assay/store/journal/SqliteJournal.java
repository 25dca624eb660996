package dev.assay.store.journal;

import dev.assay.store.Arrival;
import dev.assay.store.Ending;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in SQLite files, one for each UTC day.
 *
 * <p>Many requests share one synced commit: callers put their bodies, already compressed on their own threads, into a
 * queue that is bounded in bytes and wait; one writer thread takes everything that waits, commits it in one transaction
 * and wakes them. While a commit waits for the disk the next group gathers, so the busier it is the larger the groups
 * are, without any timer.
 */
public final class SqliteJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

    /** What one transaction takes at the most, so that the first in line does not wait for the last. */
    private static final long GROUP_BYTES = 16L << 20;

    private final Buffers buffers = new Buffers();
    private final Segments segments;
    private final long capacityBytes;
    private final Thread writer;

    /** One rewriting at a time. */
    private final Object rewrites = new Object();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition gathered = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private List<Waiting> waiting = new ArrayList<>();
    private long waitingBytes;
    private boolean closed;
    private volatile long lastPosition;
    private volatile String trouble = "";

    /**
     * Opens the journal of a folder, or begins one.
     *
     * @param capacityBytes how many bytes of compressed bodies may wait to be written, at least 1
     * @throws StoreException where a file is damaged or written by a newer version
     */
    public SqliteJournal(Path folder, long capacityBytes) {
        this.segments = Segments.open(folder);
        this.capacityBytes = capacityBytes;
        this.lastPosition = segments.lastPosition();
        this.writer = Thread.ofPlatform().name("journal-writer").daemon().start(this::writeGroups);
    }

    @Override
    public long append(Arrival arrival, LongConsumer durable) {
        Waiting mine = new Waiting(arrival, Body.compress(arrival, buffers), durable);
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the journal is closed");
            }
            long bytes = mine.body.bytes().length;
            if (waitingBytes > 0 && waitingBytes + bytes > capacityBytes) {
                throw new JournalFullException(waitingBytes, capacityBytes);
            }
            waiting.add(mine);
            waitingBytes += bytes;
            gathered.signal();
            while (!mine.settled) {
                settled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (mine.failure != null) {
            throw new StoreException("the journal could not be written: " + mine.failure.getMessage(), mine.failure);
        }
        return mine.position;
    }

    private void writeGroups() {
        while (true) {
            List<Waiting> group = nextGroup();
            if (group.isEmpty()) {
                return;
            }
            StoreException failure = write(group);
            settle(group, failure);
        }
    }

    /** Everything that waits, up to the bound; empty when the journal is closed and nothing waits. */
    private List<Waiting> nextGroup() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                gathered.awaitUninterruptibly();
            }
            int count = 0;
            long bytes = 0;
            while (count < waiting.size() && (count == 0 || bytes < GROUP_BYTES)) {
                bytes += waiting.get(count).body.bytes().length;
                count++;
            }
            List<Waiting> group = List.copyOf(waiting.subList(0, count));
            waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
            return group;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StoreException write(List<Waiting> group) {
        try {
            long position = lastPosition;
            for (Waiting each : group) {
                each.position = ++position;
            }
            segments.write(group);
            trouble = "";
            group.forEach(SqliteJournal::tell);
            return null;
        } catch (StoreException e) {
            LOG.error("{} requests could not be kept", group.size(), e);
            trouble = e.getMessage();
            return e;
        }
    }

    /** It is kept, whatever becomes of who is told of it; the next in line must not wait for ever. */
    private static void tell(Waiting durable) {
        try {
            durable.durable.accept(durable.position);
        } catch (RuntimeException e) {
            LOG.error("who was told of position {} failed", durable.position, e);
        }
    }

    private void settle(List<Waiting> group, @Nullable StoreException failure) {
        lock.lock();
        try {
            for (Waiting each : group) {
                waitingBytes -= each.body.bytes().length;
                each.failure = failure;
                each.settled = true;
            }
            if (failure == null) {
                lastPosition = group.getLast().position;
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<JournalEntry> read(long after, long maxBytes) {
        return after >= lastPosition ? List.of() : segments.read(after, maxBytes);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void skipTo(long position) {
        lock.lock();
        try {
            segments.skipTo(position);
            lastPosition = Math.max(lastPosition, position);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long lastPosition() {
        return lastPosition;
    }

    @Override
    public void awaitAfter(long position, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (lastPosition <= position && !closed && nanos > 0) {
                nanos = settled.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Rewritten rewrite(String project, Rewriting rewriting) {
        synchronized (rewrites) {
            Rewritten all = Rewritten.NONE;
            try (JournalLock _ = JournalLock.take(segments.folder)) {
                for (Segment segment : segments.all()) {
                    all = all.plus(new SegmentRewriting(segment, project, rewriting, buffers).run());
                }
            }
            return all;
        }
    }

    @Override
    public Rewritten search(String project, Rewriting rewriting) {
        Rewritten all = Rewritten.NONE;
        for (Segment segment : segments.all()) {
            all = all.plus(new SegmentRewriting(segment, project, rewriting, buffers).search());
        }
        return all;
    }

    @Override
    public long drop(Map<String, Instant> before) {
        synchronized (rewrites) {
            try (JournalLock _ = JournalLock.take(segments.folder)) {
                return dropLocked(before);
            }
        }
    }

    private long dropLocked(Map<String, Instant> before) {
        long dropped = 0;
        List<Segment> all = segments.all();
        for (Segment segment : all) {
            SegmentRetention retention = new SegmentRetention(segment, before);
            if (segment != all.getLast() && retention.coversAll()) {
                dropped += retention.expired();
                segments.remove(segment);
            } else {
                dropped += retention.drop();
            }
        }
        return dropped;
    }

    @Override
    public Map<String, Long> bytes() {
        Map<String, Long> bytes = new HashMap<>();
        for (Segment segment : segments.all()) {
            SegmentRetention.bytes(segment).forEach((project, more) -> bytes.merge(project, more, Long::sum));
        }
        return bytes;
    }

    @Override
    public Optional<Instant> newestWithin(String project, long maxBytes) {
        long left = maxBytes;
        for (Segment segment : segments.all().reversed()) {
            long size = SegmentRetention.bytes(segment).getOrDefault(project, 0L);
            if (size > left) {
                return SegmentRetention.newestWithin(segment, project, left);
            }
            left -= size;
        }
        return Optional.empty();
    }

    /** Writes what waits, then closes the files. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            gathered.signalAll();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
        Ending.await(writer);
        segments.close();
    }

    /** A request whose sender waits; changed by the writer before {@code settled}, read by the sender after. */
    static final class Waiting {

        final Arrival arrival;
        final Body body;
        final LongConsumer durable;
        long position;
        boolean settled;

        @Nullable StoreException failure;

        Waiting(Arrival arrival, Body body, LongConsumer durable) {
            this.arrival = arrival;
            this.body = body;
            this.durable = durable;
        }
    }
}
