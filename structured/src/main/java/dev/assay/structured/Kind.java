package dev.assay.structured;

import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for, whatever the mode.
 *
 * @param name its name, as the model sees it: letters, digits, {@code _} and {@code -}, at most 64
 * @param schema its schema
 * @param binding makes a value of a tree that obeys the schema
 * @param checks own rules
 */
record Kind<T>(String name, Schema schema, Function<JsonNode, T> binding, List<Check<? super T>> checks) {
    private static final int LONGEST = 64;

    Kind {
        checks = List.copyOf(checks);
    }

    /** A name that every provider takes. */
    static String name(String wanted) {
        String clean = wanted.replaceAll("[^a-zA-Z0-9_-]+", "_").replaceAll("^_+|_+$", "");
        return clean.isEmpty() ? "answer" : clean.substring(0, Math.min(LONGEST, clean.length()));
    }

    Kind<T> with(Check<? super T> check) {
        List<Check<? super T>> more = new ArrayList<>(checks);
        more.add(check);
        return new Kind<>(name, schema, binding, more);
    }

    T bind(JsonNode tree) {
        return binding.apply(tree);
    }

    List<Violation> check(T value, JsonNode tree) throws Shape.CheckFailure {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            String rule = "check " + (i + 1);
            Findings findings = new Findings(rule, tree);
            try {
                checks.get(i).run(value, findings);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new Shape.CheckFailure(rule, tree, stop);
            } catch (Exception failed) {
                throw new Shape.CheckFailure(rule, tree, failed);
            }
            found.addAll(findings.found());
        }
        return found;
    }
}
