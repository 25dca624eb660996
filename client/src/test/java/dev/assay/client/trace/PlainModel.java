package dev.assay.client.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** A model of an application's own, which has LangChain4j and none of its modules for providers, or one of old. */
public final class PlainModel implements ChatModel, Runnable {

    private static final String USAGE_OF_A_MODULE = "dev.langchain4j.model.openai.OpenAiTokenUsage";

    private final Spans spans = new Spans();

    /** Made by its name, where a loader of its own has loaded it. */
    public PlainModel() {}

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from("On Monday."))
                .tokenUsage(usage())
                .build();
    }

    private static TokenUsage usage() {
        try {
            return Class.forName(USAGE_OF_A_MODULE)
                    .asSubclass(TokenUsage.class)
                    .getConstructor(Integer.class, Integer.class)
                    .newInstance(11, 7);
        } catch (ClassNotFoundException none) {
            return new TokenUsage(11, 7);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of(new LangChain4jListener(spans.telemetry, Content.KEPT));
    }

    @Override
    public void run() {
        chat("When?");

        assertThat(Spans.attributes(spans.only()))
                .containsEntry("gen_ai.usage.input_tokens", "11")
                .containsEntry("gen_ai.usage.output_tokens", "7");
        spans.close();
    }
}
