package dev.assay.structured.provider;

/**
 * A call of a tool that a model asked for.
 *
 * @param id the server's name for this call, {@code ""} where the server gives none
 * @param name the tool
 * @param arguments the arguments as the model wrote them: text that should be a JSON object, and need not be
 */
public record ToolCall(String id, String name, String arguments) {}
