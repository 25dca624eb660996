package dev.assay.server.ingest.dialect;

import dev.assay.model.Client;
import dev.assay.model.Json;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import dev.assay.store.json.MessageJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Spans that an Assay wrote ({@code assay export --format otlp}): read as they were, not as their attributes look. */
final class Exported {

    private static final String REST = "assay.span";

    private Exported() {}

    /** Looks at the first attribute alone, because every span comes by here. */
    static boolean is(Attributes attributes) {
        return attributes.isFirst(REST);
    }

    /**
     * @param span with its ids, name and times
     * @return empty where somebody changed it so that it cannot be read
     */
    static Optional<Span> read(Origin origin, SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        try {
            JsonNode rest = JsonMapper.shared().readTree(attributes.text(REST));
            readRest(rest, span);
            span.errorMessage = source.span().getStatus().getMessage();
            span.service = origin.service();
            span.environment = origin.environment();
            span.client = new Client(
                    origin.scopeName(),
                    origin.scopeVersion(),
                    rest.path("dialect").asString(""));
            span.input = MessageJson.read(attributes.text("gen_ai.input.messages"));
            span.output = MessageJson.read(attributes.text("gen_ai.output.messages"));
            span.systemInstructions = MessageJson.readParts(attributes.text("gen_ai.system_instructions"));
            span.tools = json(attributes.text("gen_ai.tool.definitions"));
            return Optional.of(span.build());
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty(); // then it is read like anybody's, and nothing of it is lost
        }
    }

    private static void readRest(JsonNode rest, SpanBuilder span) {
        span.kind = SpanKind.ofLabel(rest.path("kind").asString(""));
        span.status = Status.ofLabel(rest.path("status").asString(""));
        span.operation = rest.path("operation").asString("");
        span.provider = rest.path("provider").asString("");
        span.requestModel = rest.path("requestModel").asString("");
        span.responseModel = rest.path("responseModel").asString("");
        span.responseId = rest.path("responseId").asString("");
        span.errorType = rest.path("errorType").asString("");
        span.usage = new Usage(
                number(rest, "inputTokens"),
                number(rest, "outputTokens"),
                number(rest, "cacheReadTokens"),
                number(rest, "cacheWriteTokens"),
                number(rest, "reasoningTokens"));
        JsonNode cost = rest.path("costUsd");
        span.costUsd = cost.isNumber() ? OptionalDouble.of(cost.doubleValue()) : OptionalDouble.empty();
        if (Implausible.isTold(span)) {
            throw new IllegalArgumentException("implausible numbers");
        }
        span.finishReasons = texts(rest, "finishReasons");
        span.sessionId = rest.path("sessionId").asString("");
        span.userId = rest.path("userId").asString("");
        span.tags = texts(rest, "tags");
        span.promptName = rest.path("promptName").asString("");
        span.promptVersion = rest.path("promptVersion").asString("");
        span.metadata = json(rest.path("metadata").asString(""));
        span.attributes = json(rest.path("attributes").asString(""));
    }

    private static OptionalLong number(JsonNode rest, String name) {
        JsonNode value = rest.path(name);
        return value.isIntegralNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    private static List<String> texts(JsonNode rest, String name) {
        return rest.path(name).valueStream().map(value -> value.asString("")).toList();
    }

    /** @throws IllegalArgumentException where it is none */
    private static Json json(String text) {
        if (!text.isEmpty() && !MessageJson.isJson(text)) {
            throw new IllegalArgumentException("no JSON");
        }
        return Json.of(text);
    }
}
