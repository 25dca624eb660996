package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The keywords that apply other schemas. */
final class Applicators {

    private Applicators() {}

    static Check anyOf(List<Rules> branches) {
        return (value, at) -> {
            boolean any = false;
            for (Rules branch : branches) {
                any |= branch.testSame(value, at, at.same(null));
                if (any && !at.tracks()) {
                    return true;
                }
            }
            return any || failNone(value, at, branches, "anyOf");
        };
    }

    static Check oneOf(List<Rules> branches) {
        return (value, at) -> {
            int first = -1;
            for (int i = 0; i < branches.size(); i++) {
                At same = at.same(null);
                if (branches.get(i).test(value, same)) {
                    if (first >= 0) {
                        return at.fail(
                                value,
                                "oneOf",
                                "fits alternatives " + first + " and " + i + " (expected: exactly one of "
                                        + branches.size() + ")");
                    }
                    first = i;
                    at.adopt(same);
                }
            }
            return first >= 0 || failNone(value, at, branches, "oneOf");
        };
    }

    /** Says what is wrong by the alternative that comes closest. */
    private static boolean failNone(JsonNode value, At at, List<Rules> branches, String rule) {
        if (!at.collects()) {
            return false;
        }
        List<Violation> closest = List.of();
        int closestIndex = -1;
        for (int i = 0; i < branches.size(); i++) {
            List<Violation> found = new ArrayList<>();
            branches.get(i).test(value, at.same(found));
            if (closestIndex < 0 || distance(found) < distance(closest)) {
                closest = found;
                closestIndex = i;
            }
        }
        at.fail(
                value,
                rule,
                "fits none of " + branches.size() + " alternatives"
                        + (closestIndex < 0 ? "" : "; the closest is number " + (closestIndex + 1) + ", which says:"));
        at.report(closest);
        return false;
    }

    /** A wrong kind or constant says that another alternative was meant; a wrong bound does not. */
    private static int distance(List<Violation> violations) {
        int sum = 0;
        for (Violation violation : violations) {
            sum += switch (violation.rule()) {
                case "type" -> 20;
                case "const" -> 10;
                case "false", "additionalProperties", "required" -> 3;
                default -> 1;
            };
        }
        return sum;
    }

    static Check not(Rules rules) {
        return (value, at) -> !rules.test(value, at.same(null))
                || at.fail(value, "not", "is what is not allowed here: " + Words.of(value));
    }

    static Check condition(Rules condition, Rules then, Rules otherwise) {
        return (value, at) ->
                condition.testSame(value, at, at.same(null)) ? then.testSame(value, at) : otherwise.testSame(value, at);
    }

    static Check dependentSchemas(Map<String, Rules> schemas) {
        return (value, at) -> {
            boolean obeys = true;
            if (value.isObject()) {
                for (Map.Entry<String, Rules> schema : schemas.entrySet()) {
                    obeys &= !value.has(schema.getKey()) || schema.getValue().testSame(value, at);
                }
            }
            return obeys;
        };
    }

    static Check propertyNames(Rules rules) {
        return (value, at) -> {
            boolean obeys = true;
            if (value.isObject()) {
                for (String name : value.propertyNames()) {
                    obeys &= rules.test(StringNode.valueOf(name), at.property(name));
                }
            }
            return obeys;
        };
    }

    static Check items(List<Rules> prefix, List<Rules> others) {
        return (value, at) -> {
            if (!value.isArray()) {
                return true;
            }
            boolean obeys = true;
            int index = 0;
            for (JsonNode item : value) {
                if (index < prefix.size()) {
                    obeys &= prefix.get(index).test(item, at.item(index));
                } else if (others.isEmpty()) {
                    break;
                } else {
                    obeys &= others.get(0).test(item, at.item(index));
                }
                if (!obeys && !at.collects()) {
                    return false;
                }
                if (at.tracks()) {
                    at.evaluated().item(index);
                }
                index++;
            }
            return obeys;
        };
    }

    static Check contains(Rules rules, int least, int most) {
        return (value, at) -> {
            if (!value.isArray()) {
                return true;
            }
            int found = 0;
            int index = 0;
            for (JsonNode item : value) {
                if (rules.test(item, at.item(index).same(null))) {
                    found++;
                    if (at.tracks()) {
                        at.evaluated().item(index);
                    }
                }
                index++;
            }
            if (found < least) {
                return at.fail(
                        value, "contains", "expected at least " + least + " items of the wanted kind, found " + found);
            }
            return found <= most
                    || at.fail(
                            value,
                            "maxContains",
                            "expected at most " + most + " items of the wanted kind, found " + found);
        };
    }

    static Check unevaluatedItems(Rules rules) {
        return (value, at) -> {
            boolean obeys = true;
            if (value.isArray()) {
                int index = 0;
                for (JsonNode item : value) {
                    if (!at.evaluated().hasItem(index)) {
                        obeys &= rules.test(item, at.item(index));
                    }
                    index++;
                }
                at.evaluated().allItems();
            }
            return obeys;
        };
    }

    static Check unevaluatedProperties(Rules rules) {
        return (value, at) -> {
            boolean obeys = true;
            if (value.isObject()) {
                for (Map.Entry<String, JsonNode> property : value.properties()) {
                    if (!at.evaluated().hasProperty(property.getKey())) {
                        obeys &= rules.test(property.getValue(), at.property(property.getKey()));
                    }
                }
                at.evaluated().allProperties();
            }
            return obeys;
        };
    }
}
