package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Arrays of items that differ, each one of a few scalars: which of them have come decides which may come. */
final class DistinctItems {

    private static final int MOST = 64;

    private final Values values;
    private final int min;
    private final int max;
    private final List<Goal> choices;
    private final Map<Long, Place> places = new HashMap<>();

    private DistinctItems(Values values, int min, int max, List<Goal> choices) {
        this.values = values;
        this.min = min;
        this.max = max;
        this.choices = choices;
    }

    /** Empty if an item is not one of a few scalars that one schema names. */
    static Optional<DistinctItems> of(Values values, Goal item, int min, int max) {
        for (SchemaNode schema : item.schemas) {
            SchemaNode target = schema;
            for (int i = 0; i < 10 && target.json.path("$ref").isString(); i++) {
                target = values.document()
                        .resolve(target, "$ref", target.json.path("$ref").stringValue());
            }
            List<JsonNode> scalars = scalars(target.json);
            if (scalars.isEmpty() || scalars.size() > MOST || scalars.stream().anyMatch(JsonNode::isContainer)) {
                continue;
            }
            List<Goal> choices = new ArrayList<>();
            for (JsonNode scalar : scalars) {
                List<SchemaNode> all = new ArrayList<>(item.schemas);
                all.add(values.document()
                        .made(target, "only " + scalar, Document.object().set("const", scalar)));
                choices.add(Goal.of(all));
            }
            return Optional.of(new DistinctItems(values, min, max, choices));
        }
        return Optional.empty();
    }

    /** The values that a schema names; none if it names none. Numbers that are equal are one. */
    private static List<JsonNode> scalars(JsonNode schema) {
        List<JsonNode> found = new ArrayList<>();
        if (schema.has("const")) {
            found.add(schema.path("const"));
        } else if (schema.path("enum").isArray()) {
            schema.path("enum").forEach(value -> {
                if (found.stream().noneMatch(other -> isEqual(other, value))) {
                    found.add(value);
                }
            });
        } else if (schema.path("type").asString("").equals("boolean")) {
            found.add(JsonNodeFactory.instance.booleanNode(false));
            found.add(JsonNodeFactory.instance.booleanNode(true));
        }
        return found;
    }

    private static boolean isEqual(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    List<Goal> children() {
        return choices;
    }

    boolean isPossible() {
        return min <= max && min <= choices.stream().filter(values::isPossible).count();
    }

    Place start() {
        return place(0);
    }

    private Place place(long seen) {
        return places.computeIfAbsent(seen, k -> new Place(false, () -> steps(seen)));
    }

    private List<Step> steps(long seen) {
        int count = Long.bitCount(seen);
        List<Step> steps = new ArrayList<>();
        if (count >= min) {
            steps.add(Step.terminal(values.spacing().mark("]"), Place.END));
        }
        if (count < max) {
            List<Step> items = items(seen);
            if (count == 0) {
                steps.addAll(items);
            } else if (!items.isEmpty()) {
                steps.add(Step.terminal(values.spacing().comma(), new Place(false, () -> items)));
            }
        }
        return steps;
    }

    private List<Step> items(long seen) {
        List<Step> items = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            if ((seen & (1L << i)) == 0 && values.isPossible(choices.get(i))) {
                items.addAll(values.steps(choices.get(i), place(seen | (1L << i))));
            }
        }
        return items;
    }
}
