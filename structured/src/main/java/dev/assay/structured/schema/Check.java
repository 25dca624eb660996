package dev.assay.structured.schema;

import tools.jackson.databind.JsonNode;

/** A compiled keyword. */
@FunctionalInterface
interface Check {

    /** Whether a value obeys; where it does not, violations have been noted. */
    boolean test(JsonNode value, At at);
}
