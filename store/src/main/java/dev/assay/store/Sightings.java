package dev.assay.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What was noticed about the spans of each client while they were read: how many there were, and what of them was not told,
 * told twice, cut or not understood. Counts, with one example each; a span that arrives twice is counted twice.
 */
public interface Sightings {

    /** Of one project; more are not taken, because clients choose the names. */
    int MAX_A_PROJECT = 5_000;

    /**
     * Adds counts to those of the same project, client, finding and subject; the example becomes the newest.
     *
     * @param reached the journal position that is reached with these
     */
    void add(List<Sighting> sightings, long reached);

    /** The position of the last {@link #add}; 0 where there was none. */
    long position();

    /** Those of a project, the most frequent first. */
    List<Sighting> of(String project);

    /** Names examples of these traces no more; the counts stay. */
    void forgetExamples(String project, Set<String> traceIds);

    /** Forgets all, before they are counted anew. */
    void clear();

    /**
     * One finding about one client.
     *
     * @param client the scope that its spans name, or empty
     * @param version of the scope, or empty
     * @param dialect how its spans were read
     * @param subject what of the spans is meant, for example the name of an attribute, or empty
     * @param spans how many showed it
     * @param traceId of an example, or empty where it was deleted
     * @param spanId of an example, or empty where it was deleted
     * @param lastSeen when the example began
     */
    record Sighting(
            String project,
            String client,
            String version,
            String dialect,
            Finding finding,
            String subject,
            long spans,
            String traceId,
            String spanId,
            Instant lastSeen) {}
}
