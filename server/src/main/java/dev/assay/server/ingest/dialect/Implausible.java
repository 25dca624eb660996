package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;
import dev.assay.model.Usage;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Takes out numbers that no call of a model can have: they would be the only ones to be seen in every sum, and two of the largest are
 * beyond what a sum can hold. They stay as attributes, {@code assay.implausible.input_tokens} for example.
 */
final class Implausible {

    /** Sums of so many for nine billion spans are numbers of 64 bits. */
    static final long MOST_TOKENS = 1_000_000_000;

    static final double MOST_USD = 1e9;

    private static final String PREFIX = "assay.implausible.";

    private final Attributes attributes;

    private Implausible(Attributes attributes) {
        this.attributes = attributes;
    }

    static void takeOut(Attributes attributes, SpanBuilder span) {
        if (!isTold(span)) {
            return;
        }
        Implausible implausible = new Implausible(attributes);
        Usage usage = span.usage;
        span.usage = new Usage(
                implausible.without("input_tokens", usage.inputTokens()),
                implausible.without("output_tokens", usage.outputTokens()),
                implausible.without("cache_read_tokens", usage.cacheReadTokens()),
                implausible.without("cache_write_tokens", usage.cacheWriteTokens()),
                implausible.without("reasoning_tokens", usage.reasoningTokens()));
        span.costUsd = implausible.without(span.costUsd);
    }

    static boolean isTold(SpanBuilder span) {
        Usage usage = span.usage;
        return !isPlausible(usage.inputTokens())
                || !isPlausible(usage.outputTokens())
                || !isPlausible(usage.cacheReadTokens())
                || !isPlausible(usage.cacheWriteTokens())
                || !isPlausible(usage.reasoningTokens())
                || !isPlausible(span.costUsd);
    }

    private OptionalLong without(String name, OptionalLong count) {
        if (isPlausible(count)) {
            return count;
        }
        attributes.put(PREFIX + name, count.orElseThrow());
        return OptionalLong.empty();
    }

    private OptionalDouble without(OptionalDouble cost) {
        if (isPlausible(cost)) {
            return cost;
        }
        attributes.put(PREFIX + "cost_usd", Double.toString(cost.getAsDouble()));
        return OptionalDouble.empty();
    }

    private static boolean isPlausible(OptionalLong count) {
        long tokens = count.orElse(0);
        return tokens >= 0 && tokens <= MOST_TOKENS;
    }

    private static boolean isPlausible(OptionalDouble cost) {
        return Math.abs(cost.orElse(0)) <= MOST_USD;
    }
}
