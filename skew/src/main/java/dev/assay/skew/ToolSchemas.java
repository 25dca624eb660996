package dev.assay.skew;

import dev.assay.structured.schema.SchemaException;
import dev.assay.structured.schema.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of the tools of a body of calls, each compiled once: tools are few, and told anew with each call. */
final class ToolSchemas {

    private final Map<String, Optional<Validator>> compiled = new ConcurrentHashMap<>();

    /** Whether arguments break the schema of a tool; no where the schema is not told, is none, or the arguments are no JSON. */
    boolean areBrokenBy(String arguments, Tool tool) {
        if (tool.parameters().isEmpty()) {
            return false;
        }
        return compiled.computeIfAbsent(tool.parameters(), ToolSchemas::compile)
                .flatMap(rules -> read(arguments).map(value -> !rules.isValid(value)))
                .orElse(false);
    }

    private static Optional<Validator> compile(String parameters) {
        return read(parameters).flatMap(schema -> {
            try {
                return Optional.of(Validator.compile(schema, Map.of(), false));
            } catch (SchemaException _) {
                return Optional.empty(); // servers accept what is no schema of 2020-12, so nothing is said of its calls
            }
        });
    }

    private static Optional<JsonNode> read(String json) {
        try {
            return Optional.of(JsonMapper.shared().readTree(json));
        } catch (JacksonException _) {
            return Optional.empty(); // told by a descriptor of its own
        }
    }
}
