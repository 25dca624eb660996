package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Span;
import dev.assay.model.Usage;
import dev.assay.server.ingest.price.Prices;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ImplausibleTest {

    private static Span read(Given given) {
        return given.read(Prices.published());
    }

    @Test
    void takesOutWhatNoSumCanHoldAndTellsIt() {
        Span span = read(Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", Long.MAX_VALUE)
                .with("gen_ai.usage.output_tokens", 17)
                .with("gen_ai.usage.cache_read.input_tokens", Long.MAX_VALUE)
                .with("gen_ai.usage.cache_write.input_tokens", Long.MAX_VALUE)
                .with("gen_ai.usage.cost", 1e308));
        assertThat(span.usage())
                .isEqualTo(new Usage(
                        OptionalLong.empty(),
                        OptionalLong.of(17),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
        assertThat(span.costUsd()).isEmpty();
        assertThat(span.attributes().text())
                .contains("\"assay.implausible.input_tokens\":9223372036854775807")
                .contains("\"assay.implausible.cache_read_tokens\":9223372036854775807")
                .contains("\"assay.implausible.cost_usd\":\"1.0E308\"");
    }

    @Test
    void alsoOfJsonThatADialectReads() {
        Span span = read(Given.span("s")
                .with("langfuse.observation.type", "generation")
                .with("langfuse.observation.usage_details", "{\"input\":9223372036854775807,\"output\":-1}"));
        assertThat(span.usage().isKnown()).isFalse();
    }

    @Test
    void leavesTheLargestThatMayBe() {
        Span span = read(Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", Implausible.MOST_TOKENS)
                .with("gen_ai.usage.output_tokens", 0)
                .with("gen_ai.usage.cost", Implausible.MOST_USD));
        assertThat(span.usage()).isEqualTo(Usage.of(Implausible.MOST_TOKENS, 0));
        assertThat(span.costUsd()).hasValue(Implausible.MOST_USD);
        assertThat(span.attributes().text()).doesNotContain("assay.implausible");
    }
}
