package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.engine.Rule;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import dev.assay.structured.constrain.regex.TooComplexException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes a grammar of a JSON Schema. */
public final class SchemaCompiler {

    private SchemaCompiler() {}

    /**
     * The rule of all texts that are instances, in the ways to write them that {@code options} allow.
     *
     * @param given schemas that it may refer to, by their absolute URI, without fragment
     * @throws ConstraintException if the schema asks for what no grammar can hold, or for what nothing satisfies
     */
    public static Rule compile(JsonNode schema, SchemaOptions options, Map<String, JsonNode> given) {
        Document document = new Document(schema, given);
        Regexes re = new Regexes();
        Values values = new Values(document, re, options);
        Goal root = Goal.of(List.of(document.rootPlace()));
        List<Goal> goals = new ArrayList<>();
        Set<Goal> known = new HashSet<>();
        goals.add(root);
        known.add(root);
        for (int i = 0; i < goals.size(); i++) {
            Goal goal = goals.get(i);
            try {
                for (Goal child : values.children(goal)) {
                    if (known.add(child)) {
                        goals.add(child);
                    }
                }
                values.prepare(goal);
            } catch (TooComplexException complex) {
                throw new ConstraintException(goal.path(), "", String.valueOf(complex.getMessage()));
            }
        }
        if (!values.isPossible(root)) {
            throw new ConstraintException("#", "", "no value can satisfy this schema (expected: one that can)");
        }
        Rule text = new Rule("text");
        Regex trailing = values.spacing().trailing();
        Place end = trailing.isEmpty() ? Place.END : new Place(true, () -> List.of(Step.terminal(trailing, Place.END)));
        text.define(new Place(false, () -> List.of(Step.rule(values.rule(root), end))), false);
        return text;
    }
}
