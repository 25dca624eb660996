package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Dialects of clients that were not run here, in the forms that their documentation and sources tell. */
class ReferenceDialectsTest {

    private static final Json PARIS = new Json("{\"city\":\"Paris\"}");

    @Test
    void springAiWritesStringsOnlyAndNoneForWhatItDoesNotKnow() {
        Span span = Given.span("org.springframework.boot")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.system", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.model", "none")
                .with("gen_ai.request.temperature", "0.7")
                .with("gen_ai.usage.input_tokens", "42")
                .with("gen_ai.usage.output_tokens", "17")
                .with("gen_ai.usage.total_tokens", "59")
                .with("gen_ai.response.finish_reasons", "[\"STOP\"]")
                .with("spring.ai.model.request.tool.names", "[\"get_weather\"]")
                .with("exception", "none")
                .read();
        assertThat(span.client().dialect()).isEqualTo("spring-ai");
        assertThat(span.kind()).isEqualTo(SpanKind.LLM);
        assertThat(span.requestModel()).isEqualTo("gpt-4o");
        assertThat(span.responseModel()).isEmpty();
        assertThat(span.usage()).isEqualTo(Usage.of(42, 17));
        assertThat(span.finishReasons()).containsExactly("stop");
        assertThat(span.errorType()).isEmpty();
        assertThat(span.status()).isEqualTo(Status.UNSET);
    }

    @Test
    void springAiClientsToolsAndStores() {
        Span client = Given.span("org.springframework.boot")
                .with("gen_ai.operation.name", "framework")
                .with("gen_ai.system", "spring_ai")
                .with("spring.ai.kind", "chat_client")
                .with("spring.ai.chat.client.conversation.id", "s1")
                .read();
        assertThat(client.kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(client.sessionId()).isEqualTo("s1");
        Span tool = Given.span("org.springframework.boot")
                .with("gen_ai.operation.name", "framework")
                .with("spring.ai.kind", "tool_call")
                .with("spring.ai.tool.definition.name", "get_weather")
                .with("spring.ai.tool.definition.description", "w")
                .with("spring.ai.tool.call.arguments", "{\"city\":\"Paris\"}")
                .with("spring.ai.tool.call.result", "rainy")
                .read();
        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.input()).containsExactly(call(""));
        assertThat(tool.output()).containsExactly(answer("", "\"rainy\""));
        assertThat(Payloads.left(tool)).containsExactly("spring.ai.kind", "spring.ai.tool.definition.description");
        Span store = Given.span("org.springframework.boot")
                .with("spring.ai.kind", "vector_store")
                .with("db.operation.name", "query")
                .with("db.system", "pgvector")
                .with("db.vector.query.content", "refunds")
                .read();
        assertThat(store.kind()).isEqualTo(SpanKind.RETRIEVAL);
        assertThat(store.operation()).isEqualTo("query");
        assertThat(store.input()).containsExactly(Message.text("user", "refunds"));
    }

    @Test
    void langChain4jWritesBareCounts() {
        Span span = Given.span("io.micrometer.tracing")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.response.model", "gpt-4o-2024-08-06")
                .with("input_tokens", "42")
                .with("output_tokens", "17")
                .with("outcome", "SUCCESS")
                .read();
        assertThat(span.client().dialect()).isEqualTo("langchain4j");
        assertThat(span.kind()).isEqualTo(SpanKind.LLM);
        assertThat(span.usage()).isEqualTo(Usage.of(42, 17));
        assertThat(span.model()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(Payloads.left(span)).containsExactly("outcome");
        Span failed = Given.span("io.micrometer.tracing")
                .with("gen_ai.operation.name", "chat")
                .with("outcome", "ERROR")
                .with("error", "RateLimitException")
                .read();
        assertThat(failed.status()).isEqualTo(Status.ERROR);
        assertThat(failed.errorType()).isEqualTo("RateLimitException");
    }

    /** Spring AI 2.0.1 with OpenAI. */
    @Test
    void springAiSaysWhyItEndedInCapitals() {
        Span span = Given.span("org.springframework.boot")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.response.finish_reasons", "[\"TOOL_CALLS\",\"LENGTH\",\"CONTENT_FILTER\"]")
                .read();
        assertThat(span.finishReasons()).containsExactly("tool_call", "length", "content_filter");
    }

    /** What Anthropic counts as input leaves out what was cached. */
    @Test
    void claudeCodeCountsWithoutTheCache() {
        Given given = Given.span("com.anthropic.claude_code.tracing")
                .with("span.type", "llm_request")
                .with("gen_ai.system", "anthropic")
                .with("model", "claude-opus-5-5")
                .with("input_tokens", 10)
                .with("output_tokens", 17)
                .with("cache_read_tokens", 30)
                .with("cache_creation_tokens", 5)
                .with("stop_reason", "end_turn")
                .with("session.id", "s1")
                .with("user.id", "u1")
                .with("new_context", "Weather in Paris?")
                .with("response.model_output", "Hello there")
                .with("success", true)
                .event("gen_ai.request.attempt", Map.of("attempt", 1));
        given.proto.setName("claude_code.llm_request");
        Span span = given.read();
        assertThat(span.client().dialect()).isEqualTo("claude-code");
        assertThat(span.kind()).isEqualTo(SpanKind.LLM);
        assertThat(span.usage())
                .isEqualTo(Expected.usage(45, 17, OptionalLong.of(30), OptionalLong.of(5), OptionalLong.empty()));
        assertThat(span.requestModel()).isEqualTo("claude-opus-5-5");
        assertThat(span.finishReasons()).containsExactly("stop");
        assertThat(span.sessionId()).isEqualTo("s1");
        assertThat(span.userId()).isEqualTo("u1");
        assertThat(span.input()).containsExactly(Message.text("user", "Weather in Paris?"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello there"));
        assertThat(Payloads.left(span)).containsExactly("stop_reason", "success", "events");
    }

    @Test
    void claudeCodeToolsAndTurns() {
        Given tool = Given.span("com.anthropic.claude_code.tracing")
                .with("tool_name", "Bash")
                .with("tool_use_id", "t1")
                .with("tool_input", "{\"command\":\"ls\"}")
                .with("success", "false")
                .with("error", "exit 1")
                .event("tool.output", Map.of("output", "no such file"));
        tool.proto.setName("claude_code.tool");
        Span called = tool.read();
        assertThat(called.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(called.input())
                .containsExactly(
                        Message.of("assistant", new Part.ToolCall("t1", "Bash", new Json("{\"command\":\"ls\"}"))));
        assertThat(called.output()).containsExactly(answer("t1", "\"no such file\""));
        assertThat(called.status()).isEqualTo(Status.ERROR);
        assertThat(called.errorMessage()).isEqualTo("exit 1");
        Given turn = Given.span("com.anthropic.claude_code.tracing").with("user_prompt", "fix it");
        turn.proto.setName("claude_code.interaction");
        assertThat(turn.read().kind()).isEqualTo(SpanKind.AGENT);
        assertThat(turn.read().input()).containsExactly(Message.text("user", "fix it"));
    }

    @Test
    void claudeCodeToldToSayLittle() {
        Given tool = Given.span("com.anthropic.claude_code.tracing")
                .with("tool_name", "Bash")
                .with("full_command", "ls");
        tool.proto.setName("claude_code.tool");
        assertThat(tool.read().input())
                .containsExactly(
                        Message.of("assistant", new Part.ToolCall("", "Bash", new Json("{\"command\":\"ls\"}"))));
        Given turn = Given.span("com.anthropic.claude_code.tracing").with("user_prompt", "<REDACTED>");
        turn.proto.setName("claude_code.interaction");
        assertThat(turn.read().input()).isEmpty();
    }

    @Test
    void claudeCodeTellsWhatIsNewUnderHeadings() {
        Given given = Given.span("com.anthropic.claude_code.tracing")
                .with("new_context", "[TOOL RESULT: t1]\n{\"a\":1}\n\n---\n\n[USER]\nand\n\n---\n\nthen?");
        given.proto.setName("claude_code.llm_request");
        assertThat(given.read().input())
                .containsExactly(answer("t1", "{\"a\":1}"), Message.text("user", "and\n\n---\n\nthen?"));
    }

    /** Its events come without a span where it sends no spans. */
    @Test
    void answersOfClaudeCodeWithoutASpanAreLeftOut() {
        LogRecord answer = LogRecord.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey("event.name").setValue(Values.of("assistant_response")))
                .addAttributes(KeyValue.newBuilder().setKey("response").setValue(Values.of("Hello there")))
                .build();
        assertThat(Dialects.read(answer, 0)).isInstanceOf(LogMeaning.NotOurs.class);
    }

    @Test
    void pydanticAiBeforeTheConventionHadMessages() {
        Span span = Given.span("pydantic-ai")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.system", "openai")
                .with(
                        "events",
                        "[{\"content\":\"Be brief.\",\"role\":\"system\",\"gen_ai.message.index\":0,\"event.name\":\"gen_ai.system.message\"},"
                                + "{\"content\":\"hi\",\"role\":\"user\",\"gen_ai.message.index\":0,\"event.name\":\"gen_ai.user.message\"},"
                                + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"event.name\":\"gen_ai.choice\"}]")
                .read();
        assertThat(span.input()).containsExactly(Message.text("system", "Be brief."), Message.text("user", "hi"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello"));
    }

    @Test
    void openLitsPriceOfNothingIsNoPrice() {
        Span free = Given.span("openlit.instrumentation.openai")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.cost", 0)
                .read();
        assertThat(free.costUsd()).isEmpty();
        assertThat(Payloads.left(free)).containsExactly("openlit.usage.cost");
        Span priced = Given.span("openlit.instrumentation.openai")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.cost", 0.25)
                .read();
        assertThat(priced.costUsd()).hasValue(0.25);
    }

    @Test
    void langChainsOwnSerialisation() {
        Span span = Given.span("langsmith")
                .with("langsmith.span.kind", "llm")
                .with(
                        "gen_ai.prompt",
                        "{\"messages\":[[{\"lc\":1,\"type\":\"constructor\",\"id\":[\"langchain\",\"schema\",\"messages\",\"SystemMessage\"],"
                                + "\"kwargs\":{\"content\":\"Be brief.\",\"type\":\"system\"}},"
                                + "{\"lc\":1,\"type\":\"constructor\",\"id\":[\"langchain\",\"schema\",\"messages\",\"HumanMessage\"],"
                                + "\"kwargs\":{\"content\":\"Weather in Paris?\",\"type\":\"human\"}}]]}")
                .with(
                        "gen_ai.completion",
                        "{\"generations\":[[{\"text\":\"\",\"generation_info\":{\"finish_reason\":\"tool_calls\"},\"type\":\"ChatGeneration\","
                                + "\"message\":{\"lc\":1,\"type\":\"constructor\",\"id\":[\"langchain\",\"schema\",\"messages\",\"AIMessage\"],"
                                + "\"kwargs\":{\"content\":\"\",\"tool_calls\":[{\"name\":\"get_weather\",\"args\":{\"city\":\"Paris\"},\"id\":\"c1\",\"type\":\"tool_call\"}]}}}]]}")
                .read();
        assertThat(span.input()).containsExactly(Expected.SYSTEM, Expected.WEATHER);
        assertThat(span.output()).containsExactly(call("c1"));
        assertThat(span.finishReasons()).containsExactly("tool_call");
        // it says more than messages can, so it stays
        assertThat(Payloads.left(span)).contains("gen_ai.prompt", "gen_ai.completion");
    }

    @Test
    void langChainsDumpsOfMessages() {
        Span span = Given.span("mlflow.tracing.provider")
                .with("mlflow.spanType", "\"CHAT_MODEL\"")
                .with(
                        "mlflow.spanInputs",
                        "[[{\"content\":\"Weather in Paris?\",\"additional_kwargs\":{},\"response_metadata\":{},\"type\":\"human\",\"name\":null,\"id\":null}]]")
                .with("mlflow.trace.session", "\"s1\"")
                .with("mlflow.llm.cost", "{\"input_cost\":0.1,\"output_cost\":0.2,\"total_cost\":0.3}")
                .with("mlflow.linkedPrompts", "[{\"name\":\"greet\",\"version\":\"3\"}]")
                .read();
        assertThat(span.input()).containsExactly(Expected.WEATHER);
        assertThat(span.sessionId()).isEqualTo("s1");
        assertThat(span.costUsd()).hasValue(0.3);
        assertThat(span.promptName()).isEqualTo("greet");
        assertThat(span.promptVersion()).isEqualTo("3");
    }

    @Test
    void openRoutersRequestAndResponse() {
        Span span = Given.span("openrouter")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.prompt", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .with("gen_ai.completion", "{\"completion\":\"Hello\"}")
                .with("gen_ai.usage.cost", 0.5)
                .read();
        assertThat(span.input()).containsExactly(Expected.HI);
        assertThat(span.output()).hasSize(1);
        assertThat(span.costUsd()).hasValue(0.5);
    }

    private static Message call(String id) {
        return Message.of("assistant", new Part.ToolCall(id, "get_weather", PARIS));
    }

    private static Message answer(String id, String json) {
        return new Message("tool", "", List.of(new Part.ToolCallResponse(id, new Json(json))));
    }
}
