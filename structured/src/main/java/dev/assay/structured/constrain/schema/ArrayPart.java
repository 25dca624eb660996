package dev.assay.structured.constrain.schema;

import java.util.List;
import java.util.Optional;

/**
 * What one schema says about arrays.
 *
 * @param prefix schemas of the first items
 * @param rest schema of all others; empty for any
 * @param min fewest items
 * @param max most items
 * @param contains schema that some items must satisfy
 * @param minContains how many of them at least
 * @param maxContains how many of them at most
 * @param unique the schema itself if it wants items that differ
 */
record ArrayPart(
        List<SchemaNode> prefix,
        Optional<SchemaNode> rest,
        int min,
        int max,
        Optional<SchemaNode> contains,
        int minContains,
        int maxContains,
        Optional<SchemaNode> unique) {}
