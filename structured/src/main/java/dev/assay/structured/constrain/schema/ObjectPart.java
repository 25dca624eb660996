package dev.assay.structured.constrain.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one schema says about objects.
 *
 * @param properties schemas by name
 * @param patterns schemas by regular expression on names
 * @param additional schema of all other properties; empty for any
 * @param required names that must be there
 * @param min fewest properties
 * @param max most properties
 * @param names schema of the names
 */
record ObjectPart(
        Map<String, SchemaNode> properties,
        Map<String, SchemaNode> patterns,
        Optional<SchemaNode> additional,
        List<String> required,
        int min,
        int max,
        Optional<SchemaNode> names) {}
