package dev.assay.structured.provider;

import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.Server;
import dev.assay.structured.constrain.ServerGrammar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Settings of a request. What is not set is left to the server.
 *
 * @param maxTokens the most tokens of one answer, at least 1
 * @param temperature of sampling, at least 0
 * @param seed for repeatable sampling where the server can
 * @param extra fields that are put into the request's body as they are, over what this library wrote there;
 *     {@link #withConstraint} fills them for servers such as vLLM
 */
public record Settings(
        OptionalInt maxTokens, OptionalDouble temperature, OptionalLong seed, Map<String, JsonNode> extra) {

    /** Everything is left to the server. */
    public static final Settings NONE =
            new Settings(OptionalInt.empty(), OptionalDouble.empty(), OptionalLong.empty(), Map.of());

    /** Checks the ranges and copies the fields, which keep their order. */
    public Settings {
        if (maxTokens.isPresent() && maxTokens.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "An answer of at most " + maxTokens.getAsInt() + " tokens is none; at least 1 is needed.");
        }
        if (temperature.isPresent() && !(temperature.getAsDouble() >= 0)) {
            throw new IllegalArgumentException(
                    "The temperature " + temperature.getAsDouble() + " is below 0; 0 or more is needed.");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /**
     * The same with another limit of tokens.
     *
     * @param tokens the most tokens of one answer, at least 1
     * @return new settings
     */
    public Settings withMaxTokens(int tokens) {
        return new Settings(OptionalInt.of(tokens), temperature, seed, extra);
    }

    /**
     * The same with another temperature.
     *
     * @param degree at least 0
     * @return new settings
     */
    public Settings withTemperature(double degree) {
        return new Settings(maxTokens, OptionalDouble.of(degree), seed, extra);
    }

    /**
     * The same with another seed.
     *
     * @param number any
     * @return new settings
     */
    public Settings withSeed(long number) {
        return new Settings(maxTokens, temperature, OptionalLong.of(number), extra);
    }

    /**
     * The same with one more field in the request's body.
     *
     * @param field its name at the top of the body
     * @param value what it holds
     * @return new settings
     */
    public Settings withExtra(String field, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(extra);
        more.put(field, value);
        return new Settings(maxTokens, temperature, seed, more);
    }

    /**
     * The same with a constraint in the server's own fields: for regular expressions and grammars, and for schemas in {@link Mode#PROMPT}, where
     * the model need not be told of them twice. An answer is checked all the same, since a server may ignore what it does not know.
     *
     * @param server who is asked
     * @param language what it may answer
     * @return new settings
     * @throws dev.assay.structured.constrain.ConstraintException if the server has no field for such a language
     */
    public Settings withConstraint(Server server, Language language) {
        Settings all = this;
        for (Map.Entry<String, JsonNode> field :
                ServerGrammar.fields(server, language, "answer").properties()) {
            all = all.withExtra(field.getKey(), field.getValue());
        }
        return all;
    }
}
