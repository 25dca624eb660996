package dev.assay.client.trace;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage.InputTokensDetails;
import dev.langchain4j.model.openai.OpenAiTokenUsage.OutputTokensDetails;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a call used. LangChain4j itself tells no parts, but modules for providers do in a usage of their own. The convention
 * counts parts into totals, and not all providers do.
 */
final class LangChain4jUsage {

    private static final String INPUT = "gen_ai.usage.input_tokens";
    private static final String OUTPUT = "gen_ai.usage.output_tokens";
    private static final String CACHE_READ = "gen_ai.usage.cache_read.input_tokens";
    private static final String CACHE_WRITE = "gen_ai.usage.cache_write.input_tokens";
    private static final String REASONING = "gen_ai.usage.reasoning.output_tokens";

    private LangChain4jUsage() {}

    static void describe(ModelCall call, TokenUsage usage) {
        call.put(INPUT, usage.inputTokenCount()).put(OUTPUT, usage.outputTokenCount());
        try {
            describeParts(call, usage);
        } catch (LinkageError ignored) {
            // an older module, which tells no parts; the application's call must not fail for that
        }
    }

    /** By name: an application has the modules of its own providers, and a class is loaded only where it can be. */
    private static void describeParts(ModelCall call, TokenUsage usage) {
        switch (usage.getClass().getName()) {
            case "dev.langchain4j.model.openai.OpenAiTokenUsage" -> OpenAi.describe(call, usage);
            case "dev.langchain4j.model.anthropic.AnthropicTokenUsage" -> Anthropic.describe(call, usage);
            case "dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage" -> Gemini.describe(call, usage);
            default -> {
                // totals are all that it tells
            }
        }
    }

    /** Of what is told: Gemini counts no candidate where it was cut off while it thought. */
    private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : Integer.valueOf(one + other);
    }

    private static final class OpenAi {

        static void describe(ModelCall call, TokenUsage usage) {
            OpenAiTokenUsage told = (OpenAiTokenUsage) usage;
            InputTokensDetails input = told.inputTokensDetails();
            if (input != null) {
                call.put(CACHE_READ, input.cachedTokens());
            }
            OutputTokensDetails output = told.outputTokensDetails();
            if (output != null) {
                call.put(REASONING, output.reasoningTokens());
            }
        }
    }

    private static final class Anthropic {

        static void describe(ModelCall call, TokenUsage usage) {
            AnthropicTokenUsage told = (AnthropicTokenUsage) usage;
            Integer read = told.cacheReadInputTokens();
            Integer written = told.cacheCreationInputTokens();
            call.put(INPUT, sum(sum(told.inputTokenCount(), read), written))
                    .put(CACHE_READ, read)
                    .put(CACHE_WRITE, written);
        }
    }

    private static final class Gemini {

        static void describe(ModelCall call, TokenUsage usage) {
            GoogleAiGeminiTokenUsage told = (GoogleAiGeminiTokenUsage) usage;
            Integer thoughts = told.thoughtsTokenCount();
            call.put(OUTPUT, sum(told.outputTokenCount(), thoughts))
                    .put(CACHE_READ, told.cachedContentTokenCount())
                    .put(REASONING, thoughts);
        }
    }
}
