package dev.assay.structured.constrain;

import tools.jackson.databind.JsonNode;

/** What a model may write. */
public sealed interface Language {

    /**
     * Instances of a JSON Schema, 2020-12 unless {@code $schema} names an older draft.
     *
     * @param schema the schema
     * @param options how instances are written
     */
    record Schema(JsonNode schema, SchemaOptions options) implements Language {}

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
        return new Schema(schema, SchemaOptions.DEFAULT);
    }

    /**
     * Instances of a schema, written as {@code options} say.
     *
     * @param schema the schema
     * @param options how instances are written
     * @return the language of its instances
     */
    static Language schema(JsonNode schema, SchemaOptions options) {
        return new Schema(schema, options);
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
