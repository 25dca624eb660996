package dev.assay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A trace as a row of a list.
 *
 * @param name the name of the root span, or of the first span where the root has not arrived
 * @param startTime of the root span, or of the first span where the root has not arrived
 * @param duration from the earliest start of a span to the latest end
 * @param status {@code ERROR} where the root failed, or any span did and no root has arrived; else the root's
 * @param models the models that answered, in order of first use
 * @param inputTokens the sum over inference leaves, where any of them told
 * @param outputTokens the sum over inference leaves, where any of them told
 * @param costUsd the sum over inference leaves, where any of them told
 * @param inputPreview the beginning of what the user asked
 * @param outputPreview the beginning of the answer
 */
public record TraceSummary(
        String traceId,
        String name,
        Instant startTime,
        Duration duration,
        int spanCount,
        int errorCount,
        Status status,
        List<String> models,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalDouble costUsd,
        String sessionId,
        String userId,
        String environment,
        String service,
        List<String> tags,
        String inputPreview,
        String outputPreview,
        List<Score> scores) {}
