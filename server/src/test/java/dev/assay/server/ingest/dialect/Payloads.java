package dev.assay.server.ingest.dialect;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.server.ingest.otlp.OtlpJson;
import dev.assay.server.ingest.otlp.OtlpLogs;
import dev.assay.server.ingest.otlp.OtlpTraces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Payloads in the exact form of clients that were run against a model with scripted answers. */
final class Payloads {

    private Payloads() {}

    /** The spans of a client in the order of its payload, joined with what came beside them. */
    static List<Span> spans(String client) {
        List<SpanContent> contents = new ArrayList<>();
        String logs = "/otlp/" + client + "/001-_v1_logs.json";
        if (Payloads.class.getResource(logs) != null) {
            contents.addAll(OtlpLogs.decode(OtlpJson.logs(bytes(logs))).contents());
        }
        return OtlpTraces.decode(OtlpJson.traces(bytes("/otlp/" + client + "/002-_v1_traces.json"))).spans().stream()
                .map(span -> SpanContents.join(
                        span,
                        contents.stream()
                                .filter(content -> content.spanId().equals(span.spanId()))
                                .toList()))
                .toList();
    }

    /** What the spans of a client must be read as. */
    static String expected(String client) {
        return new String(bytes("/otlp/" + client + "/expected.txt"), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(Payloads.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A span in one line a field: what a reader of the page would see of it. */
    static String told(Span span) {
        StringBuilder text =
                new StringBuilder(span.client().dialect() + " " + span.kind().label() + " " + span.operation());
        line(text, "provider", span.provider());
        line(text, "asked", span.requestModel());
        line(text, "answered", span.responseModel());
        line(text, "id", span.responseId());
        line(text, "error", span.errorType().isEmpty() ? "" : span.errorType() + ": " + span.errorMessage());
        var usage = span.usage();
        line(
                text,
                "tokens",
                !usage.isKnown()
                        ? ""
                        : usage.inputTokens().orElse(-1) + " in, "
                                + usage.outputTokens().orElse(-1) + " out, "
                                + usage.cacheReadTokens().orElse(-1) + " read, "
                                + usage.cacheWriteTokens().orElse(-1) + " written, "
                                + usage.reasoningTokens().orElse(-1) + " thought");
        line(
                text,
                "cost",
                span.costUsd().isPresent() ? Double.toString(span.costUsd().getAsDouble()) : "");
        line(text, "ended", String.join(", ", span.finishReasons()));
        line(text, "session", span.sessionId());
        line(text, "user", span.userId());
        line(text, "tags", String.join(", ", span.tags()));
        line(text, "metadata", span.metadata().isAbsent() ? "" : span.metadata().text());
        line(text, "tools", span.tools().isAbsent() ? "" : span.tools().text());
        line(text, "instructions", parts(span.systemInstructions()));
        span.input().forEach(message -> line(text, "<", message(message)));
        span.output().forEach(message -> line(text, ">", message(message)));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("\n  ").append(name).append(' ').append(value.replace("\n", "\\n"));
        }
    }

    private static String message(Message message) {
        return message.role() + ": " + parts(message.parts());
    }

    private static String parts(List<Part> parts) {
        return String.join(
                " + ",
                parts.stream()
                        .map(part -> switch (part) {
                            case Part.Text(String content) -> content;
                            case Part.Reasoning(String content) -> "(" + content + ")";
                            case Part.ToolCall call ->
                                call.name() + call.arguments().text() + " #" + call.id();
                            case Part.ToolCallResponse response ->
                                response.response().text() + " #" + response.id();
                            case Part.Other(var value) -> value.text();
                        })
                        .toList());
    }

    /** The names of the attributes that no field was read from. */
    static List<String> left(Span span) {
        return List.copyOf(Trees.parse(span.attributes().text()).orElseThrow().propertyNames()).stream()
                .filter(name -> !name.equals("otlp") && !name.equals("resource"))
                .toList();
    }
}
