package dev.assay.structured.constrain;

import dev.assay.structured.constrain.server.GrammarWriter;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a constraint as fields of a server's request. A server may ignore what it does not know and answer unconstrained with status 200, so
 * check what comes back in any case.
 */
public final class ServerGrammar {

    private ServerGrammar() {}

    /**
     * The fields to put into a request's body, at its root.
     *
     * @param server who is asked
     * @param language what it may answer
     * @param name what to call a schema where a server wants a name: letters, digits, {@code _} and {@code -}
     * @return the fields, to be put over those of the request
     * @throws ConstraintException if the server has no field for a language of this kind, or the language cannot be written in its notation
     */
    public static ObjectNode fields(Server server, Language language, String name) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (language instanceof Language.Schema schema) {
            checkWhole(schema);
            schema(server, schema, name, body);
        } else if (language instanceof Language.Pattern pattern) {
            pattern(server, pattern, body);
        } else {
            grammar(server, language, body);
        }
        return body;
    }

    /** A server gets one schema; what is beside it would be missing there. */
    private static void checkWhole(Language.Schema language) {
        if (!language.documents().isEmpty()) {
            throw new ConstraintException(
                    "#",
                    "$ref",
                    "schemas beside it cannot be sent (expected: one schema that holds them in its $defs)");
        }
    }

    private static void schema(Server server, Language.Schema language, String name, ObjectNode body) {
        switch (server) {
            case VLLM -> body.putObject("structured_outputs").set("json", language.schema());
            case SGLANG, LLAMA_CPP_CHAT ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", name)
                        .set("schema", language.schema());
            case SGLANG_GENERATE ->
                body.putObject("sampling_params")
                        .put("json_schema", language.schema().toString());
            case LLAMA_CPP -> body.set("json_schema", language.schema());
            case OLLAMA -> body.set("format", language.schema());
            case TGI ->
                body.putObject("parameters")
                        .putObject("grammar")
                        .put("type", "json")
                        .set("value", language.schema());
            case TGI_CHAT ->
                body.putObject("response_format").put("type", "json").set("value", language.schema());
            case OPENAI_CHAT -> {
                ObjectNode format = body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", name)
                        .put("strict", true);
                format.set("schema", language.schema());
            }
            case OPENAI_RESPONSES -> {
                ObjectNode format = body.putObject("text")
                        .putObject("format")
                        .put("type", "json_schema")
                        .put("name", name)
                        .put("strict", true);
                format.set("schema", language.schema());
            }
        }
    }

    private static void pattern(Server server, Language.Pattern language, ObjectNode body) {
        switch (server) {
            case VLLM -> body.putObject("structured_outputs").put("regex", language.pattern());
            case SGLANG -> body.put("regex", language.pattern());
            case SGLANG_GENERATE -> body.putObject("sampling_params").put("regex", language.pattern());
            case LLAMA_CPP, LLAMA_CPP_CHAT -> body.put("grammar", gbnf(language));
            case TGI ->
                body.putObject("parameters")
                        .putObject("grammar")
                        .put("type", "regex")
                        .put("value", language.pattern());
            case TGI_CHAT ->
                body.putObject("response_format").put("type", "regex").put("value", language.pattern());
            case OLLAMA, OPENAI_CHAT, OPENAI_RESPONSES -> throw none(server, "a regular expression");
        }
    }

    private static void grammar(Server server, Language language, ObjectNode body) {
        switch (server) {
            case VLLM -> body.putObject("structured_outputs").put("grammar", gbnf(language));
            case SGLANG -> body.put("ebnf", gbnf(language));
            case SGLANG_GENERATE -> body.putObject("sampling_params").put("ebnf", gbnf(language));
            case LLAMA_CPP, LLAMA_CPP_CHAT -> body.put("grammar", gbnf(language));
            case OLLAMA, TGI, TGI_CHAT, OPENAI_CHAT, OPENAI_RESPONSES -> throw none(server, "a grammar");
        }
    }

    private static ConstraintException none(Server server, String kind) {
        return new ConstraintException("#", server.name(), "has no field for " + kind + " (expected: a JSON Schema)");
    }

    /**
     * The language in llama.cpp's notation, which xgrammar reads too. Schemas are written with their properties in declared order, since any
     * order would take a rule for each set of them.
     *
     * @param language what texts may be
     * @return a grammar whose first rule is {@code root}
     * @throws ConstraintException if it cannot be held, or would take more than 50,000 rules
     */
    public static String gbnf(Language language) {
        return GrammarWriter.gbnf(language);
    }

    /**
     * The language in Lark's notation, as llguidance reads it: schemas by its {@code %json}, GBNF rule by rule.
     *
     * @param language what texts may be
     * @return a grammar whose first rule is {@code start}
     * @throws ConstraintException if a grammar cannot be read
     */
    public static String lark(Language language) {
        if (language instanceof Language.Schema schema) {
            checkWhole(schema);
        }
        return GrammarWriter.lark(language);
    }
}
