package dev.assay.server.ingest.price;

/**
 * Tokens of one call, as {@link dev.assay.model.Usage} has them: the first two are totals, the others are parts of them.
 *
 * @param audioIn the part of the input that was audio
 * @param audioOut the part of the output that was audio
 */
public record TokenCounts(
        long input, long output, long cacheRead, long cacheWrite, long reasoning, long audioIn, long audioOut) {}
