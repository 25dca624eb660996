package dev.assay.structured.schema;

/**
 * A rule that a provider's dialect cannot express. The provider does not enforce it; {@link Schema#validate} does, afterwards.
 *
 * @param path where the rule stands in the schema, as a JSON pointer to its keyword
 * @param keyword the keyword
 * @param reason why it was left out, or what stands in its place
 */
public record DroppedRule(String path, String keyword, String reason) {}
