package dev.assay.structured.provider;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a model answered, in the same words for every provider.
 *
 * @param id the server's name for the answer, or {@code ""}
 * @param model the model that answered, as the server says it
 * @param text what it wrote; thinking that the server reports apart is not in it
 * @param calls the tools that it called
 * @param blocks the whole turn in the server's own words, where something in it has to go back unchanged in the next request: reasoning,
 *     signatures. Empty where there is nothing of the kind
 * @param finish why it stopped
 * @param reason the server's own word for that
 * @param refusal the words of a refusal, or {@code ""}
 * @param usage the tokens that were used
 * @param raw the server's answer; for a stream, its last event that told of the whole
 */
public record Reply(
        String id,
        String model,
        String text,
        List<ToolCall> calls,
        List<JsonNode> blocks,
        Finish finish,
        String reason,
        String refusal,
        Usage usage,
        JsonNode raw) {
    /** Copies the lists. */
    public Reply {
        calls = List.copyOf(calls);
        blocks = List.copyOf(blocks);
    }

    /**
     * An answer without anything that has to go back unchanged.
     *
     * @param id the server's name for the answer, or {@code ""}
     * @param model the model that answered
     * @param text what it wrote
     * @param calls the tools that it called
     * @param finish why it stopped
     * @param reason the server's own word for that
     * @param refusal the words of a refusal, or {@code ""}
     * @param usage the tokens that were used
     * @param raw the server's answer
     */
    public Reply(
            String id,
            String model,
            String text,
            List<ToolCall> calls,
            Finish finish,
            String reason,
            String refusal,
            Usage usage,
            JsonNode raw) {
        this(id, model, text, calls, List.of(), finish, reason, refusal, usage, raw);
    }
}
