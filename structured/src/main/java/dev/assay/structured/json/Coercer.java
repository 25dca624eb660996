package dev.assay.structured.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads values as what a schema wants, at the least cost. Each value is read under each schema once, so that unions within unions do not multiply the
 * work.
 */
final class Coercer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Deeper values are taken as they are, so that nothing runs out of stack; the validator has its say on them. */
    private static final int DEEPEST = 250;

    private final JsonNode root;
    private final Work work;
    private final boolean truncated;
    private final IdentityHashMap<JsonNode, Shape> shapes;
    private final IdentityHashMap<Raw, IdentityHashMap<JsonNode, Outcome>> known = new IdentityHashMap<>();

    /**
     * @param truncated whether the text is cut off: then nothing is put in the place of what is missing
     * @param shapes what schemas want, kept from one value to the next
     */
    Coercer(JsonNode root, boolean truncated, IdentityHashMap<JsonNode, Shape> shapes, Work work) {
        this.work = work;
        this.root = root;
        this.truncated = truncated;
        this.shapes = shapes;
    }

    Outcome coerce(Raw raw) {
        return coerce(raw, root, 0);
    }

    private Shape shape(JsonNode schema) {
        Shape shape = shapes.get(schema);
        if (shape == null) {
            shape = Shape.of(schema, root);
            shapes.put(schema, shape);
        }
        return shape;
    }

    private Outcome coerce(Raw raw, JsonNode schema, int depth) {
        if (!schema.isObject() || schema.isEmpty() || depth > DEEPEST) {
            return schema.isBoolean() && !schema.booleanValue() ? Outcome.misfit(raw.node) : Outcome.asIs(raw.node);
        }
        if (!raw.isContainer()) {
            return fresh(raw, schema, depth);
        }
        IdentityHashMap<JsonNode, Outcome> ofRaw = known.computeIfAbsent(raw, r -> new IdentityHashMap<>());
        Outcome before = ofRaw.get(schema);
        if (before != null) {
            return before;
        }
        Outcome outcome = fresh(raw, schema, depth);
        ofRaw.put(schema, outcome);
        return outcome;
    }

    private Outcome fresh(Raw raw, JsonNode schema, int depth) {
        work.add(1 + raw.source.length() + raw.items.size());
        Shape shape = shape(schema);
        if (!shape.alternatives.isEmpty()) {
            List<Outcome> all = new ArrayList<>();
            for (JsonNode alternative : shape.alternatives) {
                all.add(coerce(raw, alternative, depth + 1));
            }
            return Outcome.best(all, raw.start, "a value that fits one alternative better than the others");
        }
        if (!shape.choices.isEmpty()) {
            Outcome choice = Choices.choose(raw, shape.choices);
            return choice.misfits() == 0 ? choice : orOnlyItem(choice, raw, schema, depth);
        }
        if (shape.types.isEmpty()) {
            return raw.kind == Raw.Kind.OBJECT
                    ? object(raw, shape, depth)
                    : raw.kind == Raw.Kind.LIST ? list(raw, shape, depth) : Outcome.asIs(raw.node);
        }
        List<Outcome> all = new ArrayList<>();
        for (String type : shape.types) {
            Outcome outcome = as(type, raw, schema, shape, depth);
            if (outcome.misfits() == 0 && outcome.cost() == 0) {
                return outcome;
            }
            all.add(outcome);
        }
        return Outcome.best(all, raw.start, String.join(" or ", shape.types));
    }

    private Outcome as(String type, Raw raw, JsonNode schema, Shape shape, int depth) {
        return switch (type) {
            case "string" -> orOnlyItem(Scalars.text(raw), raw, schema, depth);
            case "integer" -> orOnlyItem(Scalars.number(raw, true), raw, schema, depth);
            case "number" -> orOnlyItem(Scalars.number(raw, false), raw, schema, depth);
            case "boolean" -> orOnlyItem(Scalars.truth(raw), raw, schema, depth);
            case "null" -> Scalars.nothing(raw);
            case "array" -> asList(raw, schema, shape, depth);
            case "object" -> asObject(raw, schema, shape, depth);
            default -> Outcome.asIs(raw.node);
        };
    }

    /** The only item of a list, where that is the better reading. */
    private Outcome orOnlyItem(Outcome outcome, Raw raw, JsonNode schema, int depth) {
        if (raw.kind != Raw.Kind.LIST || raw.items.size() != 1) {
            return outcome;
        }
        Outcome item = coerce(raw.items.get(0), schema, depth + 1).with(RepairKind.LIST_TO_SINGLE, raw.start);
        return Outcome.best(List.of(item, outcome), raw.start, "one value");
    }

    private Outcome asList(Raw raw, JsonNode schema, Shape shape, int depth) {
        if (raw.kind == Raw.Kind.LIST) {
            return list(raw, shape, depth);
        }
        Optional<Raw> inner = textAsValue(raw, '[');
        if (inner.isPresent()) {
            return coerce(inner.get(), schema, depth + 1).with(RepairKind.TEXT_TO_VALUE, raw.start);
        }
        if (raw.node.isNull()) {
            return Outcome.misfit(raw.node);
        }
        Outcome item = coerce(
                raw, shape.prefix.isEmpty() ? shape.items.orElse(JSON.objectNode()) : shape.prefix.get(0), depth + 1);
        List<Outcome> all = new ArrayList<>();
        all.add(item.as(JSON.arrayNode().add(item.node()), RepairKind.SINGLE_TO_LIST, raw.start));
        if (raw.kind == Raw.Kind.OBJECT && raw.items.size() == 1 && raw.items.get(0).kind == Raw.Kind.LIST) {
            all.add(list(raw.items.get(0), shape, depth + 1).with(RepairKind.UNWRAPPED, raw.start));
        }
        return Outcome.best(all, raw.start, "a list");
    }

    private Outcome list(Raw raw, Shape shape, int depth) {
        if (shape.items.isEmpty() && shape.prefix.isEmpty()) {
            return Outcome.asIs(raw.node);
        }
        ArrayNode list = JSON.arrayNode(raw.items.size());
        Parts parts = new Parts();
        for (int i = 0; i < raw.items.size(); i++) {
            JsonNode schema = i < shape.prefix.size() ? shape.prefix.get(i) : shape.items.orElse(JSON.objectNode());
            list.add(parts.add(coerce(raw.items.get(i), schema, depth + 1)));
        }
        return parts.outcome(list, List.of());
    }

    private Outcome asObject(Raw raw, JsonNode schema, Shape shape, int depth) {
        if (raw.kind == Raw.Kind.OBJECT) {
            Outcome plain = object(raw, shape, depth);
            boolean foreign = raw.items.size() == 1
                    && raw.items.get(0).kind == Raw.Kind.OBJECT
                    && !shape.properties.isEmpty()
                    && !shape.forms.containsKey(Shape.form(raw.names.get(0)));
            if (!foreign) {
                return plain;
            }
            Outcome inner = coerce(raw.items.get(0), schema, depth + 1).with(RepairKind.UNWRAPPED, raw.start);
            return Outcome.best(List.of(plain, inner), raw.start, "an object");
        }
        Optional<Raw> inner = textAsValue(raw, '{');
        if (inner.isPresent()) {
            return coerce(inner.get(), schema, depth + 1).with(RepairKind.TEXT_TO_VALUE, raw.start);
        }
        if (raw.node.isNull()) {
            return Outcome.misfit(raw.node);
        }
        List<Outcome> all = new ArrayList<>();
        if (raw.kind == Raw.Kind.LIST && raw.items.size() == 1) {
            all.add(coerce(raw.items.get(0), schema, depth + 1).with(RepairKind.LIST_TO_SINGLE, raw.start));
        }
        if (raw.kind == Raw.Kind.LIST && shape.properties.isEmpty()) {
            entries(raw, shape, depth).ifPresent(all::add);
        }
        if (shape.properties.size() == 1) {
            Map.Entry<String, JsonNode> only =
                    shape.properties.entrySet().iterator().next();
            Outcome value = coerce(raw, only.getValue(), depth + 1);
            ObjectNode object = JSON.objectNode();
            object.set(only.getKey(), value.node());
            all.add(value.as(object, RepairKind.WRAPPED, raw.start));
        }
        return all.isEmpty() ? Outcome.misfit(raw.node) : Outcome.best(all, raw.start, "an object");
    }

    /** A list of {@code {"key": ..., "value": ...}} as the map that it stands for. */
    private Optional<Outcome> entries(Raw raw, Shape shape, int depth) {
        ObjectNode map = JSON.objectNode();
        Parts parts = new Parts();
        for (Raw item : raw.items) {
            int key = item.names.indexOf("key");
            int value = item.names.indexOf("value");
            if (item.kind != Raw.Kind.OBJECT
                    || item.items.size() != 2
                    || key < 0
                    || value < 0
                    || item.items.get(key).isContainer()) {
                return Optional.empty();
            }
            JsonNode schema = shape.additional.orElse(JSON.objectNode());
            map.set(item.items.get(key).source, parts.add(coerce(item.items.get(value), schema, depth + 1)));
        }
        if (map.size() != raw.items.size()) {
            return Optional.empty();
        }
        return Optional.of(parts.outcome(map, List.of()).with(RepairKind.ENTRIES_TO_MAP, raw.start));
    }

    private Outcome object(Raw raw, Shape shape, int depth) {
        ObjectNode object = JSON.objectNode();
        Parts parts = new Parts();
        List<Repair> own = new ArrayList<>();
        Map<String, String> meant = new HashMap<>();
        Map<String, Integer> last = new LinkedHashMap<>();
        Optional<Outcome.Tie> tie = Optional.empty();
        for (int i = 0; i < raw.items.size(); i++) {
            last.put(raw.names.get(i), i);
        }
        for (Map.Entry<String, Integer> member : last.entrySet()) {
            String given = member.getKey();
            Raw value = raw.items.get(member.getValue());
            String name = property(given, last.keySet(), shape);
            JsonNode schema = schema(name, shape);
            if (schema.isBoolean() && !schema.booleanValue()) {
                own.add(repair(RepairKind.EXTRA_KEY, value.start));
                continue;
            }
            Outcome outcome = coerce(value, schema, depth + 1);
            boolean known = shape.properties.containsKey(name);
            if (known && value.node.isNull() && outcome.misfits() > 0 && !shape.required.contains(name)) {
                own.add(repair(RepairKind.NULL_LEFT_OUT, value.start));
                continue;
            }
            String before = meant.put(name, given);
            if (before != null && !object.path(name).equals(outcome.node())) {
                tie = Optional.of(new Outcome.Tie(value.start, "'" + before + "' or '" + given + "', not both"));
            }
            if (!given.equals(name)) {
                own.add(repair(RepairKind.KEY_FORM, value.start));
            }
            object.set(name, parts.add(outcome));
        }
        addMissing(object, raw, shape, own, parts);
        Outcome outcome = parts.outcome(object, own);
        return tie.isEmpty() || outcome.tie().isPresent()
                ? outcome
                : new Outcome(object, outcome.misfits(), outcome.cost(), own, outcome.parts(), tie);
    }

    /** The property that a name means. */
    private static String property(String given, Set<String> present, Shape shape) {
        if (shape.properties.containsKey(given)) {
            return given;
        }
        String name = shape.forms.getOrDefault(Shape.form(given), "");
        boolean wanted = !name.isEmpty() && !present.contains(name);
        return wanted && (shape.isClosed() || shape.required.contains(name)) ? name : given;
    }

    private static JsonNode schema(String name, Shape shape) {
        JsonNode known = shape.properties.get(name);
        if (known != null) {
            return known;
        }
        for (Map.Entry<Pattern, JsonNode> pattern : shape.patterns.entrySet()) {
            if (name.length() < 1000 && pattern.getKey().matcher(name).find()) {
                return pattern.getValue();
            }
        }
        return shape.additional.orElse(JSON.objectNode());
    }

    private void addMissing(ObjectNode object, Raw raw, Shape shape, List<Repair> own, Parts parts) {
        for (String name : shape.required) {
            if (object.has(name)) {
                continue;
            }
            JsonNode schema = shape.properties.getOrDefault(name, JSON.objectNode());
            Shape wanted = shape(schema);
            if (truncated || !schema.isObject() || schema.isEmpty()) {
                parts.misfits++;
            } else if (wanted.choices.size() == 1 && wanted.alternatives.isEmpty()) {
                object.set(name, wanted.choices.get(0));
                own.add(repair(RepairKind.CONSTANT_PUT_IN, raw.start));
            } else if (isNullable(wanted, 0)) {
                object.set(name, NullNode.instance);
                own.add(repair(RepairKind.NULL_PUT_IN, raw.start));
            } else {
                parts.misfits++;
            }
        }
    }

    private boolean isNullable(Shape shape, int depth) {
        if (shape.choices.stream().anyMatch(JsonNode::isNull)) {
            return true;
        }
        if (!shape.alternatives.isEmpty()) {
            return depth < 4 && shape.alternatives.stream().anyMatch(a -> isNullable(shape(a), depth + 1));
        }
        return shape.choices.isEmpty() && shape.types.contains("null");
    }

    /** The value that a text holds as JSON. */
    private Optional<Raw> textAsValue(Raw raw, char opening) {
        if (raw.kind != Raw.Kind.TEXT) {
            return Optional.empty();
        }
        String text = raw.source.strip();
        if (text.isEmpty() || text.charAt(0) != opening) {
            return Optional.empty();
        }
        RepairLog log = new RepairLog();
        LenientParser parser = new LenientParser(Source.whole(text.toCharArray(), work), 0, log, true);
        parser.run();
        return log.sorted().isEmpty() && text.substring(parser.position()).isBlank()
                ? parser.tree().rawRoot()
                : Optional.empty();
    }

    private static Repair repair(RepairKind kind, int position) {
        return new Repair(kind, position, kind.penalty());
    }

    /** Sums up what the members or items of a value became. */
    private static final class Parts {

        private final List<Outcome> costly = new ArrayList<>();
        private int cost;
        private int misfits;
        private Optional<Outcome.Tie> tie = Optional.empty();

        JsonNode add(Outcome part) {
            cost += part.cost();
            misfits += part.misfits();
            tie = tie.isPresent() ? tie : part.tie();
            if (part.cost() > 0) {
                costly.add(part);
            }
            return part.node();
        }

        Outcome outcome(JsonNode node, List<Repair> own) {
            int sum = cost + own.stream().mapToInt(Repair::penalty).sum();
            return new Outcome(node, misfits, sum, own, costly, tie);
        }
    }
}
