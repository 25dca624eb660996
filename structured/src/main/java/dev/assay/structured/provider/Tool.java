package dev.assay.structured.provider;

import tools.jackson.databind.JsonNode;

/**
 * A tool that a model may call, which here is a shape to fill in.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64
 * @param description what it is for, or {@code ""}
 * @param schema the JSON Schema of its arguments, an object at its root, already in the server's dialect
 * @param strict whether the server is to hold the arguments to the schema
 */
public record Tool(String name, String description, JsonNode schema, boolean strict) {}
