package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients sent of one conversation about the weather, with a model whose answers were scripted: 42 tokens in, 32 of them
 * from the cache, 17 out, 5 of them thought; of this project's own library, a question that was asked twice. Beside each payload stands, span by span, what it must be read as, and the names
 * of the attributes that no field was read from.
 */
class ClientPayloadsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai-sdk-5",
                "ai-sdk-5-anthropic",
                "ai-sdk-7",
                "assay-client",
                "assay-structured",
                "claude-code",
                "google-adk",
                "google-adk-legacy",
                "langfuse-python",
                "langsmith",
                "mlflow",
                "openinference-python",
                "openlit",
                "pydantic-ai",
                "traceloop-python"
            })
    void spans(String client) {
        StringBuilder told = new StringBuilder();
        for (Span span : Payloads.spans(client)) {
            told.append(span.name())
                    .append(" | ")
                    .append(Payloads.told(span))
                    .append("  left ")
                    .append(String.join(", ", Payloads.left(span)))
                    .append("\n\n");
        }
        assertThat(told.toString()).isEqualTo(Payloads.expected(client));
    }
}
