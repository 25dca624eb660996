package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import java.util.List;

/**
 * Spring AI through Micrometer: every value is a string, and what is not known is {@code none}. Content is in no span unless
 * the application puts it there.
 */
final class SpringAi implements Dialect {

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(new FieldTable()
            .text(TextField.OPERATION, "db.operation.name", "spring.ai.kind")
            .text(TextField.PROVIDER, "db.system")
            .text(TextField.SESSION, "spring.ai.chat.client.conversation.id")
            .text(TextField.ERROR_TYPE, "exception", "error"));

    private static final List<String> MARKS = List.of(
            "spring.ai.kind",
            "spring.ai.model.request.tool.names",
            "spring.ai.tool.definition.name",
            "spring.ai.chat.client.conversation.id");

    private static final List<String> UNKNOWN = List.of(
            "gen_ai.request.model",
            "gen_ai.response.model",
            "gen_ai.response.id",
            "gen_ai.system",
            "exception",
            "error");

    @Override
    public String name() {
        return "spring-ai";
    }

    @Override
    public boolean wrote(SpanSource source) {
        for (String mark : MARKS) {
            if (source.attributes().has(mark)) {
                return true;
            }
        }
        return source.scope().equals("org.springframework.boot")
                && source.attributes().has("gen_ai.operation.name");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        UNKNOWN.forEach(key -> attributes.removeIfText(key, "none"));
        attributes.removeIfText("gen_ai.response.finish_reasons", "none");
        String tool = attributes.text("spring.ai.tool.definition.name");
        String kind = attributes.text("spring.ai.kind");
        FIELDS.fill(attributes, span);
        OtelGenAi.readContent(source, span);
        if (!tool.isEmpty()) {
            readTool(attributes, span);
        } else {
            span.kind = kind(kind, span.kind);
        }
        if (kind.equals("vector_store")) {
            Contents.retrieval(
                    span,
                    attributes.take("db.vector.query.content"),
                    Contents.takeJson(attributes, "db.vector.query.response.documents"));
        }
    }

    private static SpanKind kind(String kind, SpanKind otherwise) {
        return switch (kind) {
            case "vector_store" -> SpanKind.RETRIEVAL;
            case "tool_call" -> SpanKind.TOOL;
            case "chat_client", "advisor" -> SpanKind.CHAIN;
            default -> otherwise;
        };
    }

    private static void readTool(Attributes attributes, SpanBuilder span) {
        span.kind = SpanKind.TOOL;
        span.input = List.of();
        Contents.toolCall(
                span,
                attributes.take("spring.ai.tool.call.id"),
                attributes.take("spring.ai.tool.definition.name"),
                Contents.takeJson(attributes, "spring.ai.tool.call.arguments"),
                Contents.takeJson(attributes, "spring.ai.tool.call.result"));
    }
}
