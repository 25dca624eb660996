package dev.assay.structured.provider;

/**
 * A call of a tool that a model asked for.
 *
 * @param id the server's name for this call, {@code ""} where the server gives none
 * @param name the tool
 * @param arguments the arguments as the model wrote them: text that should be a JSON object, and need not be
 * @param signature opaque text that has to go back with the call in a later turn (Gemini's thought signature), or {@code ""}
 */
public record ToolCall(String id, String name, String arguments, String signature) {

    /**
     * A call without a signature.
     *
     * @param id the server's name for this call
     * @param name the tool
     * @param arguments the arguments as the model wrote them
     */
    public ToolCall(String id, String name, String arguments) {
        this(id, name, arguments, "");
    }
}
