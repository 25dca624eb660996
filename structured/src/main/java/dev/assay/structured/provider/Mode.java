package dev.assay.structured.provider;

/** How a model is made to answer in a given shape. Which of them a server knows is declared in {@link Capabilities}. */
public enum Mode {
    /** The schema goes into the server's own field for it, and the server holds the model to it. */
    NATIVE,
    /** The schema is that of the arguments of a tool which the model is told to call. */
    TOOL,
    /** The server promises some JSON object; the schema stands in the instructions. */
    JSON,
    /** Nothing is promised: schema and a request for a fenced block of JSON stand in the instructions. */
    PROMPT
}
