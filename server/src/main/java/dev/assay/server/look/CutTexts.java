package dev.assay.server.look;

import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** An object as JSON with the beginnings of its long texts, wherever they stand in it, so that a browser need not hold what nobody reads. */
final class CutTexts {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(1_100)
                    .build())
            .build();

    /** Of each text that is longer, in UTF-16 code units. */
    private final int most;

    /** @param most at least 1; {@link Integer#MAX_VALUE} cuts nothing */
    CutTexts(int most) {
        this.most = most;
    }

    /** Whole, unless the request says how much of each is enough. */
    static CutTexts of(Request request) {
        String most = request.query("texts").orElse(Integer.toString(Integer.MAX_VALUE));
        if (!most.matches("[1-9]\\d{0,9}") || Long.parseLong(most) > Integer.MAX_VALUE) {
            throw ProblemException.badRequest(
                    "texts is '" + most + "' (expected: how many characters of each text are enough, at least 1)");
        }
        return new CutTexts(Integer.parseInt(most));
    }

    /**
     * Writes an object. Where something was cut, its last field {@code leftOut} says how many characters of it are not there.
     *
     * @param object writes it whole
     */
    void write(JsonGenerator json, Consumer<JsonGenerator> object) {
        if (most == Integer.MAX_VALUE) {
            object.accept(json);
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator whole = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            object.accept(whole);
        }
        if (bytes.size() <= most) {
            json.writeRawValue(bytes.toString(StandardCharsets.UTF_8));
            return;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes.toByteArray())) {
            copy(parser, json);
        }
    }

    private void copy(JsonParser parser, JsonGenerator json) {
        long leftOut = 0;
        int depth = 0;
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            switch (token) {
                case START_OBJECT -> depth++;
                case END_OBJECT -> {
                    depth--;
                    if (depth == 0 && leftOut > 0) {
                        json.writeNumberProperty("leftOut", leftOut);
                    }
                }
                default -> {}
            }
            if (token == JsonToken.VALUE_STRING && parser.getStringLength() > most) {
                String text = parser.getString();
                String beginning = beginning(text);
                json.writeString(beginning);
                leftOut += text.length() - beginning.length();
            } else {
                json.copyCurrentEventExact(parser);
            }
        }
    }

    /** A character that takes two code units stays whole. */
    private String beginning(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
