package dev.assay.structured.json;

import dev.assay.structured.schema.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a text was read as.
 *
 * @param value the value
 * @param repairs what was mended, in the order of the text; empty where the text was JSON and, with a schema, obeyed it
 * @param violations what the value breaks of the schema where it could not be mended; empty without a schema
 * @param truncated whether the text ends before the value does: what is missing is not in the value, and nothing was put in its place
 * @param unchanged the text itself, where it was JSON and nothing was mended
 */
public record Reading(
        JsonNode value,
        List<Repair> repairs,
        List<Violation> violations,
        boolean truncated,
        Optional<String> unchanged) {

    /** Copies the lists. */
    public Reading {
        repairs = List.copyOf(repairs);
        violations = List.copyOf(violations);
    }

    /**
     * The sum of the penalties of all repairs.
     *
     * @return 0 for what is JSON and valid
     */
    public int cost() {
        return repairs.stream().mapToInt(Repair::penalty).sum();
    }

    /**
     * Whether the value breaks no rule of the schema.
     *
     * @return true without a schema as well
     */
    public boolean isValid() {
        return violations.isEmpty();
    }

    /**
     * The value as JSON (RFC 8259). A text that was JSON passes unchanged, bit for bit, with its blanks and escapes; what was mended is written
     * compactly, numbers with the digits that they were read with.
     *
     * @return JSON, on one line where it was mended
     */
    public String json() {
        return unchanged.orElseGet(() -> JsonWriter.write(value));
    }
}
