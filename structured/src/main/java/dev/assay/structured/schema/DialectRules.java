package dev.assay.structured.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * What a dialect accepts. Sources: the providers' own guides to structured outputs (OpenAI, Anthropic, Gemini, Mistral), llama.cpp's conversion of
 * schemas to grammars (which Ollama uses too), and the keywords that XGrammar passes over in silence (vLLM, SGLang).
 *
 * @param keywords rules that are enforced
 * @param formats that are enforced
 * @param closed whether each object must say that it has no other properties
 * @param requiresAll whether each property must be required
 * @param objectRoot whether the root must be a plain object
 * @param recursion whether a schema may contain itself
 * @param refAlone whether nothing may stand beside {@code $ref}
 * @param leastItems the greatest {@code minItems} that is accepted
 * @param wholeBoundsOnly whether bounds are enforced for whole numbers only
 */
record DialectRules(
        Set<String> keywords,
        Set<String> formats,
        boolean closed,
        boolean requiresAll,
        boolean objectRoot,
        boolean recursion,
        boolean refAlone,
        int leastItems,
        boolean wholeBoundsOnly) {

    private static final int ANY = Integer.MAX_VALUE;
    private static final Set<String> STRUCTURE =
            Set.of("type", "properties", "required", "items", "anyOf", "enum", "$ref", "$defs", "additionalProperties");
    private static final Set<String> BOUNDS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final Set<String> NET_FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    static DialectRules of(Dialect dialect) {
        return switch (dialect) {
            case FULL -> new DialectRules(Set.of(), Set.of(), false, false, false, true, false, ANY, false);
            case OPENAI_STRICT ->
                new DialectRules(
                        with(BOUNDS, "const", "multipleOf", "pattern", "format", "minItems", "maxItems"),
                        NET_FORMATS,
                        true,
                        true,
                        true,
                        true,
                        true,
                        ANY,
                        false);
            case ANTHROPIC ->
                new DialectRules(
                        with(Set.of(), "const", "allOf", "pattern", "format", "minItems"),
                        formats("uri"),
                        true,
                        false,
                        false,
                        false,
                        false,
                        1,
                        false);
            case GEMINI ->
                new DialectRules(
                        with(Set.of("minimum", "maximum"), "format", "minItems", "maxItems", "prefixItems"),
                        Set.of("date-time", "date", "time", "duration"),
                        false,
                        false,
                        false,
                        true,
                        true,
                        ANY,
                        false);
            case MISTRAL ->
                new DialectRules(
                        with(BOUNDS, "const", "pattern", "minItems", "maxItems", "minLength", "maxLength"),
                        Set.of(),
                        true,
                        false,
                        true,
                        true,
                        false,
                        ANY,
                        false);
            case OLLAMA, LLAMA_CPP ->
                new DialectRules(
                        with(
                                BOUNDS,
                                "const",
                                "allOf",
                                "pattern",
                                "format",
                                "minItems",
                                "maxItems",
                                "minLength",
                                "maxLength",
                                "prefixItems"),
                        Set.of("date-time", "date", "time", "uuid"),
                        false,
                        false,
                        false,
                        true,
                        false,
                        ANY,
                        true);
            case VLLM, SGLANG ->
                new DialectRules(
                        with(
                                BOUNDS,
                                "const",
                                "allOf",
                                "pattern",
                                "format",
                                "minItems",
                                "maxItems",
                                "minLength",
                                "maxLength",
                                "prefixItems",
                                "patternProperties",
                                "minProperties",
                                "maxProperties"),
                        formats("uri", "uri-reference", "json-pointer"),
                        false,
                        false,
                        false,
                        true,
                        false,
                        ANY,
                        false);
        };
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(STRUCTURE);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }

    private static Set<String> formats(String... more) {
        Set<String> all = new HashSet<>(NET_FORMATS);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
