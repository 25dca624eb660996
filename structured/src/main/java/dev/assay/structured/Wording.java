package dev.assay.structured;

import dev.assay.structured.schema.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The sentences that models read. */
final class Wording {
    /** The whole bad answer goes back anyway, so that long values need not be repeated beside each error. */
    private static final int SHOWN = 300;

    private Wording() {}

    static String json(JsonNode schema) {
        return "Answer with one JSON object that obeys this JSON Schema, and with nothing else:\n" + schema;
    }

    static String fenced(JsonNode schema) {
        return "Answer with JSON that obeys this JSON Schema:\n" + schema
                + "\nPut it into one fenced block that begins with ```json and ends with ```, and write nothing after it.";
    }

    /** What is wrong, as data: path, value, rule and message of everything. */
    static String correction(List<Violation> violations) {
        return "The answer is not valid. Correct every point of this list and give the whole answer again, in the same form.\n"
                + list(violations);
    }

    static String goOn(int accepted, List<Violation> violations) {
        return "The first " + accepted + " items of the list are accepted; do not repeat them. "
                + (violations.isEmpty()
                        ? "The list broke off after them."
                        : "The next one is not valid:\n" + list(violations) + "\nCorrect it.")
                + " Go on from there: give a list that begins with item " + (accepted + 1) + ", in the same form.";
    }

    static String accepted() {
        return "Accepted.";
    }

    private static ArrayNode list(List<Violation> violations) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Violation violation : violations) {
            ObjectNode point = list.addObject().put("path", violation.path());
            String value = violation.value().toString();
            if (value.length() > SHOWN) {
                point.put("value", value.substring(0, SHOWN) + "...");
            } else if (!violation.value().isMissingNode()) {
                point.set("value", violation.value());
            }
            point.put("rule", violation.rule()).put("message", violation.message());
        }
        return list;
    }
}
