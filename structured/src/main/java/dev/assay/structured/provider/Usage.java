package dev.assay.structured.provider;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Tokens used.
 *
 * @param known whether the server told; where it did not, the counts are 0
 * @param input all tokens read, cached ones included
 * @param output all tokens written, thinking included
 * @param details every counter that the server gave, nested ones by their dotted path ({@code
 *     completion_tokens_details.reasoning_tokens}), in the server's own counting
 */
public record Usage(boolean known, long input, long output, Map<String, Long> details) {

    /** Nothing used: the neutral element of {@link #plus}. */
    public static final Usage NONE = new Usage(true, 0, 0, Map.of());

    /** The server did not tell. */
    public static final Usage UNKNOWN = new Usage(false, 0, 0, Map.of());

    /** Copies the details, sorted by their name. */
    public Usage {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /**
     * Reads the counters of a server's answer.
     *
     * @param input all tokens read
     * @param output all tokens written
     * @param counters the object that holds the counters
     * @return the usage
     */
    public static Usage of(long input, long output, JsonNode counters) {
        Map<String, Long> details = new TreeMap<>();
        collect("", counters, details);
        return new Usage(true, input, output, details);
    }

    private static void collect(String path, JsonNode node, Map<String, Long> into) {
        if (node.isIntegralNumber()) {
            into.merge(path, node.longValue(), Long::sum);
        } else if (node.isObject()) {
            // Gemini tells counts by modality as a list of {modality, tokenCount}
            if (node.path("modality").isString() && node.path("tokenCount").isIntegralNumber()) {
                into.merge(
                        path + "." + node.path("modality").stringValue(),
                        node.path("tokenCount").longValue(),
                        Long::sum);
                return;
            }
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            node.forEach(item -> collect(path, item, into));
        }
    }

    /**
     * Input and output together.
     *
     * @return tokens
     */
    public long total() {
        return input + output;
    }

    /**
     * Both together, each nested counter by itself.
     *
     * @param other what was used besides
     * @return the sum, known only if both are
     */
    public Usage plus(Usage other) {
        Map<String, Long> sum = new TreeMap<>(details);
        other.details.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return new Usage(known && other.known, input + other.input, output + other.output, sum);
    }
}
