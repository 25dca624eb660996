package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Checks values against a JSON Schema of 2020-12, every keyword of it. Compiled once; used by many threads.
 *
 * <p>It is the library's own and not networknt's, which brings dependencies besides Jackson: here a violation carries the value and a sentence that a
 * model can follow, and a pattern's steps and a value's depth are bounded. It gives the right answer in all required tests of the official suite;
 * networknt's, which shares nothing with it, judges the random schemas of the tests.
 *
 * <p>Values that are nested deeper than 1,000 levels are not checked: they break the rule {@code depth}. A regular expression that does not come
 * to an end within ten million steps breaks the rule {@code pattern}.
 */
public final class Validator {

    /** Only what is used of it takes memory. */
    private static final long DEEP_STACK = 256L << 20;

    private final Documents documents;
    private final Rules rules;
    private final boolean tracks;

    private Validator(JsonNode schema, Map<String, JsonNode> others, boolean formats) {
        this.documents = new Documents(schema, others);
        RuleCompiler compiler = new RuleCompiler(documents, formats);
        this.rules = compiler.compileAll(new Documents.Target(schema, documents.main()));
        this.tracks = compiler.tracks();
    }

    /**
     * Compiles a schema whose formats are rules.
     *
     * @param schema an object or a boolean; not to be changed afterwards
     * @return a validator, for any number of values and threads
     * @throws SchemaException where it is no schema of 2020-12, or refers to what is not there
     */
    public static Validator compile(JsonNode schema) {
        return new Validator(schema, Map.of(), true);
    }

    /**
     * Compiles a schema that may refer to others.
     *
     * @param schema an object or a boolean; not to be changed afterwards
     * @param others schemas by their absolute URI, without fragment; nothing is fetched from a network
     * @param formats whether formats are rules; JSON Schema says that they are notes
     * @return a validator, for any number of values and threads
     * @throws SchemaException where it is no schema of 2020-12, or refers to what is not there
     */
    public static Validator compile(JsonNode schema, Map<String, JsonNode> others, boolean formats) {
        return new Validator(schema, Map.copyOf(others), formats);
    }

    /**
     * All rules that a value breaks, in the order of the schema; empty where it breaks none.
     *
     * @param value any value
     * @return the violations, in the order of the schema
     */
    public List<Violation> validate(JsonNode value) {
        try {
            return check(value);
        } catch (StackOverflowError deep) {
            return onDeepStack(() -> check(value));
        }
    }

    private List<Violation> check(JsonNode value) {
        List<Violation> found = new ArrayList<>();
        At root = At.root(documents.main(), tracks, found);
        if (SchemaJson.isTooDeep(value)) {
            root.fail(value, "depth", "is nested deeper than " + SchemaJson.MAX_DEPTH + " levels");
        } else {
            rules.test(value, root);
        }
        return List.copyOf(found);
    }

    /**
     * Whether a value breaks no rule.
     *
     * @param value any value
     * @return true where {@link #validate} would be empty
     */
    public boolean isValid(JsonNode value) {
        if (SchemaJson.isTooDeep(value)) {
            return false;
        }
        try {
            return rules.test(value, At.root(documents.main(), tracks, null));
        } catch (StackOverflowError deep) {
            return onDeepStack(() -> rules.test(value, At.root(documents.main(), tracks, null)));
        }
    }

    /**
     * Depth is bounded, but a level of a value takes many levels of a schema, and how much stack the caller's thread has left is not known.
     * A check changes nothing, so it can be made again where there is room.
     */
    private static <T> T onDeepStack(Supplier<T> check) {
        FutureTask<T> task = new FutureTask<>(check::get);
        Thread thread = new Thread(null, task, "assay-deep-validation", DEEP_STACK);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw new IllegalStateException("A value could not be checked", failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
