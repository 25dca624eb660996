package dev.assay.server.look;

import dev.assay.model.Span;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What OTLP and the GenAI convention have no place for, or a place where it would be read differently: all but the texts. */
final class SpanRest {

    private static final JsonFactory FACTORY = new JsonFactory();

    private SpanRest() {}

    static String of(Span span) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("kind", span.kind().label());
            json.writeStringProperty("status", span.status().label());
            json.writeStringProperty("operation", span.operation());
            json.writeStringProperty("provider", span.provider());
            json.writeStringProperty("requestModel", span.requestModel());
            json.writeStringProperty("responseModel", span.responseModel());
            json.writeStringProperty("responseId", span.responseId());
            json.writeStringProperty("errorType", span.errorType());
            Fields.number(json, "inputTokens", span.usage().inputTokens());
            Fields.number(json, "outputTokens", span.usage().outputTokens());
            Fields.number(json, "cacheReadTokens", span.usage().cacheReadTokens());
            Fields.number(json, "cacheWriteTokens", span.usage().cacheWriteTokens());
            Fields.number(json, "reasoningTokens", span.usage().reasoningTokens());
            Fields.decimal(json, "costUsd", span.costUsd());
            Fields.texts(json, "finishReasons", span.finishReasons());
            json.writeStringProperty("sessionId", span.sessionId());
            json.writeStringProperty("userId", span.userId());
            Fields.texts(json, "tags", span.tags());
            json.writeStringProperty("promptName", span.promptName());
            json.writeStringProperty("promptVersion", span.promptVersion());
            json.writeStringProperty("dialect", span.client().dialect());
            // as text, so that they come back to the letter
            json.writeStringProperty("metadata", span.metadata().text());
            json.writeStringProperty("attributes", span.attributes().text());
            json.writeEndObject();
        }
        return text.toString();
    }
}
