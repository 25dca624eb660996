package dev.assay.store.json;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** Scores as the journal keeps them and as REST shows them. */
public final class ScoreJson {

    private ScoreJson() {}

    /** A JSON array of scores, for {@link #read}. */
    public static byte[] write(List<Score> scores) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * scores.size());
        try (JsonGenerator json = MessageJson.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            for (Score score : scores) {
                json.writeStartObject();
                writeFields(json, score);
                json.writeStringProperty("valueKind", kind(score.value()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /** The score as REST shows it; what is absent is {@code null}. */
    public static void write(JsonGenerator json, Score score) {
        json.writeStartObject();
        writeFields(json, score);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Score score) {
        json.writeStringProperty("id", score.id());
        json.writeStringProperty("name", score.name());
        json.writeName("value");
        switch (score.value()) {
            case ScoreValue.Numeric(double value) -> json.writeNumber(value);
            case ScoreValue.Bool(boolean value) -> json.writeBoolean(value);
            case ScoreValue.Category(String value) -> json.writeString(value);
            case ScoreValue.Text(String value) -> json.writeString(value);
        }
        text(json, "comment", score.comment());
        json.writeStringProperty("source", score.source().label());
        text(json, "evaluator", score.evaluator());
        text(json, "evaluatorVersion", score.evaluatorVersion());
        text(json, "traceId", score.traceId());
        text(json, "spanId", score.spanId());
        text(json, "sessionId", score.sessionId());
        text(json, "responseId", score.responseId());
        json.writeStringProperty("time", score.time().toString());
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private static String kind(ScoreValue value) {
        return switch (value) {
            case ScoreValue.Numeric _ -> "number";
            case ScoreValue.Bool _ -> "boolean";
            case ScoreValue.Category _ -> "category";
            case ScoreValue.Text _ -> "text";
        };
    }

    /**
     * Reads what {@link #write(List)} wrote.
     *
     * @throws JacksonException where it is something else
     */
    public static List<Score> read(byte[] bytes) {
        List<Score> scores = new ArrayList<>();
        try (JsonParser json = MessageJson.FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                scores.add(score(json));
            }
        }
        return scores;
    }

    private static Score score(JsonParser json) {
        String id = "";
        String name = "";
        String value = "";
        String kind = "";
        String comment = "";
        String source = "";
        String evaluator = "";
        String evaluatorVersion = "";
        String traceId = "";
        String spanId = "";
        String sessionId = "";
        String responseId = "";
        String time = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            String text = json.nextToken() == JsonToken.VALUE_NULL ? "" : json.getString();
            switch (field) {
                case "id" -> id = text;
                case "name" -> name = text;
                case "value" -> value = text;
                case "valueKind" -> kind = text;
                case "comment" -> comment = text;
                case "source" -> source = text;
                case "evaluator" -> evaluator = text;
                case "evaluatorVersion" -> evaluatorVersion = text;
                case "traceId" -> traceId = text;
                case "spanId" -> spanId = text;
                case "sessionId" -> sessionId = text;
                case "responseId" -> responseId = text;
                case "time" -> time = text;
                default -> json.skipChildren();
            }
        }
        return new Score(
                id,
                name,
                value(kind, value),
                comment,
                ScoreSource.ofLabel(source),
                evaluator,
                evaluatorVersion,
                traceId,
                spanId,
                sessionId,
                responseId,
                Instant.parse(time));
    }

    private static ScoreValue value(String kind, String text) {
        return switch (kind) {
            case "number" -> new ScoreValue.Numeric(Double.parseDouble(text));
            case "boolean" -> new ScoreValue.Bool(Boolean.parseBoolean(text));
            case "category" -> new ScoreValue.Category(text);
            case "text" -> new ScoreValue.Text(text);
            default ->
                throw new IllegalArgumentException(
                        "score value kind is '" + kind + "' (expected: number, boolean, category or text)");
        };
    }
}
