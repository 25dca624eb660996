package dev.assay.skew;

import dev.assay.structured.schema.SchemaException;
import dev.assay.structured.schema.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool that a model might call.
 *
 * @param parameters the JSON Schema of its arguments; empty where it is not told
 */
public record Tool(String name, String parameters) {

    private static final int MOST_COMPILED = 1_000;

    /** The tools of an application are few, and told anew with each call. */
    private static final Map<String, Optional<Validator>> COMPILED = new ConcurrentHashMap<>();

    /** Whether arguments break its schema; no where the schema is not told, is none, or the arguments are no JSON. */
    boolean isBrokenBy(String arguments) {
        if (parameters.isEmpty()) {
            return false;
        }
        Optional<Validator> validator = COMPILED.get(parameters);
        if (validator == null) {
            validator = compiled();
            if (COMPILED.size() < MOST_COMPILED) {
                COMPILED.put(parameters, validator);
            }
        }
        return validator
                .flatMap(rules -> read(arguments).map(value -> !rules.isValid(value)))
                .orElse(false);
    }

    private Optional<Validator> compiled() {
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
