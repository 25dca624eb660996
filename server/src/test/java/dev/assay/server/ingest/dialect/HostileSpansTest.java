package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.store.json.MessageJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, a span comes of it, and what comes of it can be written and read again. */
class HostileSpansTest {

    private static final List<String> SCOPES =
            List.of("langfuse-sdk", "com.anthropic.sdk.x", "gen_ai", "ai", "@traceloop/x", "x", "");

    private static final List<String> KEYS = List.of(
            "gen_ai.operation.name",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.tool.definitions",
            "gen_ai.tool.name",
            "gen_ai.tool.call.arguments",
            "gen_ai.tool.call.result",
            "gen_ai.retrieval.documents",
            "gen_ai.response.finish_reasons",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.usage.cost",
            "gen_ai.prompt",
            "gen_ai.prompt.0.content",
            "gen_ai.prompt.0.content.1.x",
            "gen_ai.prompt.99999999999.role",
            "gen_ai.completion.0",
            "gen_ai.completion.0.tool_calls.0",
            "openinference.span.kind",
            "llm.invocation_parameters",
            "llm.model_name",
            "llm.input_messages.0.message.role",
            "llm.input_messages.0.message.contents.0.message_content.type",
            "llm.input_messages.0.message.tool_calls.0.tool_call.function.arguments",
            "llm.input_messages.0.message",
            "llm.input_messages.__proto__.message",
            "llm.tools.0.tool.json_schema",
            "llm.prompts.0.prompt",
            "llm.request.functions.0.parameters",
            "input.value",
            "output.value",
            "metadata",
            "tag.tags",
            "embedding.embeddings.0.embedding.text",
            "retrieval.documents.0.document.id",
            "ai.operationId",
            "ai.prompt",
            "ai.prompt.messages",
            "ai.prompt.tools",
            "ai.response.toolCalls",
            "ai.value",
            "ai.values",
            "ai.telemetry.metadata.langfusePrompt",
            "ai.telemetry.metadata.tags",
            "traceloop.span.kind",
            "traceloop.entity.input",
            "traceloop.association.properties.a",
            "langfuse.observation.type",
            "langfuse.observation.input",
            "langfuse.observation.usage_details",
            "langfuse.observation.cost_details",
            "langfuse.observation.metadata",
            "resource",
            "events",
            "");

    private static final List<Object> VALUES = new ArrayList<>(List.of(
            "chat",
            "execute_tool",
            "retrieval",
            "LLM",
            "TOOL",
            "RETRIEVER",
            "EMBEDDING",
            "CHAIN",
            "generation",
            "tool",
            "ai.toolCall",
            "ai.generateText.doGenerate",
            "",
            " ",
            "[",
            "{",
            "\"",
            "[]",
            "{}",
            "[{}]",
            "[[]]",
            "[null]",
            "null",
            "[{\"role\":null,\"content\":{}}]",
            "[{\"role\":\"tool\",\"content\":null}]",
            "[{\"role\":\"tool\",\"content\":[1,{\"type\":5}],\"tool_calls\":[1,{}]}]",
            "{\"messages\":5}",
            "{\"choices\":[{\"message\":{\"content\":[{}]}}],\"output\":[{}]}",
            "{\"input\":1e999,\"output\":-5,\"total\":\"x\"}",
            "\ud800",
            "\u0000",
            "[".repeat(10_000),
            "[".repeat(450) + "]".repeat(450),
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"x\",\"v\":" + "[".repeat(490) + "]".repeat(490) + "}]}]",
            Long.MIN_VALUE,
            -1,
            0,
            7,
            Double.NaN,
            -0.0,
            1e300,
            true,
            ByteString.copyFrom(new byte[] {-1, 0}),
            List.of(),
            List.of(1, "a", List.of()),
            Map.of(),
            Map.of("role", "user", "parts", List.of(Map.of("type", "text"))),
            Map.of("", Map.of("", 1))));

    @Test
    void noSpanIsTooStrange() {
        Random random = new Random(20261123);
        for (int i = 0; i < 3_000; i++) {
            Given given = Given.span(any(random, SCOPES));
            int attributes = random.nextInt(12);
            for (int j = 0; j < attributes; j++) {
                given.with(any(random, KEYS), any(random, VALUES));
            }
            if (random.nextInt(4) == 0) {
                given.event(
                        any(random, List.of("exception", "gen_ai.choice", "gen_ai.user.message", "x")),
                        attributes(random));
            }
            check(given.read());
        }
    }

    private static Map<String, Object> attributes(Random random) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(
                any(random, List.of("content", "message", "gen_ai.event.content", "exception.type")),
                any(random, VALUES));
        return attributes;
    }

    private static void check(Span span) {
        assertThat(MessageJson.read(MessageJson.write(span.input()))).isEqualTo(span.input());
        assertThat(MessageJson.read(MessageJson.write(span.output()))).isEqualTo(span.output());
        assertThat(MessageJson.readParts(MessageJson.writeParts(span.systemInstructions())))
                .isEqualTo(span.systemInstructions());
        assertThat(span.input()).extracting(Message::role).doesNotContain("");
        assertIsJson(span.attributes());
        assertIsJson(span.metadata());
        assertIsJson(span.tools());
    }

    private static void assertIsJson(Json json) {
        assertThat(json.isAbsent() || MessageJson.isJson(json.text()))
                .as(json.text())
                .isTrue();
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
