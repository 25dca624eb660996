package dev.assay.client.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.structured.wire.AnthropicSpeaker;
import dev.assay.structured.wire.ChatSpeaker;
import dev.assay.structured.wire.GeminiSpeaker;
import dev.assay.structured.wire.ScriptedServer;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals with their parts in them, whichever way a provider counts. */
class LangChain4jUsageTest {

    private static final ChatSpeaker OPENAI = new ChatSpeaker("openai", at -> {
        throw new UnsupportedOperationException("the client under test asks, not this one");
    });
    private static final Map<String, String> OPENAI_USED = Map.of(
            "input_tokens", "11", "output_tokens", "7", "cache_read.input_tokens", "4", "reasoning.output_tokens", "2");
    private static final Map<String, String> ANTHROPIC_USED = Map.of(
            "input_tokens",
            "14",
            "output_tokens",
            "7",
            "cache_read.input_tokens",
            "4",
            "cache_write.input_tokens",
            "3");
    private static final Map<String, String> GEMINI_USED = OPENAI_USED;

    private final ScriptedServer server = new ScriptedServer();
    private final Spans spans = new Spans();
    private final List<ChatModelListener> listeners =
            List.of(new LangChain4jListener(spans.telemetry, Content.LEFT_OUT));

    @AfterEach
    void close() {
        server.close();
        spans.close();
    }

    private Map<String, String> used() {
        String prefix = "gen_ai.usage.";
        Map<String, String> used = new TreeMap<>();
        Spans.attributes(spans.only()).forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                used.put(key.substring(prefix.length()), value);
            }
        });
        return used;
    }

    private static void awaitAnswer(StreamingChatModel model) throws Exception {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        model.chat("When?", new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        whole.get(20, TimeUnit.SECONDS);
    }

    @Test
    void openAi() {
        server.then(OPENAI.words("On Monday."));

        OpenAiChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build()
                .chat("When?");

        assertThat(used()).isEqualTo(OPENAI_USED);
    }

    @Test
    void openAiStreamed() throws Exception {
        server.then(OPENAI.streamed("On Monday."));

        awaitAnswer(OpenAiStreamingChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build());

        assertThat(used()).isEqualTo(OPENAI_USED);
    }

    private static String written(String answer) {
        return answer.replace("\"cache_creation_input_tokens\":0", "\"cache_creation_input_tokens\":3");
    }

    @Test
    void anthropicCountsCachedTokensApart() {
        server.then(written(new AnthropicSpeaker().words("On Monday.")));

        AnthropicChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1/").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build()
                .chat("When?");

        assertThat(used()).isEqualTo(ANTHROPIC_USED);
    }

    @Test
    void anthropicStreamed() throws Exception {
        server.then(new AnthropicSpeaker()
                .streamed("On Monday.").stream()
                        .map(LangChain4jUsageTest::written)
                        .toList());

        awaitAnswer(AnthropicStreamingChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1/").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build());

        assertThat(used()).isEqualTo(ANTHROPIC_USED);
    }

    private static String cached(String answer) {
        return answer.replace("\"totalTokenCount\"", "\"cachedContentTokenCount\":4,\"totalTokenCount\"");
    }

    @Test
    void geminiCountsThoughtsApart() {
        server.then(cached(new GeminiSpeaker().words("On Monday.")));

        GoogleAiGeminiChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1beta").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build()
                .chat("When?");

        assertThat(used()).isEqualTo(GEMINI_USED);
    }

    @Test
    void geminiStreamed() throws Exception {
        server.then(new GeminiSpeaker()
                .streamed("On Monday.").stream()
                        .map(LangChain4jUsageTest::cached)
                        .toList());

        awaitAnswer(GoogleAiGeminiStreamingChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1beta").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build());

        assertThat(used()).isEqualTo(GEMINI_USED);
    }

    @Test
    void geminiThatOnlyThought() {
        server.then(new GeminiSpeaker().cut("").replace("\"candidatesTokenCount\":5,", ""));

        GoogleAiGeminiChatModel.builder()
                .apiKey("key")
                .baseUrl(server.at("/v1beta").toString())
                .modelName("m-1")
                .listeners(listeners)
                .build()
                .chat("When?");

        assertThat(used())
                .isEqualTo(Map.of("input_tokens", "11", "output_tokens", "2", "reasoning.output_tokens", "2"));
    }

    @Test
    void needsNoModuleOfAProvider() throws Exception {
        runPlainModel(List.of());
    }

    @Test
    void takesTotalsOfAModuleThatIsTooOldToTellParts(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("OpenAiTokenUsage.java");
        Files.writeString(source, """
                package dev.langchain4j.model.openai;

                public class OpenAiTokenUsage extends dev.langchain4j.model.output.TokenUsage {
                    public OpenAiTokenUsage(Integer input, Integer output) {
                        super(input, output);
                    }
                }
                """);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(compiled).isZero();

        runPlainModel(List.of(folder.toUri().toURL()));
    }

    /** @param modules of providers, in place of those of the tests */
    private static void runPlainModel(List<URL> modules) throws Exception {
        List<URL> path = new ArrayList<>(modules);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.matches(".*langchain4j-(anthropic|google-ai-gemini|open-ai)-.*")) {
                path.add(url(entry));
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader whole = thread.getContextClassLoader();
        try (URLClassLoader alone =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(alone); // where services are looked for
            ((Runnable) alone.loadClass(PlainModel.class.getName())
                            .getConstructor()
                            .newInstance())
                    .run();
        } finally {
            thread.setContextClassLoader(whole);
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return new File(entry).toURI().toURL();
    }
}
