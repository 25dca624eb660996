package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A compiled schema: its checks in the order in which they are made. */
final class Rules {

    private final Documents.Resource resource;
    private final List<Check> checks = new ArrayList<>();
    private boolean hasGate;

    Rules(Documents.Resource resource) {
        this.resource = resource;
    }

    void add(Check check) {
        checks.add(check);
    }

    /** A check, the first, without which the others have nothing to say. */
    void addGate(Check check) {
        checks.add(check);
        hasGate = true;
    }

    /** Whether a value obeys all. */
    boolean test(JsonNode value, At outside) {
        if (outside.depth > 3 * SchemaJson.MAX_DEPTH) {
            return outside.fail(
                    value, "depth", "goes deeper than can be checked: a schema refers to itself without end");
        }
        At at = outside.in(resource);
        boolean obeys = true;
        for (int i = 0; i < checks.size(); i++) {
            if (!checks.get(i).test(value, at)) {
                if (!at.collects() || (hasGate && i == 0)) {
                    return false;
                }
                obeys = false;
            }
        }
        return obeys;
    }

    /** The same for the same value under another schema; what that has evaluated counts where it holds. */
    boolean testSame(JsonNode value, At at) {
        return testSame(value, at, at.same());
    }

    /** The same, where the place has been made already. */
    boolean testSame(JsonNode value, At at, At same) {
        boolean obeys = test(value, same);
        if (obeys) {
            at.adopt(same);
        }
        return obeys;
    }
}
