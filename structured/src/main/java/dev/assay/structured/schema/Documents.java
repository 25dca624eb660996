package dev.assay.structured.schema;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The schemas that a schema can refer to: itself, what is embedded in it, what was given beside it, and the meta-schemas of 2020-12. Nothing is
 * fetched from a network.
 */
final class Documents {

    /** Stands for the place of a schema without {@code $id}. */
    private static final String NO_PLACE = "schema:/root";

    private static final String VALIDATION = MetaSchemas.PLACE + "vocab/validation";

    /** A schema with a URI of its own. */
    static final class Resource {
        final String uri;
        final JsonNode root;
        final boolean validates;
        final Map<String, JsonNode> anchors = new HashMap<>();
        final Map<String, JsonNode> dynamicAnchors = new HashMap<>();

        Resource(String uri, JsonNode root, boolean validates) {
            this.uri = uri;
            this.root = root;
            this.validates = validates;
        }
    }

    /** What a reference leads to. */
    record Target(JsonNode schema, Resource resource) {}

    private final Map<String, JsonNode> given;
    private final Map<String, Resource> resources = new HashMap<>();
    private final IdentityHashMap<JsonNode, Resource> owners = new IdentityHashMap<>();
    private final Resource main;

    /**
     * @param schema the schema that counts
     * @param given other schemas by their URI, without fragment
     */
    Documents(JsonNode schema, Map<String, JsonNode> given) {
        this.given = given;
        this.main = add(schema, NO_PLACE);
    }

    Resource main() {
        return main;
    }

    /** All schemas with a dynamic anchor that are known by now. */
    List<Target> dynamicAnchors() {
        List<Target> all = new ArrayList<>();
        for (Resource resource : resources.values()) {
            resource.dynamicAnchors.values().forEach(schema -> all.add(new Target(schema, resource)));
        }
        return all;
    }

    /** The resource that a subschema belongs to. */
    Resource owner(JsonNode subschema, Resource otherwise) {
        return owners.getOrDefault(subschema, otherwise);
    }

    private Resource add(JsonNode schema, String uri) {
        if (SchemaJson.isTooDeep(schema)) {
            throw new SchemaException("the schema is nested deeper than " + SchemaJson.MAX_DEPTH + " levels");
        }
        String id = withoutFragment(schema.path("$id").asString(""));
        Resource resource = new Resource(id.isEmpty() ? uri : resolve(uri, id), schema, validates(schema));
        resources.put(uri, resource);
        resources.put(resource.uri, resource);
        scan(schema, resource, true);
        return resource;
    }

    private boolean validates(JsonNode schema) {
        String meta = withoutFragment(schema.path("$schema").asString(""));
        if (meta.isEmpty()
                || meta.startsWith("https://json-schema.org/")
                || meta.startsWith("http://json-schema.org/")) {
            return true;
        }
        JsonNode vocabulary = given.getOrDefault(meta, schema.path("")).path("$vocabulary");
        return !vocabulary.isObject() || vocabulary.has(VALIDATION);
    }

    /** Notes whose each subschema is, and the anchors. Depth is bounded by {@link SchemaJson#MAX_DEPTH}. */
    private void scan(JsonNode schema, Resource around, boolean isRoot) {
        if (!schema.isObject()) {
            return;
        }
        Resource resource = around;
        String id = withoutFragment(schema.path("$id").asString(""));
        if (!id.isEmpty() && !isRoot) {
            resource = new Resource(resolve(around.uri, id), schema, around.validates && validates(schema));
            resources.put(resource.uri, resource);
        }
        owners.put(schema, resource);
        if (schema.path("$anchor").isString()) {
            resource.anchors.put(schema.path("$anchor").stringValue(), schema);
        }
        if (schema.path("$dynamicAnchor").isString()) {
            String name = schema.path("$dynamicAnchor").stringValue();
            resource.anchors.put(name, schema);
            resource.dynamicAnchors.put(name, schema);
        }
        for (Map.Entry<String, JsonNode> property : schema.properties()) {
            String keyword = property.getKey();
            JsonNode value = property.getValue();
            if (SchemaJson.ONE.contains(keyword)) {
                scan(value, resource, false);
            } else if ((SchemaJson.LIST.contains(keyword) && value.isArray())
                    || (SchemaJson.MAP.contains(keyword) && value.isObject())) {
                for (JsonNode child : value) {
                    scan(child, resource, false);
                }
            }
        }
    }

    /**
     * What a reference leads to.
     *
     * @param reference the value of {@code $ref} or {@code $dynamicRef}
     * @param from the resource that it stands in
     * @throws SchemaException where it leads nowhere
     */
    Target resolve(String reference, Resource from) {
        int hash = reference.indexOf('#');
        String place = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : decode(reference.substring(hash + 1), reference);
        Resource resource = place.isEmpty() ? from : resource(resolve(from.uri, place), reference);
        if (fragment.isEmpty()) {
            return new Target(resource.root, resource);
        }
        if (fragment.startsWith("/")) {
            return walk(fragment, resource, reference);
        }
        JsonNode anchored = resource.anchors.get(fragment);
        if (anchored == null) {
            throw new SchemaException("$ref " + reference + " leads nowhere: there is no $anchor " + fragment);
        }
        return new Target(anchored, resource);
    }

    private Target walk(String pointer, Resource start, String reference) {
        JsonNode node = start.root;
        Resource resource = start;
        for (String token : pointer.substring(1).split("/", -1)) {
            String key = token.replace("~1", "/").replace("~0", "~");
            JsonNode next = node.isArray() ? node.path(index(key)) : node.path(key);
            if (next.isMissingNode()) {
                throw new SchemaException("$ref " + reference + " leads nowhere: there is no '" + key + "'");
            }
            node = next;
            resource = owners.getOrDefault(node, resource);
        }
        return new Target(node, resource);
    }

    private static int index(String key) {
        return !key.isEmpty() && key.length() < 9 && key.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(key)
                : -1;
    }

    private Resource resource(String uri, String reference) {
        Resource known = resources.get(uri);
        if (known != null) {
            return known;
        }
        JsonNode document = given.get(uri);
        if (document == null) {
            document = MetaSchemas.of(uri).orElse(null);
        }
        if (document == null) {
            throw new SchemaException("$ref " + reference + " leads to " + uri
                    + ", which is neither in the schema nor given beside it (nothing is fetched from a network)");
        }
        return add(document, uri);
    }

    private static String resolve(String base, String reference) {
        try {
            URI uri = URI.create(base).resolve(URI.create(reference));
            return withoutFragment(uri.toString());
        } catch (IllegalArgumentException e) {
            throw new SchemaException("'" + reference + "' is no URI reference", e);
        }
    }

    private static String decode(String fragment, String reference) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SchemaException("$ref " + reference + " has a fragment that is not percent-encoded well", e);
        }
    }

    private static String withoutFragment(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }
}
