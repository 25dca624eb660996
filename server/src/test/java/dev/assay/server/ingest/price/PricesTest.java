package dev.assay.server.ingest.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.server.ingest.price.Prices.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final TokenCounts MILLION = tokens(1_000_000, 1_000_000, 0, 0);
    private static final Offset<Double> EXACT = within(1e-12);

    private static TokenCounts tokens(long input, long output, long read, long written) {
        return new TokenCounts(input, output, read, written, 0, 0, 0);
    }

    private static double usd(Prices prices, String provider, String model, Instant time, TokenCounts tokens) {
        return prices.cost(provider, model, "", time, tokens).orElseThrow().usd();
    }

    /** $ 0.25 in, $ 0.025 from the cache, $ 2 out. */
    @Test
    void whatWasCachedCostsWhatTheTableSays() {
        Prices prices = Prices.published();
        double expected = (10 * 0.25 + 32 * 0.025 + 17 * 2.0) / 1e6;
        Cost cost = prices.cost("openai", "gpt-5-mini-2025-08-07", "gpt-5-mini", NOW, tokens(42, 17, 32, 0))
                .orElseThrow();
        assertThat(cost.usd()).isCloseTo(expected, EXACT);
        assertThat(cost.source()).startsWith("genai-prices ").endsWith(" openai/gpt-5-mini");
    }

    /** $ 1 in, $ 0.10 from the cache, $ 1.25 to the cache, $ 5 out. */
    @Test
    void whatWasWrittenToTheCacheToo() {
        double expected = (10 * 1 + 30 * 0.1 + 5 * 1.25 + 17 * 5.0) / 1e6;
        assertThat(usd(Prices.published(), "anthropic", "claude-haiku-4-5-20251001", NOW, tokens(45, 17, 30, 5)))
                .isCloseTo(expected, EXACT);
    }

    /** $ 1.25 and $ 10; above 200,000 tokens of input everything costs $ 2.50 and $ 15. */
    @Test
    void tiersCountForTheWholeCall() {
        Prices prices = Prices.published();
        assertThat(usd(prices, "gcp.gemini", "gemini-2.5-pro", NOW, tokens(200_000, 100_000, 0, 0)))
                .isCloseTo(0.2 * 1.25 + 0.1 * 10, EXACT);
        assertThat(usd(prices, "gcp.gemini", "gemini-2.5-pro", NOW, tokens(200_001, 100_000, 0, 0)))
                .isCloseTo(0.200001 * 2.5 + 0.1 * 15, EXACT);
    }

    /** o3 became cheaper on 10 June 2025: $ 10 and $ 40 before, $ 2 and $ 8 since. */
    @Test
    void thePriceOfTheDayCounts() {
        Prices prices = Prices.published();
        assertThat(usd(prices, "openai", "o3", Instant.parse("2025-06-09T23:59:59Z"), MILLION))
                .isCloseTo(50, EXACT);
        assertThat(usd(prices, "openai", "o3", Instant.parse("2025-06-10T00:00:00Z"), MILLION))
                .isCloseTo(10, EXACT);
    }

    /** DeepSeek was cheaper at night. */
    @Test
    void thePriceOfTheHourCounts() {
        Prices prices = Prices.published();
        assertThat(usd(prices, "deepseek", "deepseek-chat", Instant.parse("2025-03-01T12:00:00Z"), MILLION))
                .isCloseTo(0.27 + 1.1, EXACT);
        assertThat(usd(prices, "deepseek", "deepseek-chat", Instant.parse("2025-03-01T17:00:00Z"), MILLION))
                .isCloseTo(0.135 + 0.55, EXACT);
    }

    @Test
    void whatIsNotKnownHasNoPrice() {
        Prices prices = Prices.published();
        assertThat(prices.cost("openai", "qwen-of-our-own", "", NOW, MILLION)).isEmpty();
        assertThat(prices.cost("our-proxy", "gpt-5-mini", "", NOW, MILLION)).isEmpty();
        assertThat(prices.cost("", "", "", NOW, MILLION)).isEmpty();
        assertThat(Prices.NONE.cost("openai", "gpt-5-mini", "", NOW, MILLION)).isEmpty();
        // the same name without a provider is the maker's
        assertThat(prices.cost("", "gpt-5-mini", "", NOW, MILLION)).isPresent();
        // where the answer names something unknown, what was asked for counts
        assertThat(prices.cost("openai", "x", "gpt-5-mini", NOW, MILLION)).isPresent();
    }

    @Test
    void namesOfProvidersAreTranslated() {
        Prices prices = Prices.published();
        assertThat(source(prices, "azure.ai.openai", "o3-mini")).contains(" azure/");
        // what Azure offers at the price of its maker
        assertThat(source(prices, "azure.ai.openai", "gpt-4o")).contains(" openai/");
        assertThat(source(prices, "aws.bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0"))
                .contains(" aws/");
        assertThat(source(prices, "x_ai", "grok-4")).contains(" x-ai/");
        assertThat(source(prices, "mistral_ai", "mistral-large-latest")).contains(" mistral/");
        assertThat(source(prices, "gcp.vertex_ai", "claude-haiku-4-5")).isNotEmpty();
        // without the dashes of its date
        assertThat(source(prices, "openai", "gpt-5-mini-20250807")).endsWith("openai/gpt-5-mini");
    }

    private static String source(Prices prices, String provider, String model) {
        return prices.cost(provider, model, "", NOW, tokens(1, 1, 0, 0))
                .map(Cost::source)
                .orElse("");
    }

    @Test
    void ownPricesComeFirst(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("prices.json");
        Files.writeString(file, """
                {"prices": [
                  {"provider": "openai", "model": "gpt-5-mini", "input_mtok": 1, "output_mtok": 3},
                  {"provider": "openai", "model": "gpt-5-mini", "input_mtok": 2, "output_mtok": 4, "from": "2026-06-01"},
                  {"model": "ours-*", "input_mtok": {"base": 5, "tiers": [{"start": 10, "price": 6}]}, "output_mtok": 0}
                ]}
                """);
        Prices prices = Prices.with(file);
        Instant before = Instant.parse("2026-05-31T12:00:00Z");
        assertThat(usd(prices, "openai", "gpt-5-mini", before, MILLION)).isCloseTo(4, EXACT);
        assertThat(usd(prices, "openai", "gpt-5-mini", NOW, MILLION)).isCloseTo(6, EXACT);
        assertThat(usd(prices, "vllm", "Ours-7b", NOW, MILLION)).isCloseTo(6, EXACT);
        assertThat(source(prices, "vllm", "ours-7b")).isEqualTo("prices.json ours-*");
        assertThat(usd(prices, "openai", "o3", NOW, MILLION)).isCloseTo(10, EXACT);
        assertThat(Prices.with(folder.resolve("none.json")).cost("vllm", "ours-7b", "", NOW, MILLION))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aFileOfPricesSaysWhatIsWrongWithIt(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> with(folder, "{\"prices\": [{\"input_mtok\": 1}]}"))
                .hasMessageContaining("prices[0]: model is missing");
        assertThatThrownBy(() -> with(folder, "{\"prices\": [{\"model\": \"m\", \"input\": 1}]}"))
                .hasMessageContaining("no field 'input'");
        assertThatThrownBy(() -> with(folder, "{\"prices\": [{\"model\": \"m\", \"input_mtok\": -1}]}"))
                .hasMessageContaining("input_mtok is -1 (expected: US dollars, 0 or more");
        assertThatThrownBy(() -> with(folder, "{\"prices\": [{\"model\": \"m\", \"from\": \"May\"}]}"))
                .hasMessageContaining("expected: from as 2026-01-31");
        assertThatThrownBy(() -> with(folder, "[]")).hasMessageContaining("holds no list of prices");
        assertThatThrownBy(() -> with(folder, "{")).hasMessageContaining("cannot be read");
    }

    private static void with(Path folder, String text) throws IOException {
        Path file = folder.resolve("prices.json");
        Files.writeString(file, text);
        Prices.with(file);
    }

    @Test
    void audioAndReasoningWhereTheyHavePricesOfTheirOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("prices.json");
        Files.writeString(
                file,
                "{\"prices\": [{\"model\": \"m\", \"input_mtok\": 1, \"input_audio_mtok\": 10, \"output_mtok\": 2,"
                        + " \"output_reasoning_mtok\": 3, \"output_audio_mtok\": 20}]}");
        Prices prices = Prices.with(file);
        double cost = usd(prices, "", "m", NOW, new TokenCounts(100, 50, 0, 0, 10, 40, 5));
        assertThat(cost).isCloseTo((60 * 1 + 40 * 10 + 35 * 2 + 10 * 3 + 5 * 20) / 1e6, EXACT);
    }
}
