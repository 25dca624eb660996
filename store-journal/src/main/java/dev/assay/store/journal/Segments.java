package dev.assay.store.journal;

import dev.assay.store.JournalEntry;
import dev.assay.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the journal in the order of their days; only the newest is written to. */
final class Segments implements AutoCloseable {

    static final String SUFFIX = ".db";

    final Path folder;
    private final List<Segment> segments;
    private long skipped;

    private Segments(Path folder, List<Segment> segments) {
        this.folder = folder;
        this.segments = segments;
    }

    static Segments open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("the journal's folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        List<Segment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            for (Path file : all) {
                if (file.toString().contains(Draft.SUFFIX)) {
                    Files.delete(file); // of a rewriting that a crash has ended
                }
            }
            for (Path file :
                    all.stream().filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                long after = segments.isEmpty() ? 0 : segments.getLast().lastPosition();
                segments.add(Segment.open(file, after));
            }
        } catch (IOException e) {
            throw new StoreException("the journal's folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return new Segments(folder, segments);
    }

    synchronized long lastPosition() {
        return Math.max(skipped, segments.isEmpty() ? 0 : segments.getLast().lastPosition());
    }

    synchronized void skipTo(long position) {
        skipped = Math.max(skipped, position);
    }

    /** One transaction; a group that runs over midnight goes to the file of its first arrival. */
    void write(List<SqliteJournal.Waiting> group) {
        segmentOf(group.getFirst().arrival.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                .write(group);
    }

    private synchronized Segment segmentOf(LocalDate day) {
        // A clock that was set back goes on in the newest file: positions have to rise from file to file.
        if (segments.isEmpty() || day.isAfter(segments.getLast().day())) {
            segments.add(Segment.open(folder.resolve(day + SUFFIX), lastPosition()));
        }
        return segments.getLast();
    }

    List<JournalEntry> read(long after, long maxBytes) {
        List<JournalEntry> entries = new ArrayList<>();
        long bytes = 0;
        for (Segment segment : following(after)) {
            long position = entries.isEmpty() ? after : entries.getLast().position();
            for (JournalEntry entry : segment.read(position, maxBytes - bytes)) {
                entries.add(entry);
                bytes += entry.body().length;
            }
            if (bytes >= maxBytes) {
                break;
            }
        }
        return entries;
    }

    /** Those that there are now, in order. */
    synchronized List<Segment> all() {
        return List.copyOf(segments);
    }

    /** Removes a file that is not the newest. */
    synchronized void remove(Segment segment) {
        if (segments.indexOf(segment) < segments.size() - 1) {
            segments.remove(segment);
            segment.remove();
        }
    }

    private synchronized List<Segment> following(long after) {
        return segments.stream().filter(s -> s.lastPosition() > after).toList();
    }

    @Override
    public synchronized void close() {
        segments.forEach(Segment::close);
    }
}
