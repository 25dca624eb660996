package dev.assay.structured.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes a schema in a provider's dialect. */
final class DownConverter {

    private DownConverter() {}

    static ProviderSchema convert(JsonNode schema, Dialect dialect) {
        return new ProviderSchema(dialect, schema, List.of(), false);
    }
}
