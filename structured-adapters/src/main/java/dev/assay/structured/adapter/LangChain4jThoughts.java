package dev.assay.structured.adapter;

import dev.langchain4j.data.message.AiMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model thought, as langchain4j keeps it in a message: the words, and the provider's attributes, such as a signature. Goes back with the words
 * when a question is asked again; whether langchain4j asks for it and sends it is a setting of its model ({@code returnThinking},
 * {@code sendThinking}).
 */
final class LangChain4jThoughts {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private LangChain4jThoughts() {}

    /** One block if there is anything to keep; attributes that are neither a text nor a list of texts are not. */
    static List<JsonNode> blocks(AiMessage message) {
        ObjectNode block = MAPPER.createObjectNode();
        Optional.ofNullable(message.thinking()).ifPresent(thinking -> block.put("thinking", thinking));
        message.attributes().forEach((name, value) -> {
            if (value instanceof String text) {
                block.withObject("/attributes").put(name, text);
            } else if (value instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance)) {
                texts.forEach(
                        text -> block.withObject("/attributes").withArray(name).add((String) text));
            }
        });
        return block.isEmpty() ? List.of() : List.of(block);
    }

    /** A message with a block of {@link #blocks}. */
    static AiMessage message(String text, JsonNode block) {
        Map<String, Object> attributes = new HashMap<>();
        block.path("attributes").properties().forEach(attribute -> {
            JsonNode value = attribute.getValue();
            attributes.put(
                    attribute.getKey(),
                    value.isString()
                            ? value.stringValue()
                            : value.valueStream().map(JsonNode::stringValue).toList());
        });
        AiMessage.Builder message = AiMessage.builder().text(text).attributes(attributes);
        if (block.has("thinking")) {
            message.thinking(block.path("thinking").stringValue());
        }
        return message.build();
    }
}
