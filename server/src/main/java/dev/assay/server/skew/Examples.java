package dev.assay.server.skew;

import dev.assay.files.Content;
import dev.assay.files.Exchange;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.ScoreValue;
import dev.assay.skew.Envelope;
import dev.assay.skew.Example;
import dev.assay.skew.Tool;
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

    /** Fields of requests and responses, with what they are called in a report. */
    private static final Map<String, String> SETTINGS = Map.of(
            "temperature", "temperature",
            "top_p", "top p",
            "reasoning_effort", "reasoning effort",
            "system_fingerprint", "system fingerprint");

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
                new Envelope(
                        model,
                        exchange.finishReasons(),
                        exchange.error(),
                        settings(exchange),
                        figures(exchange),
                        offered(exchange)));
    }

    /** How a model was asked, wherever in what was left of a row it stands. */
    private static Map<String, String> settings(Exchange exchange) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!exchange.metadata().isAbsent()) {
            JsonNode metadata = tree(exchange.metadata().text());
            SETTINGS.forEach((field, name) -> {
                JsonNode value = metadata.findValue(field);
                if (value != null && value.isValueNode() && !value.isNull()) {
                    settings.put(name, value.asString());
                }
            });
        }
        return settings;
    }

    private static Map<String, Double> figures(Exchange exchange) {
        Map<String, Double> figures = new LinkedHashMap<>();
        exchange.latency().ifPresent(latency -> figures.put("latency, seconds", latency.toNanos() / 1e9));
        exchange.costUsd().ifPresent(cost -> figures.put("cost, USD", cost));
        exchange.usage().inputTokens().ifPresent(tokens -> figures.put("input tokens told, tokens", (double) tokens));
        exchange.usage().outputTokens().ifPresent(tokens -> figures.put("output tokens told, tokens", (double) tokens));
        exchange.usage().reasoningTokens().ifPresent(tokens -> figures.put("reasoning told, tokens", (double) tokens));
        exchange.usage()
                .cacheReadTokens()
                .ifPresent(cached -> figures.put(
                        "input from the cache, of input",
                        (double) cached
                                / Math.max(1, exchange.usage().inputTokens().orElse(cached))));
        return figures;
    }

    /** The tools offered, in the forms of the usual providers. */
    private static List<Tool> offered(Exchange exchange) {
        if (exchange.tools().isAbsent()) {
            return List.of();
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : tree(exchange.tools().text())) {
            JsonNode told = tool.has("function") ? tool.path("function") : tool;
            String name = told.path("name").asString("");
            if (!name.isEmpty()) {
                JsonNode parameters = told.has("input_schema") ? told.path("input_schema") : told.path("parameters");
                tools.add(new Tool(name, parameters.isMissingNode() ? "" : parameters.toString()));
            }
        }
        return tools;
    }

    private static JsonNode tree(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("What a reader of rows called JSON is none: " + json, e);
        }
    }

    private static Map<String, String> metadata(Exchange exchange, String model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!exchange.metadata().isAbsent()) {
            tree(exchange.metadata().text()).properties().forEach(property -> {
                String value =
                        property.getValue().isValueNode() ? property.getValue().asString() : "";
                if (!value.isEmpty() && value.length() <= LONGEST_VALUE) {
                    metadata.put(property.getKey(), value);
                }
            });
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
