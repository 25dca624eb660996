package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import dev.assay.store.json.MessageJson;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

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

    /** Of tools whose whole input it does not tell. */
    private static final List<String> ARGUMENTS = List.of("full_command", "file_path");

    private static final Pattern TOOL_INPUT = Pattern.compile("\\[TOOL INPUT: [^\\]\n]*\\]\n");
    private static final Pattern HEADING = Pattern.compile("\\[(?:USER|TOOL RESULT: ([^\\]\n]*))\\]\n");
    private static final Pattern BETWEEN = Pattern.compile("\n\n---\n\n(?=" + HEADING.pattern() + ")");

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
        attributes.removeIfText("user_prompt", "<REDACTED>"); // prompts are not captured
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
            takeContext(attributes, span);
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

    /** What is new since the request before: parts under a heading each. */
    private static void takeContext(Attributes attributes, SpanBuilder span) {
        String context = attributes.text("new_context");
        if (!context.isEmpty() && span.input.isEmpty()) {
            span.input = BETWEEN.splitAsStream(context).map(ClaudeCode::message).toList();
            attributes.remove("new_context");
        }
    }

    private static Message message(String part) {
        Matcher heading = HEADING.matcher(part);
        if (!heading.lookingAt()) {
            return Message.text("user", part);
        }
        String text = part.substring(heading.end());
        String call = heading.group(1);
        return call == null
                ? Message.text("user", text)
                : Message.of("tool", new Part.ToolCallResponse(call, MessageJson.structureOrString(text)));
    }

    private static Json takeArguments(Attributes attributes) {
        Matcher heading = TOOL_INPUT.matcher(attributes.text("tool_input"));
        if (heading.lookingAt()) {
            attributes.put("tool_input", attributes.text("tool_input").substring(heading.end()));
        }
        Json whole = Contents.takeJson(attributes, "tool_input");
        if (!whole.isAbsent()) {
            return whole;
        }
        ObjectNode told = Trees.object();
        for (String key : ARGUMENTS) {
            String value = attributes.take(key);
            if (!value.isEmpty()) {
                told.put(key.equals("full_command") ? "command" : key, value);
            }
        }
        return told.isEmpty() ? Json.ABSENT : Trees.json(told);
    }

    private static void readTool(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        String id = attributes.take("tool_use_id");
        if (span.input.isEmpty() || attributes.has("tool_name")) {
            Json arguments = takeArguments(attributes);
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
