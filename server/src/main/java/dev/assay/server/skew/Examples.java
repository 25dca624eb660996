package dev.assay.server.skew;

import dev.assay.files.Content;
import dev.assay.files.Exchange;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.ScoreValue;
import dev.assay.skew.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes examples of logged calls. */
final class Examples {

    private static final int LONGEST_VALUE = 200;

    private Examples() {}

    static Example of(Exchange exchange) {
        List<Message> input = new ArrayList<>();
        if (!exchange.systemInstructions().isEmpty()) {
            input.add(Message.of("system", exchange.systemInstructions().toArray(Part[]::new)));
        }
        List<Message> output = new ArrayList<>();
        switch (exchange.content()) {
            case Content.Call call -> {
                input.addAll(call.input());
                output.addAll(call.output());
            }
            case Content.Conversation conversation -> {
                for (Message message : conversation.messages()) {
                    (message.role().equals("assistant") ? output : input).add(message);
                }
            }
        }
        String model = exchange.responseModel().isEmpty() ? exchange.requestModel() : exchange.responseModel();
        return new Example(
                input,
                output,
                exchange.sessionId(),
                exchange.time(),
                metadata(exchange, model),
                model,
                exchange.finishReasons());
    }

    private static Map<String, String> metadata(Exchange exchange, String model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!exchange.metadata().isAbsent()) {
            try {
                JsonNode all = JsonMapper.shared().readTree(exchange.metadata().text());
                all.properties().forEach(property -> {
                    String value = property.getValue().isValueNode()
                            ? property.getValue().asString()
                            : "";
                    if (!value.isEmpty() && value.length() <= LONGEST_VALUE) {
                        metadata.put(property.getKey(), value);
                    }
                });
            } catch (JacksonException e) {
                throw new IllegalStateException("The metadata of a row is no JSON: " + exchange.metadata(), e);
            }
        }
        put(metadata, "model", model);
        put(metadata, "user", exchange.userId());
        put(metadata, "environment", exchange.environment());
        exchange.scores().forEach(score -> put(metadata, score.name(), score(score.value())));
        return metadata;
    }

    private static String score(ScoreValue value) {
        return switch (value) {
            case ScoreValue.Numeric number -> Double.toString(number.value());
            case ScoreValue.Bool bool -> Boolean.toString(bool.value());
            case ScoreValue.Category word -> word.value();
            case ScoreValue.Text text -> text.value();
        };
    }

    private static void put(Map<String, String> metadata, String name, String value) {
        if (!value.isEmpty()) {
            metadata.put(name, value);
        }
    }
}
