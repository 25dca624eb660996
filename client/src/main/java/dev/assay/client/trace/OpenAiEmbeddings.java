package dev.assay.client.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.client.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OpenAI's embeddings: the texts that go in; the vectors that come out are not for people to read. */
final class OpenAiEmbeddings implements SdkForm {

    @Override
    public String operation() {
        return "embeddings";
    }

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public void request(ModelCall call, JsonNode request) {
        Json.copy(request, "dimensions", call, "gen_ai.embeddings.dimension.count");
        JsonNode input = request.path("input");
        List<Map<String, Object>> parts = new ArrayList<>();
        if (input.isTextual()) {
            parts.add(Parts.text(input.asText()));
        }
        input.forEach(each -> parts.add(Parts.text(each.isTextual() ? each.asText() : each.toString())));
        call.putContent("gen_ai.input.messages", JsonText.of(List.of(Parts.message("user", parts))));
    }

    @Override
    public void answer(ModelCall call, JsonNode answer) {
        Json.copy(answer, "model", call, "gen_ai.response.model");
        Json.copy(answer.path("usage"), "prompt_tokens", call, "gen_ai.usage.input_tokens");
    }

    @Override
    public Gathering gathering() {
        return new Gathering() {
            @Override
            public void event(JsonNode event) {
                throw new IllegalStateException("embeddings are not streamed");
            }

            @Override
            public ObjectNode answer() {
                return JsonNodeFactory.instance.objectNode();
            }
        };
    }
}
