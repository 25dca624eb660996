package dev.assay.model;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A session as a row of a list: what its traces say together.
 *
 * @param userId of the first trace that tells, or empty; likewise the environment and the service
 * @param startTime of the first trace
 * @param lastTime start of the last trace
 * @param errorCount how many of the traces failed
 * @param models that answered, in order of first use
 * @param inputTokens the sum over the traces, where any of them told
 * @param inputPreview the beginning of the first question
 * @param outputPreview the beginning of the last answer
 * @param scores about the session itself, oldest first
 */
public record SessionSummary(
        String sessionId,
        String userId,
        String environment,
        String service,
        Instant startTime,
        Instant lastTime,
        int traceCount,
        int errorCount,
        List<String> models,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalDouble costUsd,
        String inputPreview,
        String outputPreview,
        List<Score> scores) {}
