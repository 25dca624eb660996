package dev.assay.structured.constrain;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a model may write. */
public sealed interface Language {

    /**
     * Instances of a JSON Schema, 2020-12 unless {@code $schema} names an older draft.
     *
     * @param schema the schema
     * @param options how instances are written
     * @param documents schemas that it may refer to, by their absolute URI, without fragment; the meta-schemas of 2020-12 need not be given.
     *     Nothing is fetched from a network
     */
    record Schema(JsonNode schema, SchemaOptions options, Map<String, JsonNode> documents) implements Language {

        /** Copies what is given. */
        public Schema {
            documents = Map.copyOf(documents);
        }
    }

    /**
     * Texts that a regular expression matches from beginning to end; ECMA-262's syntax.
     *
     * @param pattern the expression
     */
    record Pattern(String pattern) implements Language {}

    /**
     * Texts of a context-free grammar.
     *
     * @param text the grammar
     * @param notation how it is written
     */
    record Grammar(String text, Notation notation) implements Language {}

    /** How a grammar is written. */
    enum Notation {
        /** As for the Lark parser, the part of it that llguidance takes: rules, terminals, regular expressions, {@code %ignore}. */
        LARK,
        /** As for llama.cpp. */
        GBNF
    }

    /**
     * Instances of a schema in any way to write them.
     *
     * @param schema the schema
     * @return the language of its instances
     */
    static Language schema(JsonNode schema) {
        return new Schema(schema, SchemaOptions.DEFAULT, Map.of());
    }

    /**
     * Instances of a schema, written as {@code options} say.
     *
     * @param schema the schema
     * @param options how instances are written
     * @return the language of its instances
     */
    static Language schema(JsonNode schema, SchemaOptions options) {
        return new Schema(schema, options, Map.of());
    }

    /**
     * Instances of a schema that refers to others.
     *
     * @param schema the schema
     * @param options how instances are written
     * @param documents the others, by their absolute URI, without fragment; nothing is fetched from a network
     * @return the language of its instances
     */
    static Language schema(JsonNode schema, SchemaOptions options, Map<String, JsonNode> documents) {
        return new Schema(schema, options, documents);
    }

    /**
     * Texts that a regular expression matches from beginning to end.
     *
     * @param pattern the expression, in ECMA-262's syntax
     * @return the language of what it matches
     */
    static Language regex(String pattern) {
        return new Pattern(pattern);
    }

    /**
     * Texts of a grammar in Lark's notation, from its rule {@code start}.
     *
     * @param grammar the grammar
     * @return the language of its texts
     */
    static Language lark(String grammar) {
        return new Grammar(grammar, Notation.LARK);
    }

    /**
     * Texts of a grammar in llama.cpp's notation, from its rule {@code root}.
     *
     * @param grammar the grammar
     * @return the language of its texts
     */
    static Language gbnf(String grammar) {
        return new Grammar(grammar, Notation.GBNF);
    }
}
