package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.Prompt;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.Media;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and files beside the words of a question. */
class MediaTest {
    private static final Media PDF = Media.of(new byte[] {1, 2, 3}, "application/pdf");

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static Speaker speaker(String name) {
        return Speakers.all().stream()
                .filter(speaker -> speaker.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void picturesAndFilesTravelInEachProvidersForm(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("receipt.png");
        Files.write(picture, new byte[] {1, 2, 3});
        Prompt prompt = Prompt.of("What is on it?").with(Media.of(picture));
        Map<String, String> form = Map.of(
                "openai", "\"url\":\"data:image/png;base64,AQID\"",
                "openai responses", "\"image_url\":\"data:image/png;base64,AQID\"",
                "anthropic", "\"media_type\":\"image/png\",\"data\":\"AQID\"",
                "gemini", "\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}",
                "ollama", "\"images\":[\"AQID\"]");
        int asked = 0;
        for (Speaker speaker : Speakers.all()) {
            if (form.containsKey(speaker.toString())) {
                server.then(speaker.words(Order.GOOD));
                Structured.with(speaker.model(server)).question(Order.class).ask(prompt);
                assertThat(server.body(asked++).toString()).contains(form.get(speaker.toString()));
            }
        }
        assertThat(asked).isEqualTo(form.size());
    }

    @Test
    void anAddressIsPassedOnAndNeverFetched() {
        server.then(new AnthropicSpeaker().words(Order.GOOD));
        Structured.with(new AnthropicSpeaker().model(server))
                .question(Order.class)
                .ask(Prompt.of("Read it").with(Media.at(server.at("/order.pdf"), "application/pdf")));
        assertThat(server.asked()).hasSize(1);
        assertThat(server.body(0).toString()).contains("\"type\":\"url\"").contains("/order.pdf");
    }

    @Test
    void filesThatAreTooLargeOrElsewhereAreRefused(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.pdf");
        Files.write(large, new byte[11]);
        assertThatThrownBy(() -> Media.of(large, 10)).hasMessageContaining("at most 10");
        assertThatThrownBy(() -> Media.of(folder.resolve("notes.xyz"))).hasMessageContaining("notes.xyz");
        assertThatThrownBy(() -> Media.at(URI.create("file:///etc/hosts"), "text/plain"))
                .hasMessageContaining("file:");
    }

    @Test
    void filesTravelInEachProvidersForm() {
        Map<String, String> form = Map.of(
                "openai", "\"file\":{\"filename\":\"file\",\"file_data\":\"data:application/pdf;base64,AQID\"}",
                "openai responses",
                        "\"type\":\"input_file\",\"filename\":\"file\",\"file_data\":\"data:application/pdf;base64,AQID\"",
                "anthropic",
                        "\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"AQID\"}",
                "gemini", "\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"AQID\"}");
        form.forEach((name, written) -> {
            server.then(speaker(name).words(Order.GOOD));
            Structured.with(speaker(name).model(server))
                    .question(Order.class)
                    .ask(Prompt.of("Read it").with(PDF));
            assertThat(server.body(server.asked().size() - 1).toString())
                    .as(name)
                    .contains(written);
        });
    }

    @Test
    void aTextGoesToAnthropicAsText() {
        Media csv = Media.of("tea;2\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        server.then(new AnthropicSpeaker().words(Order.GOOD));
        Structured.with(new AnthropicSpeaker().model(server))
                .question(Order.class)
                .ask(Prompt.of("Read it").with(csv));
        assertThat(server.body(0).toString())
                .contains("\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"tea;2\\n\"}");
    }

    @Test
    void mistralTakesDocumentsByTheirAddress() {
        Speaker mistral = speaker("mistral");
        server.then(mistral.words(Order.GOOD));
        Structured.with(mistral.model(server))
                .question(Order.class)
                .ask(Prompt.of("Read it").with(Media.at(URI.create("https://example.org/a.pdf"), "application/pdf")));
        assertThat(server.body(0).toString())
                .contains("{\"type\":\"document_url\",\"document_url\":\"https://example.org/a.pdf\"}");
        assertThatThrownBy(() -> Structured.with(mistral.model(server))
                        .question(Order.class)
                        .ask(Prompt.of("Read it").with(PDF)))
                .hasMessageContaining("mistral_ai takes a file by its address only");
    }

    @Test
    void whatAServerDoesNotTakeIsToldBeforeAnythingIsSent() {
        Media address = Media.at(URI.create("https://example.org/a.png"), "image/png");
        Media picture = Media.of(new byte[] {1}, "image/png");
        HttpModel words = Speakers.OPENAI.model(server).capabilities(Capabilities.WORDS);
        refuses(words, picture, "openai takes no pictures; found image/png");
        for (String name : List.of("vllm", "sglang", "llama.cpp", "ollama")) {
            refuses(speaker(name).model(server), PDF, "takes no files; found application/pdf");
        }
        refuses(
                speaker("ollama").model(server),
                address,
                "takes nothing by its address; found https://example.org/a.png");
        assertThat(server.asked()).isEmpty();
    }

    private static void refuses(HttpModel model, Media media, String message) {
        assertThatThrownBy(() -> Structured.with(model)
                        .question(Order.class)
                        .ask(Prompt.of("Read it").with(media)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> {
                    try (var partials = Structured.with(model).question(Order.class).stream(
                            Prompt.of("Read it").with(media))) {
                        partials.answer();
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
