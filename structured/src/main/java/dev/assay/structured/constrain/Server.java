package dev.assay.structured.constrain;

/** A way to ask a server for constrained text. */
public enum Server {
    /** vLLM from 0.12 on, any route: {@code structured_outputs}. The older {@code guided_*} fields are ignored there without a word. */
    VLLM,
    /** SGLang's OpenAI route: {@code response_format}, {@code regex} or {@code ebnf}. */
    SGLANG,
    /** SGLang's {@code /generate}: {@code sampling_params}. */
    SGLANG_GENERATE,
    /** llama.cpp's {@code /completion}: {@code json_schema} or {@code grammar}, never both. */
    LLAMA_CPP,
    /** llama.cpp's {@code /v1/chat/completions}: {@code response_format} or {@code grammar}. */
    LLAMA_CPP_CHAT,
    /** Ollama's {@code /api/chat} and {@code /api/generate}: {@code format}; schemas only. */
    OLLAMA,
    /** TGI's {@code /generate}: {@code parameters.grammar}; schemas and regular expressions. */
    TGI,
    /** TGI's chat route: {@code response_format}; schemas and regular expressions. */
    TGI_CHAT,
    /** OpenAI's chat completions and the many that speak like it, Ollama's {@code /v1} among them; schemas only. */
    OPENAI_CHAT,
    /** OpenAI's responses; schemas only. */
    OPENAI_RESPONSES
}
