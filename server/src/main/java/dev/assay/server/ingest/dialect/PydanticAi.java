package dev.assay.server.ingest.dialect;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.store.json.MessageJson.Reading;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pydantic AI and Logfire: the GenAI convention; an agent's span holds the whole conversation and what it came to. What an
 * agent used in sum stays an attribute, because its calls tell it too.
 */
final class PydanticAi implements Dialect {

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(new FieldTable()
            .text(TextField.REQUEST_MODEL, "model_name")
            .count(CountField.CACHE_READ, "gen_ai.usage.details.cache_read_tokens")
            .count(CountField.CACHE_WRITE, "gen_ai.usage.details.cache_write_tokens")
            .count(CountField.REASONING, "gen_ai.usage.details.reasoning_tokens")
            .metadata("metadata")
            .cost("operation.cost"));

    @Override
    public String name() {
        return "pydantic-ai";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.scopeStarts("pydantic-");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        FIELDS.fill(attributes, span);
        readTool(attributes, span);
        OtelGenAi.readContent(source, span);
        if (span.kind == SpanKind.OTHER && attributes.has("final_result")) {
            span.kind = SpanKind.AGENT; // before the convention had agents
        }
        readEvents(attributes, "events", span);
        readEvents(attributes, "all_messages_events", span);
        readConversation(attributes, span);
        attributes.removeIfText("agent_name", attributes.text("gen_ai.agent.name"));
    }

    /** Until version 3 of its format. */
    private static void readTool(Attributes attributes, SpanBuilder span) {
        attributes.rename("tool_arguments", "gen_ai.tool.call.arguments");
        attributes.rename("tool_response", "gen_ai.tool.call.result");
        if (span.operation.isEmpty() && attributes.has("gen_ai.tool.call.arguments")) {
            span.operation = "execute_tool";
        }
    }

    /** All that was said; the last word is what came out. */
    private static void readConversation(Attributes attributes, SpanBuilder span) {
        @Nullable AnyValue all = attributes.get("pydantic_ai.all_messages");
        if (all != null && span.input.isEmpty() && span.output.isEmpty()) {
            Reading reading = Contents.read(all, "user");
            List<Message> messages = reading.messages();
            boolean answered = !messages.isEmpty() && messages.getLast().role().equals("assistant");
            span.input = answered ? messages.subList(0, messages.size() - 1) : messages;
            span.output = answered ? List.of(messages.getLast()) : List.of();
            if (reading.complete()) {
                attributes.remove("pydantic_ai.all_messages");
            }
        }
        String result = attributes.text("final_result");
        if (result.isEmpty()) {
            return;
        }
        if (span.output.isEmpty()) {
            span.output = List.of(Message.text("assistant", result));
        }
        if (span.output.size() == 1 && span.output.getFirst().parts().equals(List.of(new Part.Text(result)))) {
            attributes.remove("final_result");
        }
    }

    /** Version 1 of its format: a list of the convention's events of that time. */
    private static void readEvents(Attributes attributes, String key, SpanBuilder span) {
        Optional<JsonNode> events = Trees.parse(attributes.text(key)).filter(JsonNode::isArray);
        if (events.isEmpty() || !span.input.isEmpty() || !span.output.isEmpty()) {
            return;
        }
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        for (JsonNode event : events.get()) {
            JsonNode message = event.has("message") ? event.path("message") : event;
            boolean isChoice = event.path("event.name").asString("").equals("gen_ai.choice");
            if (message instanceof ObjectNode object) {
                object.remove(List.of("event.name", "gen_ai.message.index"));
            }
            ChatForms.read(message, isChoice ? "assistant" : "user")
                    .ifPresent(reading -> (isChoice ? output : input).addAll(reading.messages()));
        }
        if (output.isEmpty() && !input.isEmpty() && input.getLast().role().equals("assistant")) {
            output.add(input.removeLast());
        }
        span.input = input;
        span.output = output;
    }
}
