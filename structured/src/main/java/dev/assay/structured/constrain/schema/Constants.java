package dev.assay.structured.constrain.schema;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says of an object or array that a value must equal it, part by part. */
final class Constants {

    private Constants() {}

    static ObjectNode object(JsonNode value) {
        ObjectNode schema = Document.object();
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            properties.putObject(entry.getKey()).set("const", entry.getValue());
            required.add(entry.getKey());
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    static ObjectNode array(JsonNode value) {
        ObjectNode schema = Document.object();
        ArrayNode items = schema.putArray("prefixItems");
        for (JsonNode item : value) {
            items.addObject().set("const", item);
        }
        schema.put("minItems", value.size());
        schema.put("maxItems", value.size());
        return schema;
    }
}
