package dev.assay.structured;

import dev.assay.structured.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a {@link Check} finds wrong. The words go back to the model. Used by one thread. */
public final class Findings {
    private final String rule;
    private final JsonNode tree;
    private final List<Violation> found = new ArrayList<>();

    Findings(String rule, JsonNode tree) {
        this.rule = rule;
        this.tree = tree;
    }

    /**
     * The answer as JSON, for checks that walk it.
     *
     * @return the tree that the value was made of; not to be changed
     */
    public JsonNode tree() {
        return tree;
    }

    /**
     * Something is wrong with the whole.
     *
     * @param message what was expected and what was found
     */
    public void add(String message) {
        add("", message);
    }

    /**
     * Something is wrong in one place.
     *
     * @param path a JSON pointer to it, such as {@code /items/0/price}; {@code ""} is the whole
     * @param message what was expected and what was found
     */
    public void add(String path, String message) {
        found.add(new Violation(path, tree.at(path), rule, message));
    }

    List<Violation> found() {
        return found;
    }
}
