package dev.assay.structured.constrain.schema;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A schema within the document, known by where it stands. Compared by identity: one object a place. */
final class SchemaNode {

    final int id;
    final JsonNode json;

    /** The path, and for a schema that follows from another why it does; no other place has the same, unless it was come to by other dynamic anchors. */
    final String key;

    /** A JSON pointer in a fragment. */
    final String path;

    /** The base URI that references in it are resolved against. */
    final String base;

    /** Of each name the dynamic anchor that counts, the first one on the way here: its path. */
    final Map<String, String> scope;

    SchemaNode(int id, JsonNode json, String key, String path, String base, Map<String, String> scope) {
        this.id = id;
        this.json = json;
        this.key = key;
        this.path = path;
        this.base = base;
        this.scope = scope;
    }

    @Override
    public String toString() {
        return path;
    }
}
