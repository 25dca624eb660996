package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtelGenAiTest {

    private static final String REST = "\"otlp\":{\"kind\":\"client\"}}";

    @Test
    void readsEveryFieldOfTheConvention() {
        Span span = Given.span("my.lib")
                .resource("service.name", "shop")
                .resource("deployment.environment.name", "production")
                .resource("host.name", "h")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "openai")
                .with("gen_ai.request.model", "gpt-5")
                .with("gen_ai.response.model", "gpt-5-2025-08-07")
                .with("gen_ai.response.id", "r1")
                .with("gen_ai.conversation.id", "c1")
                .with("user.id", "u1")
                .with("gen_ai.prompt.name", "greet")
                .with("gen_ai.prompt.version", "3")
                .with("gen_ai.usage.input_tokens", 100)
                .with("gen_ai.usage.output_tokens", 20)
                .with("gen_ai.usage.cache_read.input_tokens", 50)
                .with("gen_ai.usage.cache_write.input_tokens", 10)
                .with("gen_ai.usage.reasoning.output_tokens", 5)
                .with("gen_ai.response.finish_reasons", List.of("stop", "length"))
                .with("gen_ai.usage.cost", 0.0125)
                .with("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]")
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]")
                .with(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}],\"finish_reason\":\"stop\"}]")
                .with("gen_ai.tool.definitions", "[{\"type\":\"function\",\"name\":\"f\"}]")
                .with("gen_ai.request.temperature", 0.2)
                .read();
        assertThat(span.kind()).isEqualTo(SpanKind.LLM);
        assertThat(span.client().dialect()).isEqualTo("otel-genai");
        assertThat(span.service()).isEqualTo("shop");
        assertThat(span.environment()).isEqualTo("production");
        assertThat(span.sessionId()).isEqualTo("c1");
        assertThat(span.userId()).isEqualTo("u1");
        assertThat(span.promptName()).isEqualTo("greet");
        assertThat(span.promptVersion()).isEqualTo("3");
        assertThat(span.usage())
                .isEqualTo(Expected.usage(100, 20, OptionalLong.of(50), OptionalLong.of(10), OptionalLong.of(5)));
        assertThat(span.finishReasons()).containsExactly("stop", "length");
        assertThat(span.costUsd()).isEqualTo(OptionalDouble.of(0.0125));
        assertThat(span.systemInstructions()).containsExactly(new Part.Text("Be brief."));
        assertThat(span.input()).containsExactly(Message.text("user", "hi"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello"));
        assertThat(span.tools()).isEqualTo(new Json("[{\"type\":\"function\",\"name\":\"f\"}]"));
        assertThat(span.attributes().text())
                .isEqualTo(
                        "{\"gen_ai.request.temperature\":0.2,\"otlp\":{\"kind\":\"client\"},\"resource\":{\"host.name\":\"h\"}}");
    }

    @Test
    void readsTheNamesThatTheConventionHadBefore() {
        Span span = Given.span("old")
                .with("gen_ai.system", "az.ai.openai")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.prompt_tokens", 7)
                .with("gen_ai.usage.completion_tokens", 8)
                .with("gen_ai.usage.cache_creation.input_tokens", 2)
                .with("gen_ai.prompt", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"model\":\"m\"}")
                .with(
                        "gen_ai.completion",
                        "{\"choices\":[{\"index\":0,\"finish_reason\":\"length\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"}}]}")
                .read();
        assertThat(span.provider()).isEqualTo("azure.ai.openai");
        assertThat(span.usage())
                .isEqualTo(Expected.usage(7, 8, OptionalLong.empty(), OptionalLong.of(2), OptionalLong.empty()));
        assertThat(span.input()).containsExactly(Message.text("user", "hi"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello"));
        assertThat(span.finishReasons()).containsExactly("length");
        assertThat(span.attributes().text())
                .isEqualTo("{\"gen_ai.system\":\"az.ai.openai\",\"gen_ai.prompt\":"
                        + "\"{\\\"messages\\\":[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"hi\\\"}],\\\"model\\\":\\\"m\\\"}\","
                        + REST);
    }

    @Test
    void theCurrentNameIsPreferredAndWhatDiffersStays() {
        Span span = Given.span("both")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.prompt_tokens", 1)
                .with("gen_ai.usage.input_tokens", 2)
                .with("gen_ai.system", "openai")
                .with("gen_ai.provider.name", "openai")
                .with("session.id", "s")
                .with("gen_ai.conversation.id", "c")
                .read();
        assertThat(span.usage().inputTokens()).hasValue(2);
        assertThat(span.sessionId()).isEqualTo("c");
        assertThat(span.attributes().text())
                .isEqualTo("{\"gen_ai.usage.prompt_tokens\":1,\"session.id\":\"s\"," + REST);
    }

    @ParameterizedTest
    @CsvSource({
        "chat,LLM",
        "generate_content,LLM",
        "text_completion,LLM",
        "embeddings,EMBEDDING",
        "retrieval,RETRIEVAL",
        "execute_tool,TOOL",
        "create_agent,AGENT",
        "invoke_agent,AGENT",
        "invoke_workflow,CHAIN",
        "plan,CHAIN",
        "search_memory,RETRIEVAL",
        "delete_memory,OTHER",
        "something_new,OTHER"
    })
    void theOperationTellsTheKind(String operation, SpanKind kind) {
        Span span = Given.span("s").with("gen_ai.operation.name", operation).read();
        assertThat(span.kind()).isEqualTo(kind);
        assertThat(span.operation()).isEqualTo(operation);
    }

    /** Micrometer knows no numbers and no lists. */
    @Test
    void readsStringsAsWhatTheyMean() {
        Span span = Given.span("org.springframework.boot")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", "1200")
                .with("gen_ai.usage.output_tokens", "17")
                .with("gen_ai.usage.cost", "1e-3")
                .with("gen_ai.response.finish_reasons", "STOP")
                .read();
        assertThat(span.usage()).isEqualTo(Usage.of(1200, 17));
        assertThat(span.costUsd()).isEqualTo(OptionalDouble.of(0.001));
        assertThat(span.finishReasons()).containsExactly("stop");
        assertThat(Given.span("s")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.response.finish_reasons", "[\"tool_calls\", \"max_tokens\"]")
                        .read()
                        .finishReasons())
                .containsExactly("tool_call", "length");
        assertThat(Given.span("s")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.response.finish_reasons", "stop, length")
                        .read()
                        .finishReasons())
                .containsExactly("stop", "length");
    }

    @Test
    void whatIsNoCountStays() {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", "many")
                .with("gen_ai.usage.output_tokens", -1)
                .with("gen_ai.usage.cache_read.input_tokens", 1.5)
                .with("gen_ai.usage.cost", Double.NaN)
                .read();
        assertThat(span.usage()).isEqualTo(Usage.NONE);
        assertThat(span.attributes().text())
                .isEqualTo("{\"gen_ai.usage.input_tokens\":\"many\",\"gen_ai.usage.output_tokens\":-1,"
                        + "\"gen_ai.usage.cache_read.input_tokens\":1.5,\"gen_ai.usage.cost\":\"NaN\"," + REST);
    }

    @Test
    void partsLargerThanTheirWholeWereCountedBesideIt() {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", 10)
                .with("gen_ai.usage.cache_read.input_tokens", 30)
                .with("gen_ai.usage.cache_creation.input_tokens", 5)
                .with("gen_ai.usage.output_tokens", 3)
                .with("gen_ai.usage.reasoning.output_tokens", 4)
                .read();
        assertThat(span.usage())
                .isEqualTo(Expected.usage(45, 7, OptionalLong.of(30), OptionalLong.of(5), OptionalLong.of(4)));
        assertThat(span.attributes().text())
                .contains("\"assay.usage.input_without_cache\":10,\"assay.usage.output_without_reasoning\":3");
    }

    @Test
    void aToolIsACallAndItsAnswer() {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", "get_weather")
                .with("gen_ai.tool.call.id", "c1")
                .with("gen_ai.tool.call.arguments", Map.of("city", "Paris"))
                .with("gen_ai.tool.call.result", "{\"t\": 20.50}")
                .with("gen_ai.tool.type", "function")
                .read();
        assertThat(span.input())
                .containsExactly(Message.of(
                        "assistant", new Part.ToolCall("c1", "get_weather", new Json("{\"city\":\"Paris\"}"))));
        assertThat(span.output())
                .containsExactly(Message.of("tool", new Part.ToolCallResponse("c1", new Json("{\"t\": 20.50}"))));
        assertThat(span.attributes().text()).isEqualTo("{\"gen_ai.tool.type\":\"function\"," + REST);
    }

    @Test
    void aRetrievalIsAQueryAndWhatWasFound() {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "retrieval")
                .with("gen_ai.retrieval.query.text", "refunds")
                .with("gen_ai.retrieval.documents", "[{\"id\":\"d1\",\"score\":0.90}]")
                .read();
        assertThat(span.input()).containsExactly(Message.text("user", "refunds"));
        assertThat(span.output())
                .containsExactly(Message.of(
                        "tool", new Part.ToolCallResponse("", new Json("[{\"id\":\"d1\",\"score\":0.90}]"))));
    }

    @Test
    void messagesMayBeStructured() {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", "text");
        part.put("content", "hi");
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.input.messages", List.of(Map.of("role", "user", "parts", List.of(part))))
                .with("gen_ai.system_instructions", List.of(part))
                .with("gen_ai.tool.definitions", List.of(Map.of("name", "f")))
                .read();
        assertThat(span.input()).containsExactly(Message.text("user", "hi"));
        assertThat(span.systemInstructions()).containsExactly(new Part.Text("hi"));
        assertThat(span.tools()).isEqualTo(new Json("[{\"name\":\"f\"}]"));
        assertThat(span.attributes().text()).isEqualTo("{" + REST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"The beginning of a long te",
                "hello",
                "[1,2]",
                "{\"a\":1}",
                "[{\"role\":\"user\"",
                "\"unfinished",
            })
    void whatCannotBeReadIsOneTextAsItCame(String text) {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.input.messages", text)
                .with("gen_ai.output.messages", text)
                .with("gen_ai.system_instructions", text)
                .with("gen_ai.tool.definitions", text.startsWith("[1") ? "no" : text)
                .read();
        assertThat(span.input()).containsExactly(Message.text("user", text));
        assertThat(span.output()).containsExactly(Message.text("assistant", text));
        assertThat(span.tools()).isEqualTo(Json.ABSENT);
        assertThat(span.attributes().text()).startsWith("{\"gen_ai.tool.definitions\":");
    }

    @Test
    void whatTheMessagesDoNotHoldStays() {
        String messages =
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\",\"cache_control\":{\"ttl\":\"5m\"}}]}]";
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.input.messages", messages)
                .read();
        assertThat(span.input()).containsExactly(Message.text("user", "hi"));
        assertThat(span.attributes().text()).contains("cache_control");
    }

    @Test
    void theMessageTellsWhyItEndedWhereNothingElseDoes() {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[],\"finish_reason\":\"tool-calls\"}]")
                .read();
        assertThat(span.finishReasons()).containsExactly("tool_call");
    }

    @Test
    void anErrorIsTypedByItsAttributeOrItsException() {
        Map<String, Object> exception = new LinkedHashMap<>();
        exception.put("exception.type", "TimeoutError");
        exception.put("exception.message", "too slow");
        Given failed = Given.span("s").with("gen_ai.operation.name", "chat").event("exception", exception);
        failed.proto.getStatusBuilder().setCode(io.opentelemetry.proto.trace.v1.Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(failed.read().status()).isEqualTo(Status.ERROR);
        assertThat(failed.read().errorType()).isEqualTo("TimeoutError");
        assertThat(failed.read().errorMessage()).isEqualTo("too slow");
        assertThat(failed.read().attributes().text())
                .contains("\"events\":[{\"name\":\"exception\",\"time\":\"1970-01-01T00:00:01.500Z\",\"attributes\":"
                        + "{\"exception.type\":\"TimeoutError\",\"exception.message\":\"too slow\"}}]");
        Span typed = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .with("error.type", "429")
                .read();
        assertThat(typed.status()).isEqualTo(Status.ERROR);
        assertThat(typed.errorType()).isEqualTo("429");
        Given handled = Given.span("s").with("gen_ai.operation.name", "chat").event("exception", exception);
        assertThat(handled.read().status()).isEqualTo(Status.UNSET);
        assertThat(handled.read().errorType()).isEmpty();
    }

    @Test
    void messagesMayBeEventsOfTheSpan() {
        Span span = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .event("gen_ai.user.message", Map.of("content", "hi"))
                .event("gen_ai.choice", Map.of("finish_reason", "end_turn", "message", "Hello"))
                .event("other", Map.of())
                .read();
        assertThat(span.input()).containsExactly(Message.text("user", "hi"));
        assertThat(span.output()).containsExactly(Message.text("assistant", "Hello"));
        assertThat(span.finishReasons()).containsExactly("stop");
        assertThat(span.attributes().text())
                .isEqualTo("{\"events\":[{\"name\":\"other\",\"time\":\"1970-01-01T00:00:01.500Z\"}]," + REST);
        Span older = Given.span("s")
                .with("gen_ai.operation.name", "chat")
                .event("gen_ai.content.prompt", Map.of("gen_ai.prompt", "[{\"role\":\"user\",\"content\":\"hi\"}]"))
                .event(
                        "gen_ai.content.completion",
                        Map.of("gen_ai.completion", "[{\"role\":\"assistant\",\"content\":\"Hello\"}]"))
                .read();
        assertThat(older.input()).containsExactly(Message.text("user", "hi"));
        assertThat(older.output()).containsExactly(Message.text("assistant", "Hello"));
    }

    @Test
    void everyAttributeStaysTyped() {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("a", List.of(1, "b", false));
        nested.put("c", Map.of());
        Given given = Given.span("http")
                .with("http.request.method", "GET")
                .with("long", Long.MAX_VALUE)
                .with("double", 0.1)
                .with("infinite", Double.POSITIVE_INFINITY)
                .with("bytes", ByteString.copyFrom(new byte[] {0, 1, 2}))
                .with("nested", nested)
                .with("twice", 1)
                .with("twice", 2)
                .with("resource", "taken")
                .with("events", "taken");
        given.proto.setDroppedAttributesCount(3).setTraceState("a=b").setKindValue(99);
        given.proto.addLinksBuilder().setTraceId(Given.TRACE).setSpanId(Given.SPAN);
        Span span = given.read();
        assertThat(span.kind()).isEqualTo(SpanKind.OTHER);
        assertThat(span.client().dialect()).isEqualTo("otel");
        assertThat(span.attributes().text())
                .isEqualTo(
                        "{\"http.request.method\":\"GET\",\"long\":9223372036854775807,\"double\":0.1,\"infinite\":\"Infinity\","
                                + "\"bytes\":\"AAEC\",\"nested\":{\"a\":[1,\"b\",false],\"c\":{}},\"twice\":2,\"attributes.resource\":\"taken\","
                                + "\"attributes.events\":\"taken\","
                                + "\"links\":[{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\"}],"
                                + "\"otlp\":{\"kind\":\"unspecified\",\"traceState\":\"a=b\",\"droppedAttributes\":3}}");
    }

    @Test
    void aSpanWithOneTimeHasNoDuration() {
        Given unfinished = Given.span("s");
        unfinished.proto.clearEndTimeUnixNano();
        assertThat(unfinished.read().duration()).isZero();
        assertThat(unfinished.read().endTime()).isEqualTo(unfinished.read().startTime());
        Given late = Given.span("s");
        late.proto.setEndTimeUnixNano(-1);
        assertThat(late.read().endTime()).isEqualTo("2262-04-11T23:47:16.854775807Z");
    }

    @Test
    void aParentThatIsNoneMakesARoot() {
        Given zero = Given.span("s");
        zero.proto.setParentSpanId(ByteString.copyFrom(new byte[8]));
        assertThat(zero.read().isRoot()).isTrue();
        Given parent = Given.span("s");
        parent.proto.setParentSpanId(Given.SPAN);
        assertThat(parent.read().parentSpanId()).isEqualTo("0102030405060708");
        Given wrong = Given.span("s");
        wrong.proto.setParentSpanId(Given.TRACE);
        assertThat(wrong.read().isRoot()).isTrue();
        assertThat(wrong.read().attributes().text()).contains("\"parentSpanId\":\"0102030405060708090a0b0c0d0e0f10\"");
    }
}
