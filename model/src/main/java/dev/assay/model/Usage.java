package dev.assay.model;

import java.util.OptionalLong;

/**
 * Tokens of one call. Totals include their parts: cached input is part of the input, reasoning is part of the output.
 *
 * @param inputTokens all tokens that went in
 * @param outputTokens all tokens that came out
 * @param cacheReadTokens the part of the input that was read from a cache
 * @param cacheWriteTokens the part of the input that was written to a cache
 * @param reasoningTokens the part of the output that was reasoning
 */
public record Usage(
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cacheReadTokens,
        OptionalLong cacheWriteTokens,
        OptionalLong reasoningTokens) {

    public static final Usage NONE = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(
                OptionalLong.of(inputTokens),
                OptionalLong.of(outputTokens),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Whether the client told any total. */
    public boolean isKnown() {
        return inputTokens.isPresent() || outputTokens.isPresent();
    }
}
