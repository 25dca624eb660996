package dev.assay.structured;

import dev.assay.structured.json.Repair;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Usage;
import dev.assay.structured.schema.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One answer of a model and what was thought of it.
 *
 * @param number counted from 1
 * @param mode how it was asked for
 * @param outcome what became of it
 * @param reply the answer
 * @param value what could be read of it, also where it is not valid
 * @param violations all that was wrong with it
 * @param repairs what was mended while it was read
 * @param retries how often its request had to be repeated because there was no answer
 * @param took from the first request to the judgement
 */
public record Attempt(
        int number,
        Mode mode,
        Outcome outcome,
        Reply reply,
        Optional<JsonNode> value,
        List<Violation> violations,
        List<Repair> repairs,
        int retries,
        Duration took) {

    /** What became of an answer. */
    public enum Outcome {
        /** It is valid and was handed on. */
        ACCEPTED,
        /** It breaks a rule, or could not be read. */
        INVALID,
        /** It was ended early, because nothing that could have followed would have made it valid. */
        ABORTED,
        /** It is cut off. */
        CUT,
        /** The model refused. */
        REFUSED,
        /** A check could not run. */
        UNCHECKED
    }

    /** Copies the lists. */
    public Attempt {
        violations = List.copyOf(violations);
        repairs = List.copyOf(repairs);
    }

    /**
     * What it cost.
     *
     * @return its tokens
     */
    public Usage usage() {
        return reply.usage();
    }
}
