package dev.assay.structured.schema;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code properties}, {@code patternProperties} and {@code additionalProperties}, in one walk over an object.
 *
 * @param named by their name
 * @param patterns by what their name matches
 * @param others for those that are neither; empty where nothing is said of them
 * @param closed whether there must be no others
 */
record Properties(
        Map<String, Rules> named, List<Map.Entry<EcmaRegex, Rules>> patterns, List<Rules> others, boolean closed)
        implements Check {

    @Override
    public boolean test(JsonNode value, At at) {
        if (!value.isObject()) {
            return true;
        }
        boolean obeys = true;
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            obeys &= test(property.getKey(), property.getValue(), at);
            if (!obeys && !at.collects()) {
                return false;
            }
        }
        return obeys;
    }

    private boolean test(String name, JsonNode value, At at) {
        boolean obeys = true;
        boolean known = false;
        Rules rules = named.get(name);
        if (rules != null) {
            known = true;
            obeys = rules.test(value, at.property(name));
        }
        for (Map.Entry<EcmaRegex, Rules> pattern : patterns) {
            if (pattern.getKey().find(name) == EcmaRegex.Outcome.FOUND) {
                known = true;
                obeys &= pattern.getValue().test(value, at.property(name));
            }
        }
        if (!known && !others.isEmpty()) {
            known = true;
            obeys = closed
                    ? at.property(name)
                            .fail(
                                    value,
                                    "additionalProperties",
                                    "there is no property '" + name + "' here (allowed: "
                                            + String.join(", ", named.keySet()) + ")")
                    : others.get(0).test(value, at.property(name));
        }
        if (known && at.tracks()) {
            at.evaluated().property(name);
        }
        return obeys;
    }
}
