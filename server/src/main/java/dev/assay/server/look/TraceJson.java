package dev.assay.server.look;

import static dev.assay.server.look.Fields.decimal;
import static dev.assay.server.look.Fields.number;
import static dev.assay.server.look.Fields.raw;
import static dev.assay.server.look.Fields.text;
import static dev.assay.server.look.Fields.texts;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.TraceSummary;
import dev.assay.model.Usage;
import dev.assay.store.ReadTrace.Some;
import dev.assay.store.ReadTrace.Trace;
import dev.assay.store.json.MessageJson;
import dev.assay.store.json.ScoreJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Traces as REST shows them. */
final class TraceJson {

    private TraceJson() {}

    static void writeSummary(JsonGenerator json, TraceSummary summary) {
        json.writeStartObject();
        json.writeStringProperty("traceId", summary.traceId());
        json.writeStringProperty("name", summary.name());
        json.writeStringProperty("startTime", summary.startTime().toString());
        json.writeNumberProperty("durationMs", Fields.millis(summary.duration()));
        json.writeNumberProperty("spanCount", summary.spanCount());
        json.writeNumberProperty("errorCount", summary.errorCount());
        json.writeStringProperty("status", summary.status().label());
        texts(json, "models", summary.models());
        number(json, "inputTokens", summary.inputTokens());
        number(json, "outputTokens", summary.outputTokens());
        decimal(json, "costUsd", summary.costUsd());
        text(json, "sessionId", summary.sessionId());
        text(json, "userId", summary.userId());
        text(json, "environment", summary.environment());
        text(json, "service", summary.service());
        texts(json, "tags", summary.tags());
        json.writeStringProperty("inputPreview", summary.inputPreview());
        json.writeStringProperty("outputPreview", summary.outputPreview());
        writeScores(json, summary.scores());
        json.writeEndObject();
    }

    static void writeTrace(JsonGenerator json, TraceSummary summary, Trace trace, CutTexts texts) {
        Map<String, List<Score>> bySpan = bySpan(trace.scores());
        json.writeStartObject();
        json.writeStringProperty("traceId", summary.traceId());
        json.writeName("summary");
        writeSummary(json, summary);
        json.writeArrayPropertyStart("spans");
        trace.spans().forEach(span -> writeSpan(json, span, bySpan.getOrDefault(span.spanId(), List.of()), texts));
        json.writeEndArray();
        json.writeEndObject();
    }

    static void writeSome(JsonGenerator json, Some some, CutTexts texts) {
        Map<String, List<Score>> bySpan = bySpan(some.scores());
        json.writeStartObject();
        json.writeArrayPropertyStart("items");
        some.spans().forEach(span -> writeSpan(json, span, bySpan.getOrDefault(span.spanId(), List.of()), texts));
        json.writeEndArray();
        Fields.texts(json, "left", some.left());
        json.writeEndObject();
    }

    private static Map<String, List<Score>> bySpan(List<Score> scores) {
        return scores.stream().collect(Collectors.groupingBy(Score::spanId));
    }

    /** As a line of an export: the span, with what a reader of single lines misses in it, under the names that importers know. */
    static void writeExported(JsonGenerator json, Span span, List<Score> scores) {
        json.writeStartObject();
        json.writeStringProperty("traceId", span.traceId());
        text(json, "model", span.model());
        json.writeNumberProperty("durationMs", Fields.millis(span.duration()));
        number(json, "inputTokens", span.usage().inputTokens());
        number(json, "outputTokens", span.usage().outputTokens());
        writeFields(json, span, scores);
        json.writeEndObject();
    }

    private static void writeSpan(JsonGenerator json, Span span, List<Score> scores, CutTexts texts) {
        texts.write(json, out -> {
            out.writeStartObject();
            writeFields(out, span, scores);
            out.writeEndObject();
        });
    }

    private static void writeFields(JsonGenerator json, Span span, List<Score> scores) {
        json.writeStringProperty("spanId", span.spanId());
        text(json, "parentSpanId", span.parentSpanId());
        json.writeStringProperty("name", span.name());
        json.writeStringProperty("kind", span.kind().label());
        text(json, "operation", span.operation());
        text(json, "provider", span.provider());
        text(json, "requestModel", span.requestModel());
        text(json, "responseModel", span.responseModel());
        text(json, "responseId", span.responseId());
        json.writeStringProperty("startTime", span.startTime().toString());
        json.writeStringProperty("endTime", span.endTime().toString());
        json.writeStringProperty("status", span.status().label());
        text(json, "errorType", span.errorType());
        text(json, "errorMessage", span.errorMessage());
        json.writeName("input");
        MessageJson.write(json, span.input());
        json.writeName("output");
        MessageJson.write(json, span.output());
        json.writeName("systemInstructions");
        MessageJson.writeParts(json, span.systemInstructions());
        raw(json, "tools", span.tools(), "[]");
        writeUsage(json, span.usage());
        texts(json, "finishReasons", span.finishReasons());
        text(json, "sessionId", span.sessionId());
        text(json, "userId", span.userId());
        texts(json, "tags", span.tags());
        raw(json, "metadata", span.metadata(), "{}");
        text(json, "promptName", span.promptName());
        text(json, "promptVersion", span.promptVersion());
        text(json, "service", span.service());
        text(json, "environment", span.environment());
        json.writeObjectPropertyStart("client");
        text(json, "name", span.client().name());
        text(json, "version", span.client().version());
        text(json, "dialect", span.client().dialect());
        json.writeEndObject();
        decimal(json, "costUsd", span.costUsd());
        writeScores(json, scores);
        raw(json, "attributes", span.attributes(), "{}");
    }

    private static void writeUsage(JsonGenerator json, Usage usage) {
        json.writeObjectPropertyStart("usage");
        number(json, "inputTokens", usage.inputTokens());
        number(json, "outputTokens", usage.outputTokens());
        number(json, "cacheReadTokens", usage.cacheReadTokens());
        number(json, "cacheWriteTokens", usage.cacheWriteTokens());
        number(json, "reasoningTokens", usage.reasoningTokens());
        json.writeEndObject();
    }

    private static void writeScores(JsonGenerator json, List<Score> scores) {
        json.writeArrayPropertyStart("scores");
        scores.forEach(score -> ScoreJson.write(json, score));
        json.writeEndArray();
    }
}
