package dev.assay.structured;

import dev.assay.structured.json.LenientJson;
import dev.assay.structured.json.LenientJsonException;
import dev.assay.structured.json.Reading;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.SchemaException;
import dev.assay.structured.schema.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at a value while it grows, and says when nothing that could follow would make it valid. Each part is looked at once it
 * is closed, and as leniently as the whole will be; a union is given up only when none of its branches is left. What it cannot
 * decide it lets pass: it never ends an answer that might have become valid.
 */
final class PrefixCheck {
    private static final int DEEPEST = 64;

    private final JsonNode root;
    private final Map<String, JsonNode> definitions;
    private final IdentityHashMap<JsonNode, Optional<Schema>> compiled = new IdentityHashMap<>();
    private final List<Level> open = new ArrayList<>();

    /** An object or list that is still open: the schemas that it can still obey, and how many of its children were looked at. */
    private static final class Level {
        private List<JsonNode> alive;
        private int seen;

        Level(List<JsonNode> alive) {
            this.alive = alive;
        }
    }

    PrefixCheck(Schema schema) {
        this.root = schema.json();
        this.definitions = new HashMap<>();
        root.path("$defs").properties().forEach(each -> definitions.put(each.getKey(), each.getValue()));
        open.add(new Level(branches(root, 0)));
    }

    /**
     * Takes the value so far.
     *
     * @return why it cannot become valid any more; empty while it can
     */
    List<Violation> look(JsonNode soFar) {
        JsonNode node = soFar;
        StringBuilder path = new StringBuilder();
        for (int depth = 0; node.isContainer() && depth < DEEPEST; depth++) {
            Level level = open.get(depth);
            List<Violation> wrong = closed(node, level, path.toString());
            if (!wrong.isEmpty()) {
                return wrong;
            }
            if (node.isEmpty()) {
                return List.of();
            }
            String key = lastKey(node);
            List<JsonNode> inner = children(level.alive, node, key, node.size() - 1);
            if (open.size() == depth + 1) {
                open.add(new Level(inner));
            }
            node = node.isObject() ? node.path(key) : node.path(node.size() - 1);
            path.append('/').append(escape(key));
        }
        return List.of();
    }

    /** Looks at the children that have been closed since the last time: all but the last one. */
    private List<Violation> closed(JsonNode node, Level level, String path) {
        if (level.seen >= node.size() - 1) {
            return List.of();
        }
        // the child that was open is closed now, and with it all that stood under it
        int depth = open.indexOf(level);
        while (open.size() > depth + 1) {
            open.remove(open.size() - 1);
        }
        int at = 0;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> child : node.properties()) {
                if (at >= level.seen && at < node.size() - 1) {
                    List<Violation> wrong = child(node, level, child.getKey(), at, child.getValue(), path);
                    if (!wrong.isEmpty()) {
                        return wrong;
                    }
                }
                at++;
            }
        } else {
            for (at = level.seen; at < node.size() - 1; at++) {
                List<Violation> wrong = child(node, level, Integer.toString(at), at, node.path(at), path);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        level.seen = node.size() - 1;
        return List.of();
    }

    private List<Violation> child(JsonNode node, Level level, String key, int position, JsonNode value, String path) {
        List<JsonNode> still = new ArrayList<>();
        List<Violation> wrong = List.of();
        for (JsonNode schema : level.alive) {
            List<Violation> here = List.of();
            for (JsonNode inner : children(List.of(schema), node, key, position)) {
                here = violations(inner, value);
                if (here.isEmpty()) {
                    break;
                }
            }
            if (here.isEmpty()) {
                still.add(schema);
            } else {
                wrong = here;
            }
        }
        if (!still.isEmpty()) {
            level.alive = still;
            return List.of();
        }
        String at = path + "/" + escape(key);
        return wrong.stream()
                .map(each -> new Violation(at + each.path(), each.value(), each.rule(), each.message()))
                .toList();
    }

    private List<Violation> violations(JsonNode schema, JsonNode value) {
        Optional<Schema> whole = compiled.computeIfAbsent(schema, this::compile);
        if (whole.isEmpty()) {
            return List.of();
        }
        try {
            Reading reading = LenientJson.parse(value.toString(), whole.get());
            return reading.violations();
        } catch (LenientJsonException undecided) {
            return List.of(); // the whole answer will show
        }
    }

    private Optional<Schema> compile(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return Optional.empty();
        }
        ObjectNode alone = object.deepCopy();
        if (!definitions.isEmpty()) {
            alone.set("$defs", root.path("$defs"));
        }
        try {
            return Optional.of(Schema.ofJson(alone));
        } catch (SchemaException refersElsewhere) {
            return Optional.empty(); // such as to the root, which is not there any more
        }
    }

    /** What a child may be: the schemas of all branches that are left. */
    private List<JsonNode> children(List<JsonNode> schemas, JsonNode node, String key, int position) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode schema : schemas) {
            JsonNode child;
            if (node.isObject()) {
                child = schema.path("properties").path(key);
            } else {
                JsonNode prefix = schema.path("prefixItems").path(position);
                child = prefix.isMissingNode() ? schema.path("items") : prefix;
            }
            found.addAll(branches(child, 0));
        }
        return found;
    }

    /** The schema itself, or what it refers to, or the branches of a union. */
    private List<JsonNode> branches(JsonNode schema, int depth) {
        if (depth > DEEPEST || !schema.isObject()) {
            return List.of(schema); // missing: anything goes
        }
        JsonNode reference = schema.path("$ref");
        if (reference.isString()) {
            String name = reference.stringValue().startsWith("#/$defs/")
                    ? reference.stringValue().substring("#/$defs/".length())
                    : "";
            JsonNode target = definitions.get(name);
            return target == null ? List.of(root.path("\0none")) : branches(target, depth + 1);
        }
        JsonNode union = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
        if (!union.isArray()) {
            return List.of(schema);
        }
        List<JsonNode> all = new ArrayList<>();
        union.forEach(branch -> all.addAll(branches(branch, depth + 1)));
        return all;
    }

    private static String lastKey(JsonNode node) {
        if (node.isArray()) {
            return Integer.toString(node.size() - 1);
        }
        String last = "";
        for (String name : node.propertyNames()) {
            last = name;
        }
        return last;
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
