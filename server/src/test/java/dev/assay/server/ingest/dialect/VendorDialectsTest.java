package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Dialects, and forms of dialects, of which there is no payload of a real client. */
class VendorDialectsTest {

    private static final Message CALL =
            Message.of("assistant", new Part.ToolCall("c1", "get_weather", new Json("{\"city\":\"Paris\"}")));

    @Test
    void traceloopFlattenedMessagesBefore() {
        Span span = Given.span("opentelemetry.instrumentation.openai.v1")
                .with("llm.request.type", "chat")
                .with("gen_ai.system", "OpenAI")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.model", "gpt-4o-2024-08-06")
                .with("gen_ai.prompt.0.role", "system")
                .with("gen_ai.prompt.0.content", "Be brief.")
                .with("gen_ai.prompt.1.role", "user")
                .with(
                        "gen_ai.prompt.1.content",
                        "[{\"type\":\"text\",\"text\":\"hi\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}]")
                .with("gen_ai.prompt.2.role", "assistant")
                .with("gen_ai.prompt.2.tool_calls.0.id", "c1")
                .with("gen_ai.prompt.2.tool_calls.0.name", "get_weather")
                .with("gen_ai.prompt.2.tool_calls.0.arguments", "{\"city\":\"Paris\"}")
                .with("gen_ai.prompt.3.role", "tool")
                .with("gen_ai.prompt.3.content", "rainy")
                .with("gen_ai.prompt.3.tool_call_id", "c1")
                .with("gen_ai.prompt.10.role", "user")
                .with("gen_ai.prompt.10.content", "last")
                .with("gen_ai.completion.0.role", "assistant")
                .with("gen_ai.completion.0.content", "Hello")
                .with("gen_ai.completion.0.finish_reason", "stop")
                .with("llm.request.functions.0.name", "get_weather")
                .with("llm.request.functions.0.parameters", "{\"type\":\"object\"}")
                .with("gen_ai.usage.prompt_tokens", 12)
                .with("gen_ai.usage.completion_tokens", 3)
                .with("gen_ai.usage.cache_read_input_tokens", 4)
                .with("llm.usage.total_tokens", 15)
                .with("traceloop.association.properties.session_id", "s")
                .with("traceloop.association.properties.user_id", "u")
                .with("traceloop.association.properties.plan", "gold")
                .with("traceloop.prompt.key", "greet")
                .with("traceloop.prompt.version", 2)
                .with("traceloop.workflow.name", "w")
                .read();
        assertThat(span.client().dialect()).isEqualTo("traceloop");
        assertThat(span.kind()).isEqualTo(SpanKind.LLM);
        assertThat(span.operation()).isEqualTo("chat");
        assertThat(span.provider()).isEqualTo("openai");
        assertThat(span.input())
                .containsExactly(
                        Message.text("system", "Be brief."),
                        Message.of(
                                "user",
                                new Part.Text("hi"),
                                new Part.Other(new Json(
                                        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}"))),
                        CALL,
                        Message.of("tool", new Part.ToolCallResponse("c1", new Json("\"rainy\""))),
                        Message.text("user", "last"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello"));
        assertThat(span.finishReasons()).containsExactly("stop");
        assertThat(span.tools())
                .isEqualTo(new Json("[{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\"}}]"));
        assertThat(span.usage())
                .isEqualTo(Expected.usage(12, 3, OptionalLong.of(4), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(span.sessionId()).isEqualTo("s");
        assertThat(span.userId()).isEqualTo("u");
        assertThat(span.metadata()).isEqualTo(new Json("{\"plan\":\"gold\"}"));
        assertThat(span.promptName()).isEqualTo("greet");
        assertThat(span.promptVersion()).isEqualTo("2");
        assertThat(span.attributes().text())
                .isEqualTo(
                        "{\"gen_ai.system\":\"OpenAI\",\"llm.usage.total_tokens\":15,\"traceloop.workflow.name\":\"w\","
                                + "\"otlp\":{\"kind\":\"client\"}}");
    }

    @Test
    void traceloopWorkflowsAndTools() {
        Span workflow = Given.span("@traceloop/node-server-sdk")
                .with("traceloop.span.kind", "workflow")
                .with("traceloop.entity.name", "answer")
                .with("traceloop.entity.input", "{\"args\":[\"hi\"],\"kwargs\":{}}")
                .with("traceloop.entity.output", "\"Hello\"")
                .read();
        assertThat(workflow.kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(workflow.input()).containsExactly(Message.text("user", "{\"args\":[\"hi\"],\"kwargs\":{}}"));
        assertThat(workflow.output()).containsExactly(Message.text("assistant", "Hello"));
        Span tool = Given.span("@traceloop/node-server-sdk")
                .with("traceloop.span.kind", "tool")
                .with("traceloop.entity.name", "get_weather")
                .with("traceloop.entity.input", "{\"city\":\"Paris\"}")
                .with("traceloop.entity.output", "20")
                .read();
        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.input())
                .containsExactly(Message.of(
                        "assistant", new Part.ToolCall("", "get_weather", new Json("{\"city\":\"Paris\"}"))));
        assertThat(tool.output())
                .containsExactly(Message.of("tool", new Part.ToolCallResponse("", new Json("\"20\""))));
    }

    @Test
    void aiSdk7FollowsTheConventionAndRepeatsUsageOnTheAgent() {
        Span agent = Given.span("gen_ai")
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.agent.name", "my-fn")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.usage.input_tokens", 42)
                .with("gen_ai.usage.output_tokens", 17)
                .with("ai.settings.context.userId", "u")
                .with("ai.settings.context.plan", "gold")
                .read();
        assertThat(agent.client().dialect()).isEqualTo("ai-sdk-7");
        assertThat(agent.kind()).isEqualTo(SpanKind.AGENT);
        assertThat(agent.kind().isInference()).isFalse();
        assertThat(agent.userId()).isEqualTo("u");
        assertThat(agent.metadata()).isEqualTo(new Json("{\"plan\":\"gold\"}"));
        Span chat = Given.span("gen_ai")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-5-mini")
                .with("gen_ai.usage.input_tokens", 42)
                .with("gen_ai.usage.output_tokens", 17)
                .with("gen_ai.usage.cache_read.input_tokens", 32)
                .with("gen_ai.usage.cache_creation.input_tokens", 0)
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]")
                .with(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                                + "\"name\":\"get_weather\",\"arguments\":{\"city\":\"Paris\"}}],\"finish_reason\":\"tool_call\"}]")
                .read();
        assertThat(chat.kind()).isEqualTo(SpanKind.LLM);
        assertThat(chat.output()).containsExactly(CALL);
        assertThat(chat.finishReasons()).containsExactly("tool_call");
        assertThat(chat.usage())
                .isEqualTo(Expected.usage(42, 17, OptionalLong.of(32), OptionalLong.of(0), OptionalLong.empty()));
        assertThat(Given.span("gen_ai")
                        .with("gen_ai.operation.name", "agent_step")
                        .read()
                        .kind())
                .isEqualTo(SpanKind.CHAIN);
    }

    @Test
    void aiSdkBefore5() {
        Span span = Given.span("ai")
                .with("ai.operationId", "ai.generateText.doGenerate")
                .with("ai.model.provider", "amazon-bedrock")
                .with("ai.model.id", "m")
                .with("ai.usage.promptTokens", 5)
                .with("ai.usage.completionTokens", 6)
                .with(
                        "ai.prompt.messages",
                        "[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool-call\",\"toolCallId\":\"c1\","
                                + "\"toolName\":\"get_weather\",\"args\":{\"city\":\"Paris\"}}]},{\"role\":\"tool\",\"content\":[{\"type\":\"tool-result\","
                                + "\"toolCallId\":\"c1\",\"toolName\":\"get_weather\",\"result\":{\"t\":20}}]}]")
                .with("ai.response.text", "")
                .with("ai.response.reasoning", "hmm")
                .with(
                        "ai.response.toolCalls",
                        "[{\"toolCallType\":\"function\",\"toolCallId\":\"c1\",\"toolName\":\"get_weather\","
                                + "\"args\":\"{\\\"city\\\":\\\"Paris\\\"}\"}]")
                .with("ai.response.finishReason", "tool-calls")
                .with("ai.telemetry.metadata.langfusePrompt", "{\"name\":\"greet\",\"version\":3}")
                .read();
        assertThat(span.provider()).isEqualTo("aws.bedrock");
        assertThat(span.usage()).isEqualTo(Usage.of(5, 6));
        assertThat(span.input())
                .containsExactly(CALL, Message.of("tool", new Part.ToolCallResponse("c1", new Json("{\"t\":20}"))));
        assertThat(span.output())
                .containsExactly(Message.of(
                        "assistant",
                        new Part.Reasoning("hmm"),
                        new Part.ToolCall("c1", "get_weather", new Json("{\"city\":\"Paris\"}"))));
        assertThat(span.finishReasons()).containsExactly("tool_call");
        assertThat(span.promptName()).isEqualTo("greet");
        assertThat(span.promptVersion()).isEqualTo("3");
    }

    @Test
    void aiSdkObjectsAndManyEmbeddings() {
        Span object = Given.span("ai")
                .with("ai.operationId", "ai.generateObject.doGenerate")
                .with("ai.response.object", "{\"a\":1}")
                .read();
        assertThat(object.kind()).isEqualTo(SpanKind.LLM);
        assertThat(object.output()).containsExactly(Message.text("assistant", "{\"a\":1}"));
        Span many = Given.span("ai")
                .with("ai.operationId", "ai.embedMany.doEmbed")
                .with("ai.values", List.of("\"one\"", "\"two\""))
                .read();
        assertThat(many.kind()).isEqualTo(SpanKind.EMBEDDING);
        assertThat(many.input()).containsExactly(Message.of("user", new Part.Text("one"), new Part.Text("two")));
    }

    @Test
    void openInferenceToolsRetrieversAndChains() {
        Span tool = Given.span("openinference.instrumentation.langchain")
                .with("openinference.span.kind", "TOOL")
                .with("tool.name", "get_weather")
                .with("tool.description", "d")
                .with("input.value", "{\"city\":\"Paris\"}")
                .with("input.mime_type", "application/json")
                .with("output.value", "rainy")
                .read();
        assertThat(tool.input())
                .containsExactly(Message.of(
                        "assistant", new Part.ToolCall("", "get_weather", new Json("{\"city\":\"Paris\"}"))));
        assertThat(tool.output())
                .containsExactly(Message.of("tool", new Part.ToolCallResponse("", new Json("\"rainy\""))));
        assertThat(tool.attributes().text()).isEqualTo("{\"tool.description\":\"d\",\"otlp\":{\"kind\":\"client\"}}");
        Span retriever = Given.span("s")
                .with("openinference.span.kind", "RETRIEVER")
                .with("input.value", "refunds")
                .with("retrieval.documents.0.document.id", "d1")
                .with("retrieval.documents.0.document.content", "text")
                .with("retrieval.documents.0.document.score", 0.9)
                .with("retrieval.documents.1.document.id", "d2")
                .read();
        assertThat(retriever.kind()).isEqualTo(SpanKind.RETRIEVAL);
        assertThat(retriever.input()).containsExactly(Message.text("user", "refunds"));
        assertThat(retriever.output())
                .containsExactly(Message.of(
                        "tool",
                        new Part.ToolCallResponse(
                                "", new Json("[{\"id\":\"d1\",\"content\":\"text\",\"score\":0.9},{\"id\":\"d2\"}]"))));
        Span chain = Given.span("s")
                .with("openinference.span.kind", "CHAIN")
                .with("input.value", "{\"question\":\"why?\"}")
                .with("input.mime_type", "application/json")
                .with("output.value", "because")
                .with("session.id", "s1")
                .with("user.id", "u1")
                .with("metadata", "{\"k\":1.50}")
                .with("tag.tags", List.of("a", "b"))
                .read();
        assertThat(chain.input()).containsExactly(Message.text("user", "{\"question\":\"why?\"}"));
        assertThat(chain.output()).containsExactly(Message.text("assistant", "because"));
        assertThat(chain.sessionId()).isEqualTo("s1");
        assertThat(chain.userId()).isEqualTo("u1");
        assertThat(chain.metadata()).isEqualTo(new Json("{\"k\":1.50}"));
        assertThat(chain.tags()).containsExactly("a", "b");
        assertThat(chain.attributes().text()).isEqualTo("{\"otlp\":{\"kind\":\"client\"}}");
    }

    @Test
    void openInferenceContentsCostsAndOldForms() {
        Span span = Given.span("s")
                .with("openinference.span.kind", "LLM")
                .with("llm.provider", "google")
                .with("llm.model_name", "gemini-3")
                .with("llm.input_messages.0.message.role", "user")
                .with("llm.input_messages.0.message.contents.0.message_content.type", "text")
                .with("llm.input_messages.0.message.contents.0.message_content.text", "what is this?")
                .with("llm.input_messages.0.message.contents.1.message_content.type", "image")
                .with(
                        "llm.input_messages.0.message.contents.1.message_content.image.image.url",
                        "data:image/png;base64,AA")
                .with("llm.input_messages.1.message.role", "function")
                .with("llm.input_messages.1.message.name", "f")
                .with("llm.input_messages.1.message.content", "42")
                .with("llm.output_messages.0.message.role", "assistant")
                .with("llm.output_messages.0.message.function_call_name", "get_weather")
                .with("llm.output_messages.0.message.function_call_arguments_json", "{\"city\":\"Paris\"}")
                .with("llm.cost.total", 0.5)
                .with("llm.cost.prompt", 0.2)
                .with("prompt.id", "p")
                .with("llm.prompt_template.version", "v2")
                .read();
        assertThat(span.provider()).isEqualTo("gcp.gen_ai");
        assertThat(span.requestModel()).isEqualTo("gemini-3");
        assertThat(span.input())
                .containsExactly(
                        Message.of(
                                "user",
                                new Part.Text("what is this?"),
                                new Part.Other(
                                        new Json(
                                                "{\"type\":\"image\",\"image\":{\"image\":{\"url\":\"data:image/png;base64,AA\"}}}"))),
                        new Message("tool", "f", List.of(new Part.ToolCallResponse("", new Json("\"42\"")))));
        assertThat(span.output())
                .containsExactly(Message.of(
                        "assistant", new Part.ToolCall("", "get_weather", new Json("{\"city\":\"Paris\"}"))));
        assertThat(span.costUsd()).isEqualTo(OptionalDouble.of(0.5));
        assertThat(span.promptName()).isEqualTo("p");
        assertThat(span.promptVersion()).isEqualTo("v2");
        Span completion = Given.span("s")
                .with("openinference.span.kind", "LLM")
                .with("llm.prompts.0.prompt.text", "Once upon")
                .with("llm.choices.0.completion.text", "a time")
                .read();
        assertThat(completion.input()).containsExactly(Message.text("user", "Once upon"));
        assertThat(completion.output()).containsExactly(Message.text("assistant", "a time"));
    }

    /** The SDK keeps 128 attributes of a span, so a long conversation loses its end; the request beside it is whole. */
    @Test
    void openInferencePromptsOfLlamaIndexAreOneList() {
        Span span = Given.span("openinference.instrumentation.llama_index")
                .with("openinference.span.kind", "LLM")
                .with("llm.prompts", List.of("Say, hello"))
                .with("input.value", "{\"args\": [\"Say, hello\"]}")
                .read();
        assertThat(span.input()).containsExactly(Message.text("user", "Say, hello"));
    }

    @Test
    void openInferenceTakesTheRequestWhereMessagesWereCut() {
        Given given = Given.span("s")
                .with("openinference.span.kind", "LLM")
                .with("llm.input_messages.0.message.role", "user")
                .with("llm.input_messages.0.message.content", "one")
                .with(
                        "input.value",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"user\",\"content\":\"two\"}]}");
        given.proto.setDroppedAttributesCount(9);
        assertThat(given.read().input()).containsExactly(Message.text("user", "one"), Message.text("user", "two"));
    }

    @Test
    void anthropicsOlderNameForTheCache() {
        Span span = Given.span("com.anthropic.sdk.python")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "anthropic")
                .with("gen_ai.usage.input_tokens", 45)
                .with("gen_ai.usage.output_tokens", 17)
                .with("gen_ai.usage.cache_creation.input_tokens", 5)
                .with("anthropic.message.stop_reason", "pause_turn")
                .read();
        assertThat(span.client().dialect()).isEqualTo("anthropic-sdk");
        assertThat(span.usage().cacheWriteTokens()).hasValue(5);
        assertThat(span.finishReasons()).containsExactly("pause_turn");
        assertThat(span.attributes().text()).isEqualTo("{\"otlp\":{\"kind\":\"client\"}}");
    }

    @Test
    void langfuseCountsEachTokenOnce() {
        Span span = Given.span("langfuse-sdk")
                .with("langfuse.observation.type", "generation")
                .with("langfuse.observation.model.name", "gpt-5-mini-2025-08-07")
                .with("langfuse.observation.input", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .with("langfuse.observation.output", "{\"role\":\"assistant\",\"content\":\"Hello\"}")
                .with(
                        "langfuse.observation.usage_details",
                        "{\"input\":10,\"output\":12,\"total\":59,\"input_cached_tokens\":32,\"output_reasoning_tokens\":5}")
                .with("langfuse.observation.cost_details", "{\"input\":0.1,\"total\":0.3}")
                .with("langfuse.observation.prompt.name", "greet")
                .with("langfuse.observation.prompt.version", 4)
                .with("langfuse.observation.metadata.k", "v")
                .with("langfuse.trace.metadata.t", "1")
                .with("session.id", "s")
                .with("langfuse.user.id", "u")
                .with("langfuse.trace.tags", List.of("x"))
                .with("langfuse.environment", "staging")
                .read();
        assertThat(span.client().dialect()).isEqualTo("langfuse");
        assertThat(span.kind()).isEqualTo(SpanKind.LLM);
        assertThat(span.model()).isEqualTo("gpt-5-mini-2025-08-07");
        assertThat(span.usage())
                .isEqualTo(Expected.usage(42, 17, OptionalLong.of(32), OptionalLong.empty(), OptionalLong.of(5)));
        assertThat(span.costUsd()).isEqualTo(OptionalDouble.of(0.3));
        assertThat(span.input()).containsExactly(Message.text("user", "hi"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello"));
        assertThat(span.promptName()).isEqualTo("greet");
        assertThat(span.promptVersion()).isEqualTo("4");
        assertThat(span.metadata()).isEqualTo(new Json("{\"k\":\"v\",\"t\":\"1\"}"));
        assertThat(span.sessionId()).isEqualTo("s");
        assertThat(span.userId()).isEqualTo("u");
        assertThat(span.tags()).containsExactly("x");
        assertThat(span.environment()).isEqualTo("staging");
    }

    @Test
    void langfuseInclusiveCountsToolsAndErrors() {
        Span inclusive = Given.span("langfuse-sdk")
                .with("langfuse.observation.type", "generation")
                .with(
                        "langfuse.observation.usage_details",
                        "{\"input\":42,\"output\":17,\"total\":59,\"input_cached_tokens\":32}")
                .read();
        assertThat(inclusive.usage().inputTokens()).hasValue(42);
        Span tool = Given.span("langfuse-sdk")
                .with("langfuse.observation.type", "tool")
                .with("langfuse.observation.input", "{\"city\":\"Paris\"}")
                .with("langfuse.observation.output", "rainy")
                .with("langfuse.observation.level", "ERROR")
                .with("langfuse.observation.status_message", "no weather")
                .read();
        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.input())
                .containsExactly(
                        Message.of("assistant", new Part.ToolCall("", "name", new Json("{\"city\":\"Paris\"}"))));
        assertThat(tool.status()).isEqualTo(Status.ERROR);
        assertThat(tool.errorMessage()).isEqualTo("no weather");
    }

    @Test
    void whatNamesItsVendorComesBeforeTheConventions() {
        assertThat(dialect("langfuse-sdk", "gen_ai.operation.name", "chat")).isEqualTo("langfuse");
        assertThat(dialect("x", "langfuse.observation.type", "span")).isEqualTo("langfuse");
        assertThat(dialect("x", "openinference.span.kind", "LLM")).isEqualTo("openinference");
        assertThat(dialect("x", "traceloop.span.kind", "task")).isEqualTo("traceloop");
        assertThat(dialect("ai", "ai.operationId", "ai.embed")).isEqualTo("ai-sdk");
        assertThat(dialect("x", "gen_ai.request.model", "m")).isEqualTo("otel-genai");
        assertThat(dialect("x", "http.route", "/")).isEqualTo("otel");
    }

    private static String dialect(String scope, String key, String value) {
        return Given.span(scope).with(key, value).read().client().dialect();
    }
}
