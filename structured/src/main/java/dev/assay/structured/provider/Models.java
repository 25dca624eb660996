package dev.assay.structured.provider;

import java.net.URI;

/** Models by their provider. Each can be sent elsewhere with {@link HttpModel#at}. */
public final class Models {
    /** Enough for most answers of a typed kind, and accepted by every Anthropic model in use. */
    private static final int ANTHROPIC_LIMIT = 8192;

    private Models() {}

    /**
     * OpenAI, by its chat format.
     *
     * @param model such as {@code gpt-5-mini}
     * @param key the API key
     * @return the model
     */
    public static HttpModel openAi(String model, String key) {
        return new HttpModel(ChatFormat.OPENAI, URI.create("https://api.openai.com/v1"), model, key);
    }

    /**
     * OpenAI, by its responses format.
     *
     * @param model such as {@code gpt-5-mini}
     * @param key the API key
     * @return the model
     */
    public static HttpModel openAiResponses(String model, String key) {
        return new HttpModel(new ResponsesFormat(), URI.create("https://api.openai.com/v1"), model, key);
    }

    /**
     * Gemini.
     *
     * @param model such as {@code gemini-3-flash}
     * @param key the API key
     * @return the model
     */
    public static HttpModel gemini(String model, String key) {
        return new HttpModel(
                new GeminiFormat(), URI.create("https://generativelanguage.googleapis.com/v1beta"), model, key);
    }

    /**
     * An Ollama server, by its own format.
     *
     * @param model the model's name there
     * @param server such as {@code http://localhost:11434}
     * @return the model
     */
    public static HttpModel ollama(String model, URI server) {
        return new HttpModel(new OllamaFormat(), server, model, "");
    }

    /**
     * Anthropic.
     *
     * @param model such as {@code claude-sonnet-4-6}
     * @param key the API key
     * @return the model
     */
    public static HttpModel anthropic(String model, String key) {
        return new HttpModel(new AnthropicFormat(ANTHROPIC_LIMIT), URI.create("https://api.anthropic.com"), model, key);
    }

    /**
     * Mistral.
     *
     * @param model such as {@code mistral-small-latest}
     * @param key the API key
     * @return the model
     */
    public static HttpModel mistral(String model, String key) {
        return new HttpModel(ChatFormat.MISTRAL, URI.create("https://api.mistral.ai/v1"), model, key);
    }

    /**
     * A vLLM server of version 0.12 or later.
     *
     * @param model the model's name there
     * @param server such as {@code http://localhost:8000/v1}
     * @return the model
     */
    public static HttpModel vllm(String model, URI server) {
        return new HttpModel(ChatFormat.VLLM, server, model, "");
    }

    /**
     * An SGLang server.
     *
     * @param model the model's name there
     * @param server such as {@code http://localhost:30000/v1}
     * @return the model
     */
    public static HttpModel sglang(String model, URI server) {
        return new HttpModel(ChatFormat.SGLANG, server, model, "");
    }

    /**
     * A llama.cpp server.
     *
     * @param model the model's name there
     * @param server such as {@code http://localhost:8080/v1}
     * @return the model
     */
    public static HttpModel llamaCpp(String model, URI server) {
        return new HttpModel(ChatFormat.LLAMA_CPP, server, model, "");
    }

    /**
     * Any other server that speaks OpenAI's chat format.
     *
     * @param model the model's name there
     * @param server up to where {@code /chat/completions} begins
     * @param key the key, or {@code ""} if it wants none
     * @return the model
     */
    public static HttpModel compatible(String model, URI server, String key) {
        return new HttpModel(ChatFormat.compatible("openai_compatible"), server, model, key);
    }
}
