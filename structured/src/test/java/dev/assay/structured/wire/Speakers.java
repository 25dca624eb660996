package dev.assay.structured.wire;

import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Models;
import java.util.List;
import java.util.stream.Stream;

/** All providers, and all of their modes. */
public final class Speakers {
    static final ChatSpeaker OPENAI =
            new ChatSpeaker("openai", at -> Models.openAi("m-1", "key").at(at));

    private Speakers() {}

    /** A provider in one of its modes. */
    public record Case(Speaker speaker, Mode mode) {
        @Override
        public String toString() {
            return speaker + " " + mode;
        }
    }

    public static List<Speaker> all() {
        return List.of(
                OPENAI,
                new ChatSpeaker("mistral", at -> Models.mistral("m-1", "key").at(at)),
                new ChatSpeaker("vllm", at -> Models.vllm("m-1", at)),
                new ChatSpeaker("sglang", at -> Models.sglang("m-1", at)),
                new ChatSpeaker("llama.cpp", at -> Models.llamaCpp("m-1", at)),
                new ChatSpeaker("compatible", at -> Models.compatible("m-1", at, "")),
                new ResponsesSpeaker(),
                new AnthropicSpeaker(),
                new GeminiSpeaker(),
                new OllamaSpeaker());
    }

    public static Stream<Case> cases() {
        try (ScriptedServer server = new ScriptedServer()) {
            return all().stream()
                    .flatMap(speaker -> speaker.model(server).capabilities().modes().stream()
                            .map(mode -> new Case(speaker, mode)))
                    .toList()
                    .stream();
        }
    }
}
