package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.Span;
import dev.assay.server.ingest.price.Prices;
import org.junit.jupiter.api.Test;

/** Whose word counts for the cost of a span. */
class CostsTest {

    private static Span priced(Given given) {
        return given.read(Prices.published());
    }

    private static Given chat() {
        return Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-5-mini")
                .with("gen_ai.usage.input_tokens", 42)
                .with("gen_ai.usage.cache_read.input_tokens", 32);
    }

    @Test
    void theTableWhereTheClientIsSilent() {
        Span span = priced(chat().with("gen_ai.usage.output_tokens", 17));
        assertThat(span.costUsd().orElseThrow()).isCloseTo((10 * 0.25 + 32 * 0.025 + 17 * 2.0) / 1e6, within(1e-12));
        assertThat(span.attributes().text()).contains("\"assay.cost.source\":\"genai-prices ");
    }

    @Test
    void theClientWhereItSpeaks() {
        Span span = priced(chat().with("gen_ai.usage.output_tokens", 17).with("gen_ai.usage.cost", 0.5));
        assertThat(span.costUsd()).hasValue(0.5);
        assertThat(span.attributes().text()).contains("\"assay.cost.source\":\"client\"");
    }

    @Test
    void nothingWhereTheUsageIsNotWhole() {
        assertThat(priced(chat()).costUsd()).isEmpty();
    }

    @Test
    void callsOnlyAndNotWhatStandsAroundThem() {
        Span agent = priced(Given.span("s")
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-5-mini")
                .with("gen_ai.usage.input_tokens", 42)
                .with("gen_ai.usage.output_tokens", 17));
        assertThat(agent.costUsd()).isEmpty();
        Span embedding = priced(Given.span("s")
                .with("gen_ai.operation.name", "embeddings")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "text-embedding-3-small")
                .with("gen_ai.usage.input_tokens", 1_000_000));
        assertThat(embedding.costUsd().orElseThrow()).isCloseTo(0.02, within(1e-12));
    }
}
