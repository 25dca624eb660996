package dev.assay.files;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON text to trees and back. */
final class Trees {

    /**
     * Rows are bounded before they are parsed, so that strings and numbers need no bound of their own; nesting does, so
     * that no file overflows the stack. Python writes NaN and Infinity where JSON has no word for them.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(500)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Reads one value and leaves what follows it. */
    static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonMapper SORTED = JsonMapper.builder(FACTORY)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private Trees() {}

    /**
     * The one value that a text holds.
     *
     * @throws JacksonException where the text is no JSON, or more than one value; at the place where it goes wrong
     */
    static JsonNode parse(byte[] text) {
        try (JsonParser json = new CountedParser(MAPPER.createParser(text))) {
            JsonNode value = MAPPER.readTree(json);
            if (json.nextToken() != null) {
                throw new StreamReadException(json, "more text after the value");
            }
            return value;
        }
    }

    static JsonNode parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /** One text for one value, whatever the order of its properties and the white space around them. */
    static String canonical(JsonNode tree) {
        return SORTED.writeValueAsString(tree);
    }

    /** The object or array that a text holds, or a missing node: a cell of a CSV file may hold one. */
    static JsonNode structure(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || (stripped.charAt(0) != '{' && stripped.charAt(0) != '[')) {
            return MissingNode.getInstance();
        }
        try {
            return parse(stripped);
        } catch (JacksonException _) {
            // Text that merely begins like JSON, for example "[1] see below", is text.
            return MissingNode.getInstance();
        }
    }

    /** What is wrong with JSON text, on one line and without the text itself. */
    static String problem(JacksonException e) {
        String message = e.getOriginalMessage();
        int newline = message.indexOf('\n');
        return newline < 0 ? message : message.substring(0, newline);
    }
}
