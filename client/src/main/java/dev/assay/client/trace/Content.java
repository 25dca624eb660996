package dev.assay.client.trace;

/** Whether texts go onto spans. */
public enum Content {
    /** What went in and what came out. */
    KEPT,
    /** Numbers and names alone. */
    LEFT_OUT;

    /**
     * Kept, unless {@code OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT} says {@code NO_CONTENT} or {@code false}.
     *
     * @param value of that variable; may be empty
     * @return the policy
     */
    public static Content from(String value) {
        return value.equalsIgnoreCase("NO_CONTENT") || value.equalsIgnoreCase("false") ? LEFT_OUT : KEPT;
    }
}
