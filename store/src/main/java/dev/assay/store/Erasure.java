package dev.assay.store;

import dev.assay.model.Score;
import java.util.Set;

/**
 * What is to be gone from a project: whole traces with their messages and scores, and what was said of whole sessions.
 *
 * @param traceIds 32 lower-case hexadecimal digits each
 * @param sessionIds whose scores go, whether they name a trace or not
 * @param whole whether everything goes, whatever the others say
 */
public record Erasure(String project, Set<String> traceIds, Set<String> sessionIds, boolean whole) {

    public Erasure {
        traceIds = Set.copyOf(traceIds);
        sessionIds = Set.copyOf(sessionIds);
    }

    public Erasure(String project, Set<String> traceIds, Set<String> sessionIds) {
        this(project, traceIds, sessionIds, false);
    }

    /** Everything that there is of a project. */
    public static Erasure of(String project) {
        return new Erasure(project, Set.of(), Set.of(), true);
    }

    /** Whether a score is among it. */
    public boolean has(Score score) {
        return whole || traceIds.contains(score.traceId()) || sessionIds.contains(score.sessionId());
    }

    /** How many rows, or what would become rows. */
    public record Count(long spans, long contents, long scores) {

        public static final Count NONE = new Count(0, 0, 0);

        public Count plus(Count more) {
            return new Count(spans + more.spans, contents + more.contents, scores + more.scores);
        }

        public long sum() {
            return spans + contents + scores;
        }
    }
}
