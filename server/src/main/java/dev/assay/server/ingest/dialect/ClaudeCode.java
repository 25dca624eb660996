package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Claude Code: bare names, and counts of tokens that leave out what was cached. */
final class ClaudeCode implements Dialect {

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(new FieldTable()
            .text(TextField.OPERATION, "span.type")
            .text(TextField.REQUEST_MODEL, "model")
            .text(TextField.SESSION, "session.id")
            .text(TextField.USER, "user.id", "user.account_uuid", "user.email")
            .text(TextField.ERROR_MESSAGE, "error")
            .count(CountField.INPUT, "input_tokens")
            .count(CountField.OUTPUT, "output_tokens")
            .count(CountField.CACHE_READ, "cache_read_tokens")
            .count(CountField.CACHE_WRITE, "cache_creation_tokens")
            .finishReasons("stop_reason"));

    @Override
    public String name() {
        return "claude-code";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.scope().equals("com.anthropic.claude_code.tracing");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        boolean exclusive = attributes.has("input_tokens");
        FIELDS.fill(attributes, span);
        OtelGenAi.readContent(source, span);
        span.kind = kind(span.name, span.kind);
        if (exclusive) {
            span.usage = inclusive(span.usage);
        }
        if (attributes.text("success").equals("false")) {
            span.status = Status.ERROR;
        }
        if (span.kind == SpanKind.TOOL) {
            readTool(source, span);
        } else {
            Contents.takeInput(attributes, "user_prompt", span);
            Contents.takeInput(attributes, "new_context", span);
            Contents.takeOutput(attributes, "response.model_output", span);
        }
    }

    private static SpanKind kind(String name, SpanKind otherwise) {
        return switch (name) {
            case "claude_code.interaction" -> SpanKind.AGENT;
            case "claude_code.llm_request" -> SpanKind.LLM;
            case "claude_code.tool" -> SpanKind.TOOL;
            case "claude_code.tool.execution", "claude_code.tool.blocked_on_user", "claude_code.hook" -> SpanKind.OTHER;
            default -> otherwise;
        };
    }

    /** Anthropic's own counts: what was read from the cache or written to it is beside the input. */
    private static Usage inclusive(Usage usage) {
        if (usage.inputTokens().isEmpty()) {
            return usage;
        }
        long input = Stream.of(usage.inputTokens(), usage.cacheReadTokens(), usage.cacheWriteTokens())
                .mapToLong(count -> count.orElse(0))
                .sum();
        return new Usage(
                OptionalLong.of(input),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                usage.reasoningTokens());
    }

    private static void readTool(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        String id = attributes.take("tool_use_id");
        if (span.input.isEmpty() || attributes.has("tool_name")) {
            Json arguments = Contents.takeJson(attributes, "tool_input");
            span.input = List.of();
            Contents.toolCall(
                    span,
                    id.isEmpty() ? attributes.take("gen_ai.tool.call.id") : id,
                    attributes.take("tool_name"),
                    arguments,
                    Json.ABSENT);
        }
        for (Span.Event event : List.copyOf(source.events())) {
            Attributes output = Attributes.of(event.getAttributesList());
            Json answer = Contents.json(output, output.has("output") ? "output" : "content");
            if (event.getName().equals("tool.output") && !answer.isAbsent() && span.output.isEmpty()) {
                span.output = List.of(Message.of("tool", new Part.ToolCallResponse(id, answer)));
            }
        }
    }
}
