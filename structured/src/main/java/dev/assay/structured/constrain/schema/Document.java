package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.ConstraintException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A schema document: its places by path, and what its references mean. References lead to places within it only. */
final class Document {

    private static final int DEEPEST = 500;

    private final JsonNode root;
    private final Map<String, SchemaNode> places = new HashMap<>();
    private final Map<String, String> anchors = new HashMap<>(); // absolute URI, with the anchor if it has one: path
    private final Map<String, String> bases = new HashMap<>(); // path of a resource: its URI
    private final Map<String, Set<String>> dynamic = new HashMap<>(); // name of a dynamic anchor: where it stands
    private final boolean refReplaces;
    private final boolean draft4;
    private final boolean draft2019;

    Document(JsonNode root) {
        this.root = root;
        String dialect = text(root, "$schema");
        this.draft4 = dialect.contains("draft-04") || dialect.contains("draft-03");
        this.refReplaces = draft4 || dialect.contains("draft-06") || dialect.contains("draft-07");
        this.draft2019 = dialect.contains("2019-09");
        bases.put("#", "");
        index(root, "#", "", 0);
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? value.stringValue() : "";
    }

    /** Drafts before 2019-09 ignore what stands beside a reference. */
    boolean refReplaces() {
        return refReplaces;
    }

    boolean draft4() {
        return draft4;
    }

    private void index(JsonNode node, String path, String base, int depth) {
        if (depth > DEEPEST) {
            throw new ConstraintException(path, "", "nested deeper than " + DEEPEST + " (expected: less)");
        }
        String here = base;
        if (node.isObject()) {
            String id = text(node, draft4 ? "id" : "$id");
            if (!id.isEmpty() && !(refReplaces && node.has("$ref"))) {
                if (refReplaces && id.startsWith("#")) {
                    anchors.put(base + id, path);
                } else {
                    here = resolve(base, id, path);
                    here = here.endsWith("#") ? here.substring(0, here.length() - 1) : here;
                    bases.put(path, here);
                    anchors.put(here, path);
                }
            }
            for (String key : new String[] {"$anchor", "$dynamicAnchor"}) {
                String anchor = text(node, key);
                if (!anchor.isEmpty()) {
                    anchors.put(here + "#" + anchor, path);
                }
                if (!anchor.isEmpty() && key.equals("$dynamicAnchor")) {
                    dynamic.computeIfAbsent(anchor, k -> new HashSet<>()).add(path);
                }
            }
            if (node.path("$recursiveAnchor").asBoolean(false)) {
                dynamic.computeIfAbsent("", k -> new HashSet<>()).add(path);
            }
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String key = entry.getKey();
                if (!key.equals("enum") && !key.equals("const") && !key.equals("default") && !key.equals("examples")) {
                    index(entry.getValue(), path + "/" + escape(key), here, depth + 1);
                }
            }
        } else if (node.isArray()) {
            int i = 0;
            for (JsonNode item : node) {
                index(item, path + "/" + i++, here, depth + 1);
            }
        }
    }

    private static String resolve(String base, String reference, String path) {
        try {
            return base.isEmpty()
                    ? reference
                    : URI.create(base).resolve(reference).toString();
        } catch (IllegalArgumentException bad) {
            throw new ConstraintException(path, "$id", "'" + reference + "' is no URI (" + bad.getMessage() + ")");
        }
    }

    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    SchemaNode rootPlace() {
        return place("#", "#", root, bases.getOrDefault("#", ""));
    }

    /** A place one or more steps below another. */
    SchemaNode below(SchemaNode node, JsonNode json, String... keys) {
        StringBuilder path = new StringBuilder(node.path);
        StringBuilder place = new StringBuilder(node.key);
        String base = node.base;
        for (String key : keys) {
            path.append('/').append(escape(key));
            place.append('/').append(escape(key));
            base = bases.getOrDefault(path.toString(), base);
        }
        return place(place.toString(), path.toString(), json, base);
    }

    /** A schema that stands nowhere but follows from one that does; {@code reason} tells such ones of a place apart. */
    SchemaNode made(SchemaNode node, String reason, JsonNode json) {
        return place(node.key + " " + reason, node.path, json, node.base);
    }

    private SchemaNode place(String key, String path, JsonNode json, String base) {
        return places.computeIfAbsent(key, k -> new SchemaNode(places.size(), json, key, path, base));
    }

    /** What a reference in {@code from} leads to. */
    SchemaNode resolve(SchemaNode from, String keyword, String reference) {
        String absolute = reference.startsWith("#") ? from.base + reference : resolve(from.base, reference, from.path);
        int hash = absolute.indexOf('#');
        String resource = hash < 0 ? absolute : absolute.substring(0, hash);
        String fragment = hash < 0
                ? ""
                : URLDecoder.decode(absolute.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        String known = anchors.get(resource + "#" + fragment);
        if (known != null && !fragment.isEmpty()) {
            return at(known).orElseThrow();
        }
        String start = resource.equals(bases.getOrDefault("#", "")) ? "#" : anchors.getOrDefault(resource, "");
        if (start.isEmpty()) {
            throw new ConstraintException(
                    from.path, keyword, "'" + reference + "' is not in this document (expected: a place within it)");
        }
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            Optional<SchemaNode> found = at(start + fragment);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ConstraintException(
                from.path, keyword, "'" + reference + "' leads nowhere (expected: a place in this document)");
    }

    /** What a reference leads to that the schemas on the way to it may turn elsewhere; only where they cannot, since one schema has its anchor. */
    SchemaNode resolveDynamic(SchemaNode from, String keyword, String reference) {
        SchemaNode found = resolve(from, keyword, reference);
        int hash = reference.indexOf('#');
        Set<String> same = dynamic.getOrDefault(hash < 0 ? "" : reference.substring(hash + 1), Set.of());
        if (same.contains(found.path) && same.size() > 1) {
            throw new ConstraintException(
                    from.path,
                    keyword,
                    "'" + reference + "' means one of " + same.size()
                            + " anchors, depending on the way there (expected: one anchor of this name)");
        }
        return found;
    }

    /** A schema, or what some array may contain: since 2020-12 that is evaluated as well. */
    SchemaNode orContained(SchemaNode schema, Set<ArrayPart> parts) {
        List<JsonNode> ways = new ArrayList<>(List.of(schema.json));
        StringBuilder reason = new StringBuilder("or contained");
        for (ArrayPart part : parts) {
            SchemaNode contained = part.contains().orElse(schema);
            if (contained == schema || draft2019) {
                continue;
            }
            if (!contained.base.equals(schema.base)) {
                throw new ConstraintException(
                        schema.path,
                        "unevaluatedItems",
                        "beside 'contains' of another resource (expected: of the same)");
            }
            ways.add(contained.json);
            reason.append(' ').append(contained.id);
        }
        return ways.size() == 1 ? schema : made(schema, reason.toString(), object().set("anyOf", array(ways)));
    }

    private Optional<SchemaNode> at(String path) {
        JsonNode node = root;
        String base = bases.getOrDefault("#", "");
        StringBuilder so = new StringBuilder("#");
        for (String step : path.equals("#") ? new String[0] : path.substring(2).split("/", -1)) {
            String key = step.replace("~1", "/").replace("~0", "~");
            if (node.isArray() && !key.matches("[0-9]{1,9}")) {
                return Optional.empty();
            }
            node = node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
            if (node.isMissingNode()) {
                return Optional.empty();
            }
            so.append('/').append(step);
            base = bases.getOrDefault(so.toString(), base);
        }
        return Optional.of(place(path, path, node, base));
    }

    static ArrayNode array(List<JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    /** An object to make a schema of. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
