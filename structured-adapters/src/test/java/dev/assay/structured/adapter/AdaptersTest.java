package dev.assay.structured.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Partial;
import dev.assay.structured.Partials;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Model;
import dev.assay.structured.wire.AnthropicSpeaker;
import dev.assay.structured.wire.ChatSpeaker;
import dev.assay.structured.wire.GeminiSpeaker;
import dev.assay.structured.wire.OllamaSpeaker;
import dev.assay.structured.wire.Order;
import dev.assay.structured.wire.ScriptedServer;
import dev.assay.structured.wire.Speaker;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Each real client in each of its modes. */
class AdaptersTest {
    private static final ChatSpeaker CHAT = new ChatSpeaker("openai", at -> {
        throw new UnsupportedOperationException("the client under test asks, not this one");
    });

    private static final ChatSpeaker MISTRAL = new ChatSpeaker("mistral", at -> {
        throw new UnsupportedOperationException("the client under test asks, not this one");
    });

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** A client and what it speaks. */
    record Client(String name, Speaker speaker, List<Mode> modes, Function<ScriptedServer, Model> maker) {
        Model model(ScriptedServer server) {
            return maker.apply(server);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Client> CLIENTS = List.of(
            new Client(
                    "openai-java",
                    CHAT,
                    List.of(Mode.NATIVE, Mode.TOOL, Mode.JSON, Mode.PROMPT),
                    server -> new OpenAiSdkModel(
                            OpenAIOkHttpClient.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1").toString())
                                    .maxRetries(0)
                                    .build(),
                            "m-1")),
            new Client(
                    "anthropic-java",
                    new AnthropicSpeaker(),
                    List.of(Mode.NATIVE, Mode.TOOL, Mode.PROMPT),
                    server -> new AnthropicSdkModel(
                            AnthropicOkHttpClient.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("").toString())
                                    .maxRetries(0)
                                    .build(),
                            "m-1")),
            new Client(
                    "langchain4j",
                    CHAT,
                    List.of(Mode.NATIVE, Mode.PROMPT),
                    server -> new LangChain4jModel(
                            OpenAiChatModel.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1").toString())
                                    .modelName("m-1")
                                    .maxRetries(0)
                                    .strictJsonSchema(true)
                                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                                    .build(),
                            OpenAiStreamingChatModel.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1").toString())
                                    .modelName("m-1")
                                    .build())),
            new Client(
                    "langchain4j to Gemini",
                    new GeminiSpeaker(),
                    List.of(Mode.NATIVE, Mode.PROMPT),
                    server -> new LangChain4jModel(
                            GoogleAiGeminiChatModel.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1beta").toString())
                                    .modelName("m-1")
                                    .maxRetries(0)
                                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                                    .build(),
                            GoogleAiGeminiStreamingChatModel.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1beta").toString())
                                    .modelName("m-1")
                                    .build())),
            new Client(
                    "langchain4j to Mistral",
                    MISTRAL,
                    List.of(Mode.NATIVE, Mode.PROMPT),
                    server -> new LangChain4jModel(
                            MistralAiChatModel.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1").toString())
                                    .modelName("m-1")
                                    .maxRetries(0)
                                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                                    .build(),
                            MistralAiStreamingChatModel.builder()
                                    .apiKey("key")
                                    .baseUrl(server.at("/v1").toString())
                                    .modelName("m-1")
                                    .build())),
            new Client(
                    "langchain4j to Ollama",
                    new OllamaSpeaker(),
                    List.of(Mode.NATIVE, Mode.PROMPT),
                    server -> new LangChain4jModel(
                            OllamaChatModel.builder()
                                    .baseUrl(server.at("").toString())
                                    .modelName("m-1")
                                    .maxRetries(0)
                                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                                    .build(),
                            OllamaStreamingChatModel.builder()
                                    .baseUrl(server.at("").toString())
                                    .modelName("m-1")
                                    .build())),
            new Client(
                    "Spring AI",
                    CHAT,
                    List.of(Mode.NATIVE, Mode.PROMPT),
                    server -> new SpringAiModel(
                            org.springframework.ai.openai.OpenAiChatModel.builder()
                                    .options(OpenAiChatOptions.builder()
                                            .apiKey("key")
                                            .baseUrl(server.at("/v1").toString())
                                            .model("m-1")
                                            .maxRetries(0)
                                            .build())
                                    .build(),
                            "openai")));

    record Case(Client client, Mode mode) {
        String say(String json) {
            return mode == Mode.TOOL
                    ? client.speaker().call("Order", json)
                    : client.speaker().words(json);
        }

        List<String> stream(String json) {
            return mode == Mode.TOOL
                    ? client.speaker().streamedCall("Order", json)
                    : client.speaker().streamed(json);
        }
    }

    static Stream<Case> cases() {
        return CLIENTS.stream().flatMap(client -> client.modes().stream().map(mode -> new Case(client, mode)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asksAndAsksAgain(Case one) {
        server.then(one.say(Order.BAD)).then(one.say(Order.GOOD));
        Answer<Order> answer =
                Structured.with(one.client().model(server)).mode(one.mode()).ask(Order.class, "Extract the order");
        assertThat(answer.value().items()).hasSize(2);
        assertThat(answer.attempts()).hasSize(2);
        assertThat(answer.usage().known()).isTrue();
        // langchain4j leaves Gemini's thoughts out
        long each = one.client().name().equals("langchain4j to Gemini") ? Speaker.OUTPUT - 2 : Speaker.OUTPUT;
        assertThat(answer.usage().output()).isEqualTo(2L * each);
        assertThat(server.body(1).toString()).contains("/currency").contains("euro");
        // Gemini's is in the path
        assertThat(server.body(0).path("model").asString(server.asked().get(0).path()))
                .contains("m-1");
        if (one.mode() == Mode.NATIVE) {
            assertThat(server.body(0).toString()).contains("currency");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void streams(Case one) {
        server.then(one.stream(Order.GOOD));
        try (Partials<Order> partials =
                Structured.with(one.client().model(server)).mode(one.mode()).question(Order.class).stream(
                        "Extract the order")) {
            int count = 0;
            for (Partial<Order> partial : partials) {
                count++;
                assertThat(partial.attempt()).isEqualTo(1);
            }
            assertThat(count).isGreaterThan(2);
            assertThat(partials.answer().value().items()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsCutIsNoAnswer(Case one) {
        server.then(one.client().speaker().cut("{\"currency\":\"EUR\",\"total\":12.50,\"items\":[]"));
        AskException failure = catchThrowableOfType(
                AskException.class,
                () -> Structured.with(one.client().model(server))
                        .mode(one.mode())
                        .ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.CUT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theClientsOwnRetriesAreNotMultiplied(Case one) {
        server.then(500, Map.of(), "{\"error\":{\"message\":\"overloaded\"}}");
        AskException failure = catchThrowableOfType(
                AskException.class,
                () -> Structured.with(one.client().model(server))
                        .mode(one.mode())
                        .ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void springsChunksAreAskedForAllAtOnce() {
        Queue<Long> requested = new ConcurrentLinkedQueue<>();
        ChatModel ours = new ChatModel() {
            @Override
            public ChatResponse call(Prompt prompt) {
                throw new UnsupportedOperationException("only streams are asked of this model");
            }

            @Override
            public Flux<ChatResponse> stream(Prompt prompt) {
                return Flux.just(new ChatResponse(List.of(new Generation(new AssistantMessage(Order.GOOD)))))
                        .doOnRequest(requested::add);
            }
        };
        try (Partials<Order> partials =
                Structured.with(new SpringAiModel(ours, "openai")).question(Order.class).stream("Extract the order")) {
            assertThat(partials.answer().value().items()).hasSize(2);
        }
        assertThat(requested).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void anthropicsThinkingGoesBackThroughItsClient() {
        AnthropicSpeaker speaker = new AnthropicSpeaker();
        String thought = "{\"type\":\"thinking\",\"thinking\":\"Euros.\",\"signature\":\"c2ln\"}";
        server.then(speaker.words(Order.BAD).replace("\"content\":[", "\"content\":[" + thought + ","))
                .then(speaker.words(Order.GOOD));
        Client anthropic = CLIENTS.get(1);
        Structured.with(anthropic.model(server)).mode(Mode.PROMPT).ask(Order.class, "Extract the order");
        JsonNode said = server.body(1).path("messages").path(1).path("content");
        assertThat(said.path(0).path("signature").stringValue()).isEqualTo("c2ln");
        assertThat(said.path(0).path("thinking").stringValue()).isEqualTo("Euros.");
        assertThat(said.path(1).path("text").stringValue()).isEqualTo(Order.BAD);
    }

    /** Mistral and Ollama have no word for a refusal, and langchain4j fails where Gemini blocks a question: it looks for candidates that are not there. */
    static Stream<Case> refusing() {
        return cases().filter(one ->
                one.client().speaker().equals(CHAT) || one.client().speaker() instanceof AnthropicSpeaker);
    }

    @ParameterizedTest
    @MethodSource("refusing")
    void aRefusalIsNotAskedAgain(Case one) {
        server.then(one.client().speaker().refusal());
        AskException failure = catchThrowableOfType(
                AskException.class,
                () -> Structured.with(one.client().model(server))
                        .mode(one.mode())
                        .ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).as("%s", failure).isEqualTo(AskException.Reason.REFUSED);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whatAModelThoughtGoesBackThroughSpringAi() {
        Model model = CLIENTS.get(CLIENTS.size() - 1).model(server);
        server.then(CHAT.words(Order.BAD).replace("\"content\":", "\"reasoning_content\":\"Euros.\",\"content\":"))
                .then(CHAT.words(Order.GOOD));
        Structured.with(model).mode(Mode.PROMPT).ask(Order.class, "Extract the order");
        assertThat(assistant(1).path("reasoning_content").asString("")).isEqualTo("Euros.");
        assertThat(assistant(1).path("content").asString("")).isEqualTo(Order.BAD);

        List<String> streamed = new ArrayList<>(CHAT.streamed(Order.BAD));
        streamed.add(1, streamed.get(0).replace("\"content\":\"\"", "\"reasoning_content\":\"Eur\""));
        streamed.add(2, streamed.get(0).replace("\"content\":\"\"", "\"reasoning_content\":\"os.\""));
        server.then(streamed).then(CHAT.streamed(Order.GOOD));
        try (Partials<Order> partials =
                Structured.with(model).mode(Mode.PROMPT).question(Order.class).stream("Extract the order")) {
            assertThat(partials.answer().attempts()).hasSize(2);
        }
        assertThat(assistant(3).path("reasoning_content").asString("")).isEqualTo("Euros.");
    }

    private JsonNode assistant(int request) {
        return server.body(request)
                .path("messages")
                .valueStream()
                .filter(message -> message.path("role").asString("").equals("assistant"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAModelThoughtGoesBackThroughLangchain4j() {
        String thought = "\"reasoning_content\":\"Euros.\",\"content\":";
        server.then(CHAT.words(Order.BAD).replace("\"content\":", thought)).then(CHAT.words(Order.GOOD));
        Model model = new LangChain4jModel(OpenAiChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1").toString())
                .modelName("m-1")
                .maxRetries(0)
                .returnThinking(true)
                .sendThinking(true)
                .build());
        Structured.with(model).mode(Mode.PROMPT).ask(Order.class, "Extract the order");
        JsonNode said = assistant(1);
        assertThat(said.path("reasoning_content").asString("")).isEqualTo("Euros.");
        assertThat(said.path("content").stringValue()).isEqualTo(Order.BAD);
    }
}
