package dev.assay.structured.schema;

/** The part of JSON Schema that a provider accepts, as {@link Schema#forDialect} writes it. */
public enum Dialect {
    /** JSON Schema 2020-12 as it is. */
    FULL,
    /** OpenAI's {@code strict} structured outputs and function tools. */
    OPENAI_STRICT,
    /** Anthropic's structured outputs and strict tools. */
    ANTHROPIC,
    /** Gemini's {@code responseJsonSchema}. */
    GEMINI,
    /** Mistral's {@code response_format} of type {@code json_schema}. */
    MISTRAL,
    /** Ollama's {@code format}. */
    OLLAMA,
    /** vLLM's {@code structured_outputs.json}. */
    VLLM,
    /** SGLang's {@code json_schema}. */
    SGLANG,
    /** llama.cpp's server: {@code json_schema}. */
    LLAMA_CPP
}
