package dev.assay.structured.json;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A value that was found in a text.
 *
 * @param origin where it stood
 * @param start where it begins
 * @param end where it ends
 * @param value what it is without a schema
 * @param raw what stood there; where a schema asks for it
 * @param repairs what was mended in it
 * @param truncated whether its end is missing
 */
record Candidate(
        Origin origin, int start, int end, JsonNode value, Optional<Raw> raw, List<Repair> repairs, boolean truncated) {

    /** Where a value stood. */
    enum Origin {
        /** Nothing but it was there, or prose was around. */
        TEXT,
        /** In a fenced block of Markdown. */
        FENCE,
        /** Within what a model thought before it answered. */
        THINKING
    }

    /** How many scalars and empty containers it has, itself at least. */
    int size() {
        ArrayDeque<JsonNode> open = new ArrayDeque<>();
        open.push(value);
        int size = 1;
        while (!open.isEmpty()) {
            for (JsonNode child : open.pop()) {
                size++;
                if (child.isContainer()) {
                    open.push(child);
                }
            }
        }
        return size;
    }
}
