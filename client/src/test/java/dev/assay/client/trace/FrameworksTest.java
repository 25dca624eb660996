package dev.assay.client.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.wire.ChatSpeaker;
import dev.assay.structured.wire.ScriptedServer;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;

/** The real frameworks against a server that speaks a provider's format. */
class FrameworksTest {

    private static final ChatSpeaker CHAT = new ChatSpeaker("openai", at -> {
        throw new UnsupportedOperationException("the client under test asks, not this one");
    });
    private static final String SAID = "It left on Monday.";
    private static final String ASKED =
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is my order?\"}]}]";
    private static final String ANSWERED =
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + SAID + "\"}]}]";

    private final ScriptedServer server = new ScriptedServer();
    private final Spans spans = new Spans();

    @AfterEach
    void close() {
        server.close();
        spans.close();
    }

    private OpenAiChatModel langchain4j() {
        return OpenAiChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1").toString())
                .modelName("gpt-x")
                .maxRetries(0)
                .listeners(List.of(new LangChain4jListener(spans.telemetry, Content.KEPT)))
                .build();
    }

    private static final ChatRequest QUESTION = ChatRequest.builder()
            .messages(SystemMessage.from("Be brief."), UserMessage.from("Where is my order?"))
            .toolSpecifications(ToolSpecification.builder()
                    .name("get_order")
                    .parameters(
                            JsonObjectSchema.builder().addIntegerProperty("id").build())
                    .build())
            .build();

    private static void assertAnswered(SpanData span) {
        assertThat(Spans.attributes(span))
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "gpt-x")
                .containsEntry("gen_ai.response.model", "m-1")
                .containsEntry("gen_ai.usage.input_tokens", "11")
                .containsEntry("gen_ai.usage.output_tokens", "7")
                .containsEntry("gen_ai.response.finish_reasons", "[stop]")
                .containsEntry("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]")
                .containsEntry("gen_ai.input.messages", ASKED)
                .containsEntry("gen_ai.output.messages", ANSWERED)
                .hasEntrySatisfying(
                        "gen_ai.tool.definitions", tools -> assertThat(tools).contains("get_order"));
    }

    @Test
    void langchain4jChat() {
        server.then(CHAT.words(SAID));

        langchain4j().chat(QUESTION);

        assertAnswered(spans.only());
    }

    @Test
    void langchain4jStreamed() throws Exception {
        server.then(CHAT.streamed(SAID));
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        OpenAiStreamingChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1").toString())
                .modelName("gpt-x")
                .listeners(List.of(new LangChain4jListener(spans.telemetry, Content.KEPT)))
                .build()
                .chat(QUESTION, new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        whole.completeExceptionally(error);
                    }
                });

        assertThat(whole.get(20, TimeUnit.SECONDS).aiMessage().text()).isEqualTo(SAID);
        assertAnswered(spans.only());
    }

    @Test
    void langchain4jErrors() {
        server.then(401, Map.of(), "{\"error\":{\"message\":\"no\"}}");

        assertThatThrownBy(() -> langchain4j().chat(QUESTION)).isInstanceOf(RuntimeException.class);

        assertThat(spans.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(Spans.text(spans.only(), "gen_ai.input.messages")).isEqualTo(ASKED);
    }

    @Test
    void springAiSpansHaveContent() {
        server.then(CHAT.words(SAID));
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new DefaultTracingObservationHandler(new OtelTracer(
                        spans.telemetry.getTracer("org.springframework.boot"),
                        new OtelCurrentTraceContext(),
                        event -> {})))
                .observationFilter(new SpringAiContent());

        org.springframework.ai.openai.OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .apiKey("key")
                        .baseUrl(server.at("/v1").toString())
                        .model("gpt-x")
                        .maxRetries(0)
                        .build())
                .observationRegistry(registry)
                .build()
                .call(new Prompt("Where is my order?"));

        assertThat(Spans.attributes(spans.named("chat gpt-x")))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.response.model", "m-1")
                .containsEntry("gen_ai.usage.input_tokens", "11")
                .containsEntry("gen_ai.usage.output_tokens", "7")
                .containsEntry("gen_ai.usage.cache_read.input_tokens", "4")
                .containsEntry("gen_ai.input.messages", ASKED)
                .containsEntry("gen_ai.output.messages", ANSWERED);
    }
}
