package dev.assay.model;

/** A piece of a message, after the part types of the OpenTelemetry GenAI convention. */
public sealed interface Part {

    /** Plain text. */
    record Text(String content) implements Part {}

    /** What the model thought before it answered. */
    record Reasoning(String content) implements Part {}

    /**
     * A tool that the model wants called.
     *
     * @param id the provider's id of the call, or empty
     * @param arguments a JSON object where the model wrote one, else a JSON string of what it wrote
     */
    record ToolCall(String id, String name, Json arguments) implements Part {}

    /**
     * What a tool answered.
     *
     * @param id the id of the call that is answered, or empty
     * @param response any JSON value; plain text is a JSON string
     */
    record ToolCallResponse(String id, Json response) implements Part {}

    /**
     * Any other part, kept as it came.
     *
     * @param value a JSON object with a {@code type}
     */
    record Other(Json value) implements Part {}
}
