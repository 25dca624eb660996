package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.schema.MetaSchemas;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The places of a schema, and of those that were given beside it, by path; and what references mean. Nothing is fetched from a network. A path
 * is a JSON pointer in a fragment, after the URI where it leads into another document.
 */
final class Document {

    private static final int DEEPEST = 500;

    private final Map<String, JsonNode> given;
    private final Map<String, JsonNode> roots = new HashMap<>(); // path up to and with the '#': document
    private final Map<String, SchemaNode> places = new HashMap<>();
    private final Map<String, String> anchors = new HashMap<>(); // absolute URI, with the anchor if it has one: path
    private final Map<String, String> bases = new HashMap<>(); // path of a resource: its URI
    private final Map<String, Map<String, String>> dynamic =
            new HashMap<>(); // URI of a resource: name of a dynamic anchor: path
    private final IdentityHashMap<JsonNode, String> basesOfSchemas =
            new IdentityHashMap<>(); // for those that a made schema holds
    private final Draft draft;

    /**
     * @param root the schema that counts
     * @param given others by their absolute URI, without fragment
     */
    Document(JsonNode root, Map<String, JsonNode> given) {
        this.given = given;
        this.draft = Draft.of(root);
        bases.put("#", "");
        add("#", root, "");
    }

    private void add(String path, JsonNode root, String uri) {
        if (isTooDeep(root)) {
            throw new ConstraintException(path, "", "nested deeper than " + DEEPEST + " (expected: less)");
        }
        JsonNode seen = Vocabularies.validates(root, given) ? root : Vocabularies.withoutValidation(root);
        roots.put(path, seen);
        index(seen, path, uri);
    }

    /** Needs no stack of its own, so that all that comes after may. */
    private static boolean isTooDeep(JsonNode root) {
        List<JsonNode> level = List.of(root);
        for (int depth = 0; depth <= DEEPEST && !level.isEmpty(); depth++) {
            List<JsonNode> below = new ArrayList<>();
            level.forEach(node -> node.forEach(child -> {
                if (child.isContainer()) {
                    below.add(child);
                }
            }));
            level = below;
        }
        return !level.isEmpty();
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? value.stringValue() : "";
    }

    Draft draft() {
        return draft;
    }

    private void index(JsonNode node, String path, String base) {
        String here = base;
        if (node.isObject()) {
            String id = text(node, draft.idKeyword());
            if (!id.isEmpty() && !(draft.refReplaces() && node.has("$ref"))) {
                if (draft.refReplaces() && id.startsWith("#")) {
                    anchors.put(base + id, path);
                } else {
                    here = resolve(base, id, path);
                    here = here.endsWith("#") ? here.substring(0, here.length() - 1) : here;
                    bases.put(path, here);
                    anchors.put(here, path);
                }
            }
            basesOfSchemas.put(node, here);
            for (String key : new String[] {"$anchor", "$dynamicAnchor"}) {
                String anchor = text(node, key);
                if (!anchor.isEmpty()) {
                    anchors.put(here + "#" + anchor, path);
                }
                if (!anchor.isEmpty() && key.equals("$dynamicAnchor")) {
                    dynamic.computeIfAbsent(here, k -> new TreeMap<>()).put(anchor, path);
                }
            }
            if (node.path("$recursiveAnchor").asBoolean(false)) {
                dynamic.computeIfAbsent(here, k -> new TreeMap<>()).put("", path);
            }
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String key = entry.getKey();
                if (!key.equals("enum") && !key.equals("const") && !key.equals("default") && !key.equals("examples")) {
                    index(entry.getValue(), path + "/" + escape(key), here);
                }
            }
        } else if (node.isArray()) {
            int i = 0;
            for (JsonNode item : node) {
                index(item, path + "/" + i++, here);
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
        String base = bases.getOrDefault("#", "");
        return place("#", "#", roots.getOrDefault("#", object()), base, within(Map.of(), base));
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
        if (!node.key.equals(node.path)) {
            base = basesOfSchemas.getOrDefault(json, base);
        }
        return place(place.toString(), path.toString(), json, base, within(node.scope, base));
    }

    /** A schema that stands nowhere but follows from one that does; {@code reason} tells such ones of a place apart. */
    SchemaNode made(SchemaNode node, String reason, JsonNode json) {
        return place(node.key + " " + reason, node.path, json, node.base, node.scope);
    }

    private SchemaNode place(String key, String path, JsonNode json, String base, Map<String, String> scope) {
        return places.computeIfAbsent(
                scope.isEmpty() ? key : key + " in " + scope,
                k -> new SchemaNode(places.size(), json, key, path, base, scope));
    }

    /** The dynamic anchors that count in a resource that was come to from elsewhere: of each name the first on the way. */
    private Map<String, String> within(Map<String, String> scope, String base) {
        Map<String, String> own = dynamic.getOrDefault(base, Map.of());
        if (scope.keySet().containsAll(own.keySet())) {
            return scope;
        }
        Map<String, String> both = new TreeMap<>(own);
        both.putAll(scope);
        return both;
    }

    /** What a reference in {@code from} leads to. */
    SchemaNode resolve(SchemaNode from, String keyword, String reference) {
        String absolute = reference.startsWith("#") ? from.base + reference : resolve(from.base, reference, from.path);
        int hash = absolute.indexOf('#');
        String resource = hash < 0 ? absolute : absolute.substring(0, hash);
        String fragment = hash < 0 ? "" : decode(absolute.substring(hash + 1), from, keyword);
        String start = start(resource, from, keyword, reference);
        String uri = bases.getOrDefault(start, start.substring(0, start.indexOf('#')));
        String known = anchors.get(uri + "#" + fragment);
        if (known != null && !fragment.isEmpty()) {
            return at(known, from.scope).orElseThrow();
        }
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            Optional<SchemaNode> found = at(start + fragment, from.scope);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ConstraintException(
                from.path, keyword, "'" + reference + "' leads nowhere (expected: a place in that document)");
    }

    private static String decode(String fragment, SchemaNode from, String keyword) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ConstraintException(
                    from.path,
                    keyword,
                    "'#" + fragment + "' is not percent-encoded well (expected: % and two hexadecimal digits)");
        }
    }

    /** The path of a resource, its document read if it was not yet. */
    private String start(String resource, SchemaNode from, String keyword, String reference) {
        if (resource.equals(bases.getOrDefault("#", ""))) {
            return "#";
        }
        String known = anchors.get(resource);
        if (known != null) {
            return known;
        }
        if (roots.containsKey(resource + "#")) {
            return resource + "#";
        }
        JsonNode other = Optional.ofNullable(given.get(resource))
                .or(() -> MetaSchemas.of(resource))
                .orElseThrow(() -> new ConstraintException(
                        from.path,
                        keyword,
                        "'" + reference + "' is neither in this document nor given beside it (expected: a place within"
                                + " it, or the document given as well; nothing is fetched)"));
        if (other.has("$schema") && !Draft.of(other).equals(draft)) {
            throw new ConstraintException(
                    from.path,
                    keyword,
                    "'" + reference + "' leads to a document of another draft (expected: the same)");
        }
        add(resource + "#", other, resource);
        return resource + "#";
    }

    /** What a reference leads to that the schemas on the way to it may turn elsewhere: to the first anchor of that name that they passed. */
    SchemaNode resolveDynamic(SchemaNode from, String keyword, String reference) {
        SchemaNode found = resolve(from, keyword, reference);
        int hash = reference.indexOf('#');
        String name = keyword.equals("$recursiveRef") || hash < 0 ? "" : reference.substring(hash + 1);
        boolean turns =
                found.path.equals(dynamic.getOrDefault(found.base, Map.of()).get(name));
        String first = turns ? from.scope.get(name) : null;
        return first == null ? found : at(first, from.scope).orElseThrow();
    }

    /** A schema, or what some array may contain: since 2020-12 that is evaluated as well. */
    SchemaNode orContained(SchemaNode schema, Set<ArrayPart> parts) {
        List<JsonNode> ways = new ArrayList<>(List.of(schema.json));
        StringBuilder reason = new StringBuilder("or contained");
        for (ArrayPart part : parts) {
            SchemaNode contained = part.contains().orElse(schema);
            if (contained == schema || !draft.containedIsEvaluated()) {
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

    private Optional<SchemaNode> at(String path, Map<String, String> scope) {
        int hash = path.indexOf('#');
        String document = path.substring(0, hash + 1);
        JsonNode node = roots.getOrDefault(document, object());
        String base = bases.getOrDefault(document, document.substring(0, hash));
        StringBuilder so = new StringBuilder(document);
        for (String step : path.length() == hash + 1
                ? new String[0]
                : path.substring(hash + 2).split("/", -1)) {
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
        return Optional.of(place(path, path, node, base, within(scope, base)));
    }

    static ArrayNode array(List<JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    /** An object to make a schema of. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
