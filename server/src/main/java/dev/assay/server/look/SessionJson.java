package dev.assay.server.look;

import static dev.assay.server.look.Fields.decimal;
import static dev.assay.server.look.Fields.number;
import static dev.assay.server.look.Fields.text;
import static dev.assay.server.look.Fields.texts;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SessionSummary;
import dev.assay.store.ReadSession.Session;
import dev.assay.store.ReadSession.Turn;
import dev.assay.store.json.MessageJson;
import dev.assay.store.json.ScoreJson;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Sessions as REST shows them. */
final class SessionJson {

    /** In UTF-16 code units; the trace has longer texts whole. */
    private static final int MAX_TEXT = 100_000;

    private SessionJson() {}

    static void write(JsonGenerator json, Session session) {
        json.writeStartObject();
        json.writeName("summary");
        writeSummary(json, session.summary());
        json.writeArrayPropertyStart("turns");
        for (Turn turn : session.turns()) {
            json.writeStartObject();
            json.writeName("trace");
            TraceJson.writeSummary(json, turn.trace());
            json.writeName("messages");
            MessageJson.write(
                    json, turn.messages().stream().map(SessionJson::cut).toList());
            json.writeEndObject();
        }
        json.writeEndArray();
        text(json, "nextCursor", session.next().map(CursorText::write).orElse(""));
        json.writeEndObject();
    }

    static void writeSummary(JsonGenerator json, SessionSummary session) {
        json.writeStartObject();
        json.writeStringProperty("sessionId", session.sessionId());
        text(json, "userId", session.userId());
        text(json, "environment", session.environment());
        text(json, "service", session.service());
        json.writeStringProperty("startTime", session.startTime().toString());
        json.writeStringProperty("lastTime", session.lastTime().toString());
        json.writeNumberProperty("traceCount", session.traceCount());
        json.writeNumberProperty("errorCount", session.errorCount());
        texts(json, "models", session.models());
        number(json, "inputTokens", session.inputTokens());
        number(json, "outputTokens", session.outputTokens());
        decimal(json, "costUsd", session.costUsd());
        json.writeStringProperty("inputPreview", session.inputPreview());
        json.writeStringProperty("outputPreview", session.outputPreview());
        json.writeArrayPropertyStart("scores");
        session.scores().forEach(score -> ScoreJson.write(json, score));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Message cut(Message message) {
        List<Part> parts = message.parts().stream().map(SessionJson::cut).toList();
        return new Message(message.role(), message.name(), parts);
    }

    private static Part cut(Part part) {
        return switch (part) {
            case Part.Text(String content) -> new Part.Text(cut(content));
            case Part.Reasoning(String content) -> new Part.Reasoning(cut(content));
            case Part.ToolCall(String id, String name, Json arguments) -> new Part.ToolCall(id, name, cut(arguments));
            case Part.ToolCallResponse(String id, Json response) -> new Part.ToolCallResponse(id, cut(response));
            case Part.Other(Json value) -> value.text().length() > MAX_TEXT ? new Part.Text(cut(value.text())) : part;
        };
    }

    /** What is cut is no JSON any more, so it becomes a text. */
    private static Json cut(Json value) {
        return value.text().length() > MAX_TEXT ? MessageJson.quote(cut(value.text())) : value;
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + " …" : text;
    }
}
