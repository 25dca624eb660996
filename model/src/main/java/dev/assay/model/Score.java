package dev.assay.model;

import java.time.Instant;

/**
 * One statement on one output, trace or session.
 *
 * @param id identity within the project: what arrives twice under one id is one score, and the newest wins
 * @param name what is stated, for example {@code helpful}; never empty
 * @param comment why, or empty
 * @param evaluator name of what or who made the statement, or empty
 * @param evaluatorVersion version of what made it, or empty
 * @param traceId the trace it is about, or empty
 * @param spanId the span it is about, or empty where it is about the whole trace
 * @param sessionId the session it is about, or empty
 * @param responseId the provider's id of the answer it is about, or empty; where no trace is named, the store finds the span
 *     that has it, whichever comes first
 */
public record Score(
        String id,
        String name,
        ScoreValue value,
        String comment,
        ScoreSource source,
        String evaluator,
        String evaluatorVersion,
        String traceId,
        String spanId,
        String sessionId,
        String responseId,
        Instant time) {

    /** The same about a span, which was found by its response id. */
    public Score about(String traceId, String spanId) {
        return new Score(
                id,
                name,
                value,
                comment,
                source,
                evaluator,
                evaluatorVersion,
                traceId,
                spanId,
                sessionId,
                responseId,
                time);
    }
}
