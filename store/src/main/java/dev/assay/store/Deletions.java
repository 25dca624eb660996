package dev.assay.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked to be deleted, and the traces that must not come back: a sender may try again long after it was acknowledged, and a request may
 * be on its way when its trace is deleted.
 */
public interface Deletions {

    /**
     * Remembers, durably, that these traces are to be gone, or, where it is about a project, all that it has. On return no request is at hand that was let in before, and none
     * is let in until the time given.
     */
    void begin(Deletion deletion, Set<String> traceIds, Instant until);

    /** Lets a project come back that was deleted; nothing where it was not. */
    void allow(String project);

    /** Remembers how it ended, and forgets the session. */
    void finish(String id, Instant at, String proof);

    /** Empty where the project has none of that id. */
    Optional<Deletion> read(String project, String id);

    /** What was begun and has not ended, the oldest first. */
    List<Deletion> unfinished();

    /** The traces of a deletion that must not come back. */
    Set<String> traceIds(String id);

    /** Lets traces and projects come back whose time is over. */
    void expire(Instant now);

    /** Whether a project was deleted, with all its traces, and must not come back. */
    boolean isDeleted(String project);

    /** Whether a trace was deleted and must not come back. */
    boolean isDeleted(String project, String traceId);

    /** Whether nothing of the project was deleted, which is so most of the time. */
    boolean isEmpty(String project);

    /** Those of these traces that were deleted. */
    Set<String> deletedOf(String project, Collection<String> traceIds);

    /** While it is open no deletion begins: who lets something in asks, and keeps it in the journal, before it closes it. */
    Standing standing();

    /** Holds deletions off. */
    interface Standing extends AutoCloseable {
        @Override
        void close();
    }

    /** What a deletion was asked of. */
    enum Subject {
        TRACE,
        SESSION,
        USER,
        PROJECT
    }

    /**
     * @param sessionId whose scores go too; empty where there is none, and when it has ended
     * @param finishedAt empty while it is under way
     * @param proof what was deleted where, as JSON; empty while it is under way
     */
    record Deletion(
            String id,
            String project,
            Subject subject,
            String sessionId,
            Instant requestedAt,
            Optional<Instant> finishedAt,
            String proof) {}
}
