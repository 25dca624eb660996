package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.ingest.price.TokenCounts;
import java.util.OptionalDouble;

/**
 * What a call cost: what its client says, else what the table says. Which of them it was stands in the attribute {@value
 * #SOURCE}.
 */
final class Costs {

    static final String SOURCE = "assay.cost.source";

    private Costs() {}

    static void fill(Attributes attributes, SpanBuilder span, Prices prices) {
        if (prices.isNone()) {
            return;
        }
        if (span.costUsd.isPresent()) {
            attributes.put(SOURCE, "client");
            return;
        }
        if (!isPriceable(span)) {
            return;
        }
        prices.cost(
                        span.provider,
                        span.responseModel,
                        span.requestModel,
                        span.startTime,
                        tokens(attributes, span.usage))
                .ifPresent(cost -> {
                    span.costUsd = OptionalDouble.of(cost.usd());
                    attributes.put(SOURCE, cost.source());
                });
    }

    /** A call that does not tell all that it used would look cheaper than it was. */
    private static boolean isPriceable(SpanBuilder span) {
        Usage usage = span.usage;
        return span.kind == SpanKind.EMBEDDING
                ? usage.inputTokens().isPresent()
                : span.kind == SpanKind.LLM
                        && usage.inputTokens().isPresent()
                        && usage.outputTokens().isPresent();
    }

    private static TokenCounts tokens(Attributes attributes, Usage usage) {
        return new TokenCounts(
                usage.inputTokens().orElse(0),
                usage.outputTokens().orElse(0),
                usage.cacheReadTokens().orElse(0),
                usage.cacheWriteTokens().orElse(0),
                usage.reasoningTokens().orElse(0),
                count(attributes, "gen_ai.usage.audio.input_tokens", "llm.token_count.prompt_details.audio"),
                count(attributes, "gen_ai.usage.audio.output_tokens", "llm.token_count.completion_details.audio"));
    }

    private static long count(Attributes attributes, String... keys) {
        for (String key : keys) {
            if (attributes.has(key)) {
                return attributes.count(key).orElse(0);
            }
        }
        return 0;
    }
}
