package dev.assay.server.look;

import static dev.assay.server.look.Fields.decimal;
import static dev.assay.server.look.Fields.number;
import static dev.assay.server.look.Fields.text;
import static dev.assay.server.look.Fields.texts;

import dev.assay.model.SessionSummary;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadSession.Session;
import dev.assay.store.ReadSession.Turn;
import dev.assay.store.json.MessageJson;
import dev.assay.store.json.ScoreJson;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Sessions as REST shows them. */
final class SessionJson {

    private SessionJson() {}

    /** @param after the cursor that the page began with */
    static void write(JsonGenerator json, Session session, Optional<FindTraces.Cursor> after, CutTexts texts) {
        json.writeStartObject();
        json.writeName("summary");
        writeSummary(json, session.summary());
        json.writeArrayPropertyStart("turns");
        Optional<FindTraces.Cursor> before = after;
        for (Turn turn : session.turns()) {
            String cursor = before.map(CursorText::write).orElse("");
            texts.write(json, whole -> write(whole, turn, cursor));
            before = Optional.of(
                    new FindTraces.Cursor(turn.trace().startTime(), turn.trace().traceId()));
        }
        json.writeEndArray();
        text(json, "nextCursor", session.next().map(CursorText::write).orElse(""));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Turn turn, String before) {
        json.writeStartObject();
        text(json, "cursor", before);
        json.writeName("trace");
        TraceJson.writeSummary(json, turn.trace());
        json.writeName("messages");
        MessageJson.write(json, turn.messages());
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
}
