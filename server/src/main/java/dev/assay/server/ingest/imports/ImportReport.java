package dev.assay.server.ingest.imports;

import java.time.Instant;
import java.util.Optional;

/** What an import has done so far. */
public final class ImportReport {

    private long rows;
    private long badRows;
    private long traces;
    private long spans;
    private long scores;
    private long rejectedSpans;
    private String rejection = "";
    private Optional<Instant> earliest = Optional.empty();
    private Optional<Instant> latest = Optional.empty();

    void row() {
        rows++;
    }

    void badRow() {
        badRows++;
    }

    void add(ImportedTrace trace) {
        traces++;
        spans += trace.spans().size();
        scores += trace.scores().size();
        earliest = earliest.filter(time -> time.isBefore(trace.start())).or(() -> Optional.of(trace.start()));
        latest = latest.filter(time -> time.isAfter(trace.start())).or(() -> Optional.of(trace.start()));
    }

    void rejected(AssayClient.Rejection rejected) {
        rejectedSpans += rejected.spans();
        rejection = rejected.reason();
    }

    /** Rows read, good and bad. */
    public long rows() {
        return rows;
    }

    public long badRows() {
        return badRows;
    }

    public long traces() {
        return traces;
    }

    public long spans() {
        return spans;
    }

    public long scores() {
        return scores;
    }

    /** Spans that the server did not take. */
    public long rejectedSpans() {
        return rejectedSpans;
    }

    /** Why it did not take the last of them, or empty. */
    public String rejection() {
        return rejection;
    }

    /** When the earliest trace starts, where there is any. */
    public Optional<Instant> earliest() {
        return earliest;
    }

    /** When the latest trace starts, where there is any. */
    public Optional<Instant> latest() {
        return latest;
    }
}
