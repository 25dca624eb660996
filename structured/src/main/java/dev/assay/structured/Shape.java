package dev.assay.structured;

import dev.assay.structured.json.Repair;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Output;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.schema.DroppedRule;
import dev.assay.structured.schema.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is asked for in one mode: how it is said to the server, and what is thought of what comes back. */
interface Shape<T> {

    String name();

    Mode mode();

    Output output();

    /** What the model is told beside its schema, or {@code ""}. */
    String instructions();

    List<DroppedRule> unexpressed();

    /**
     * Reads an answer and looks whether it is valid.
     *
     * @throws CheckFailure if a check could not run
     */
    Judgement<T> judge(Reply reply) throws CheckFailure;

    /** The violations among these that belong to one of several tool calls. */
    List<Violation> ofCall(int call, List<Violation> all);

    /**
     * What was thought of an answer.
     *
     * @param value present exactly if it is valid
     * @param tree what could be read
     * @param violations what is wrong
     * @param repairs what was mended
     * @param cut whether the text ends before its value does
     * @param literal whether it obeys the schema that was sent, to the letter
     */
    record Judgement<T>(
            Optional<T> value,
            Optional<JsonNode> tree,
            List<Violation> violations,
            List<Repair> repairs,
            boolean cut,
            boolean literal) {}

    /** A check could not run. */
    final class CheckFailure extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient JsonNode tree;

        CheckFailure(String name, JsonNode tree, Exception cause) {
            super("The check " + name + " could not run: " + cause, cause);
            this.tree = tree;
        }

        JsonNode tree() {
            return tree;
        }
    }
}
