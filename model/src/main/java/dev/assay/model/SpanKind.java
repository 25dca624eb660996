package dev.assay.model;

import java.util.Locale;

/** What a span did, independent of the client that wrote it. */
public enum SpanKind {
    LLM,
    EMBEDDING,
    RETRIEVAL,
    TOOL,
    AGENT,
    CHAIN,
    GUARDRAIL,
    EVALUATOR,
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in REST, SQL and the page: {@code llm}, {@code embedding}, ... */
    public String label() {
        return label;
    }

    /** Whether the span itself is a call of a model, whose usage may be counted. */
    public boolean isInference() {
        return this == LLM || this == EMBEDDING;
    }

    /** @throws IllegalArgumentException where the label is none of ours */
    public static SpanKind ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
