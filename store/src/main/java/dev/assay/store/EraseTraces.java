package dev.assay.store;

import java.time.Instant;
import java.util.Set;

/** Takes rows out of the columns; their bytes leave the file with the next {@link Columns#rewrite}. */
public interface EraseTraces {

    /** The traces with a span of the session. */
    Set<String> ofSession(String project, String sessionId);

    /** The traces with a span of the user. */
    Set<String> ofUser(String project, String userId);

    /** How many traces there are with a span. */
    long traces(String project);

    /** How many rows there are of it. */
    Erasure.Count count(Erasure erasure);

    /** Takes all of it out, or nothing. */
    Erasure.Count erase(Erasure erasure);

    /**
     * Takes out the traces of a project all of whose spans began before, what was said of them, and what was said before of
     * what is not there.
     */
    Erasure.Count eraseBefore(String project, Instant before);

    /** What rows that were replaced or taken out still cost. */
    Waste waste();

    /**
     * @param dead rows of spans that nobody can see any more
     * @param live rows of spans that can be seen
     * @param bytes of the file
     * @param free those of them that hold nothing
     */
    record Waste(long dead, long live, long bytes, long free) {}
}
