package dev.assay.skew;

/**
 * A tool that a model might call.
 *
 * @param parameters the JSON Schema of its arguments; empty where it is not told
 */
public record Tool(String name, String parameters) {}
