package dev.assay.client.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import dev.assay.structured.wire.AnthropicSpeaker;
import dev.assay.structured.wire.ChatSpeaker;
import dev.assay.structured.wire.ResponsesSpeaker;
import dev.assay.structured.wire.ScriptedServer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real SDKs against a server that speaks the providers' formats. */
class SdkTracingTest {

    private static final ChatSpeaker CHAT = new ChatSpeaker("openai", at -> {
        throw new UnsupportedOperationException("the client under test asks, not this one");
    });
    private static final String SAID = "It left on Monday.";

    private final ScriptedServer server = new ScriptedServer();
    private final Spans spans = new Spans();

    @AfterEach
    void close() {
        server.close();
        spans.close();
    }

    private OpenAIClient openai(Content content) {
        return TracedOpenAi.wrap(
                OpenAIOkHttpClient.builder()
                        .apiKey("key")
                        .baseUrl(server.at("/v1").toString())
                        .maxRetries(0)
                        .build(),
                spans.telemetry,
                content);
    }

    private AnthropicClient anthropic() {
        return TracedAnthropic.wrap(
                AnthropicOkHttpClient.builder()
                        .apiKey("key")
                        .baseUrl(server.at("").toString())
                        .maxRetries(0)
                        .build(),
                spans.telemetry,
                Content.KEPT);
    }

    private static ChatCompletionCreateParams question() {
        return ChatCompletionCreateParams.builder()
                .model("gpt-x")
                .temperature(0.2)
                .addSystemMessage("Be brief.")
                .addUserMessage("Where is my order?")
                .addFunctionTool(FunctionDefinition.builder()
                        .name("get_order")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .build())
                        .build())
                .build();
    }

    private static void assertAnswered(SpanData span) {
        assertThat(span.getName()).isEqualTo("chat gpt-x");
        assertThat(Spans.attributes(span))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "gpt-x")
                .containsEntry("gen_ai.request.temperature", "0.2")
                .containsEntry("gen_ai.response.model", "m-1")
                .containsEntry("gen_ai.response.id", "chatcmpl-1")
                .containsEntry("gen_ai.response.finish_reasons", "[stop]")
                .containsEntry("gen_ai.usage.input_tokens", "11")
                .containsEntry("gen_ai.usage.output_tokens", "7")
                .containsEntry("gen_ai.usage.cache_read.input_tokens", "4")
                .containsEntry("gen_ai.usage.reasoning.output_tokens", "2")
                .containsEntry(
                        "gen_ai.input.messages",
                        "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be brief.\"}]},"
                                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is my order?\"}]}]")
                .containsEntry(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + SAID + "\"}]}]")
                .containsEntry(
                        "gen_ai.tool.definitions",
                        "[{\"type\":\"function\",\"name\":\"get_order\",\"parameters\":{\"type\":\"object\"}}]");
    }

    @Test
    void chat() {
        server.then(CHAT.words(SAID));

        var answer = openai(Content.KEPT).chat().completions().create(question());

        assertThat(answer.choices().get(0).message().content()).contains(SAID);
        assertAnswered(spans.only());
        assertThat(spans.only().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void chatThatCallsATool() {
        server.then(CHAT.call("get_order", "{\"id\":4711}"));

        openai(Content.KEPT).chat().completions().create(question());

        assertThat(Spans.text(spans.only(), "gen_ai.output.messages"))
                .isEqualTo(
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"get_order\","
                                + "\"arguments\":\"{\\\"id\\\":4711}\"}]}]");
    }

    @Test
    void chatThroughTheAsynchronousClient() throws Exception {
        server.then(CHAT.words(SAID));

        openai(Content.KEPT).async().chat().completions().create(question()).get(20, TimeUnit.SECONDS);

        assertAnswered(spans.only());
    }

    @Test
    void chatStreamed() {
        server.then(CHAT.streamed(SAID));

        StringBuilder read = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> stream =
                openai(Content.KEPT).chat().completions().createStreaming(question())) {
            stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(read::append));
        }

        assertThat(read.toString()).isEqualTo(SAID);
        assertAnswered(spans.only());
        assertThat(Spans.attributes(spans.only())).containsKey("gen_ai.response.time_to_first_chunk");
    }

    @Test
    void chatStreamedToolCallsAreWhole() {
        server.then(CHAT.streamedCall("get_order", "{\"id\":4711}"));

        try (StreamResponse<ChatCompletionChunk> stream =
                openai(Content.KEPT).chat().completions().createStreaming(question())) {
            assertThat(stream.stream().count()).isPositive();
        }

        assertThat(Spans.text(spans.only(), "gen_ai.output.messages")).contains("\"{\\\"id\\\":4711}\"");
        assertThat(Spans.attributes(spans.only())).containsEntry("gen_ai.response.finish_reasons", "[tool_calls]");
    }

    @Test
    void chatStreamedAsynchronously() throws Exception {
        server.then(CHAT.streamed(SAID));
        StringBuilder read = new StringBuilder();

        var stream = openai(Content.KEPT).async().chat().completions().createStreaming(question());
        stream.subscribe(chunk -> chunk.choices()
                        .forEach(choice -> choice.delta().content().ifPresent(read::append)))
                .onCompleteFuture()
                .get(20, TimeUnit.SECONDS);

        assertThat(read.toString()).isEqualTo(SAID);
        assertAnswered(spans.only());
    }

    @Test
    void aStreamThatIsLeftEarlyKeepsWhatHadCome() {
        server.thenHang(CHAT.streamed(SAID).subList(0, 3));

        try (StreamResponse<ChatCompletionChunk> stream =
                openai(Content.KEPT).chat().completions().createStreaming(question())) {
            stream.stream().limit(3).forEach(chunk -> {});
        }

        assertThat(Spans.text(spans.only(), "gen_ai.output.messages")).contains("\"It lef\"");
        assertThat(Spans.attributes(spans.only())).containsEntry("gen_ai.response.finish_reasons", "[error]");
    }

    @Test
    void anErrorEndsTheSpan() {
        server.then(429, Map.of(), "{\"error\":{\"message\":\"slow down\"}}");

        assertThatThrownBy(() -> openai(Content.KEPT).chat().completions().create(question()))
                .isInstanceOf(com.openai.errors.RateLimitException.class);

        assertThat(spans.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(Spans.text(spans.only(), "error.type")).isEqualTo("com.openai.errors.RateLimitException");
        assertThat(Spans.text(spans.only(), "gen_ai.input.messages")).contains("Where is my order?");
    }

    @Test
    void textsAreLeftOutWhereNobodyWantsThem() {
        server.then(CHAT.words(SAID));

        openai(Content.LEFT_OUT).chat().completions().create(question());

        assertThat(Spans.attributes(spans.only()))
                .containsEntry("gen_ai.usage.input_tokens", "11")
                .doesNotContainKeys("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.tool.definitions");
    }

    @Test
    @SuppressWarnings("try") // the scope is held, not used
    void theConversationGoesAlong() {
        server.then(CHAT.words(SAID));

        try (Scope scope = new Conversation("s-1", "u-1").makeCurrent()) {
            openai(Content.KEPT).chat().completions().create(question());
        }

        assertThat(Spans.attributes(spans.only()))
                .containsEntry("session.id", "s-1")
                .containsEntry("user.id", "u-1");
    }

    @Test
    void responsesWholeAndStreamed() {
        ResponsesSpeaker speaker = new ResponsesSpeaker();
        server.then(speaker.words(SAID)).then(speaker.streamed(SAID));
        ResponseCreateParams question = ResponseCreateParams.builder()
                .model("gpt-x")
                .instructions("Be brief.")
                .input("Where is my order?")
                .build();
        OpenAIClient client = openai(Content.KEPT);

        client.responses().create(question);
        try (var stream = client.responses().createStreaming(question)) {
            assertThat(stream.stream().count()).isPositive();
        }

        assertThat(spans.all())
                .hasSize(2)
                .allSatisfy(span -> assertThat(Spans.attributes(span))
                        .containsEntry("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]")
                        .containsEntry(
                                "gen_ai.input.messages",
                                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is my order?\"}]}]")
                        .containsEntry("gen_ai.usage.input_tokens", "11")
                        .containsEntry("gen_ai.usage.output_tokens", "7")
                        .containsEntry("gen_ai.response.finish_reasons", "[stop]")
                        .hasEntrySatisfying(
                                "gen_ai.output.messages",
                                said -> assertThat(said).contains(SAID)));
    }

    @Test
    void embeddings() {
        server.then(
                "{\"object\":\"list\",\"model\":\"embed-1\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}");

        openai(Content.KEPT)
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("embed")
                        .input("Where is my order?")
                        .build());

        assertThat(Spans.attributes(spans.only()))
                .containsEntry("gen_ai.operation.name", "embeddings")
                .containsEntry("gen_ai.usage.input_tokens", "3")
                .containsEntry("gen_ai.response.model", "embed-1");
    }

    private static MessageCreateParams message() {
        return MessageCreateParams.builder()
                .model("claude-x")
                .maxTokens(100)
                .system("Be brief.")
                .addUserMessage("Where is my order?")
                .build();
    }

    @Test
    void anthropicWholeStreamedAndAsynchronous() throws Exception {
        AnthropicSpeaker speaker = new AnthropicSpeaker();
        server.then(speaker.words(SAID)).then(speaker.streamed(SAID)).then(speaker.words(SAID));
        AnthropicClient client = anthropic();

        client.messages().create(message());
        try (com.anthropic.core.http.StreamResponse<RawMessageStreamEvent> stream =
                client.messages().createStreaming(message())) {
            assertThat(stream.stream().count()).isPositive();
        }
        client.async().messages().create(message()).get(20, TimeUnit.SECONDS);

        assertThat(spans.all()).hasSize(3).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("chat claude-x");
            assertThat(Spans.attributes(span))
                    .containsEntry("gen_ai.provider.name", "anthropic")
                    .containsEntry("gen_ai.request.max_tokens", "100")
                    .containsEntry("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]")
                    .containsEntry("gen_ai.usage.input_tokens", "11") // 7 and 4 that were cached
                    .containsEntry("gen_ai.usage.cache_read.input_tokens", "4")
                    .containsEntry("gen_ai.usage.output_tokens", "7")
                    .containsEntry("gen_ai.response.finish_reasons", "[end_turn]")
                    .hasEntrySatisfying(
                            "gen_ai.output.messages", said -> assertThat(said).contains(SAID));
        });
        assertThat(Spans.text(spans.all().get(1), "gen_ai.output.messages")).contains("\"reasoning\"");
    }

    @Test
    void anthropicToolCallsWholeAndStreamed() {
        AnthropicSpeaker speaker = new AnthropicSpeaker();
        server.then(speaker.call("get_order", "{\"id\":4711}"))
                .then(speaker.streamedCall("get_order", "{\"id\":4711}"));
        AnthropicClient client = anthropic();

        client.messages().create(message());
        try (var stream = client.messages().createStreaming(message())) {
            assertThat(stream.stream().count()).isPositive();
        }

        assertThat(spans.all())
                .hasSize(2)
                .allSatisfy(
                        span -> assertThat(Spans.text(span, "gen_ai.output.messages"))
                                .contains(
                                        "\"type\":\"tool_call\",\"id\":\"toolu_1\",\"name\":\"get_order\",\"arguments\":\"{\\\"id\\\":4711}\""));
    }
}
