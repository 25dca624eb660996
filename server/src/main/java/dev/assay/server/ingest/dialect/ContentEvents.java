package dev.assay.server.ingest.dialect;

import dev.assay.model.Message;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanContent.Direction;
import dev.assay.store.json.MessageJson.Reading;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages that clients write as events, beside the span (as log records) or on it. */
final class ContentEvents {

    /** What Claude Code answers in a turn, in parts; on a span of which it tells, if it tells of any. */
    private static final String CLAUDE_CODE = "assistant_response";

    private ContentEvents() {}

    /**
     * One message of an event.
     *
     * @param choice the number of the choice, or -1 where the event does not number it
     * @param finishReason in normalised words, or empty
     */
    record Piece(Direction direction, int choice, Message message, String finishReason) {}

    /** Whether events of this name hold messages. */
    static boolean isContent(String event) {
        return switch (event) {
            case "gen_ai.client.inference.operation.details",
                    "gen_ai.system.message",
                    "gen_ai.user.message",
                    "gen_ai.assistant.message",
                    "gen_ai.tool.message",
                    "gen_ai.choice",
                    "gen_ai.content.prompt",
                    "gen_ai.content.completion",
                    CLAUDE_CODE -> true;
            default -> false;
        };
    }

    /** Takes the messages that the span carries as events, where it has none yet. */
    static void take(SpanSource source, SpanBuilder span) {
        if (source.events().isEmpty()) {
            return;
        }
        List<Piece> input = new ArrayList<>();
        List<Piece> output = new ArrayList<>();
        boolean takesInput = span.input.isEmpty();
        boolean takesOutput = span.output.isEmpty();
        source.events().removeIf(event -> {
            List<Piece> pieces = isContent(event.getName())
                    ? pieces(event.getName(), Attributes.of(event.getAttributesList()), AnyValue.getDefaultInstance())
                    : List.of();
            for (Piece piece : pieces) {
                (piece.direction() == Direction.INPUT ? input : output).add(piece);
            }
            return !pieces.isEmpty() && takesInput && takesOutput;
        });
        if (takesInput) {
            span.input = input.stream().map(Piece::message).toList();
        }
        if (takesOutput) {
            output.sort(Comparator.comparingInt(Piece::choice));
            span.output = output.stream().map(Piece::message).toList();
            if (span.finishReasons.isEmpty()) {
                span.finishReasons = output.stream()
                        .map(Piece::finishReason)
                        .filter(reason -> !reason.isEmpty())
                        .toList();
            }
        }
    }

    /** The messages of an event; none where it holds none. */
    static List<Piece> pieces(String event, Attributes attributes, AnyValue body) {
        return switch (event) {
            case "gen_ai.client.inference.operation.details" -> details(attributes);
            case "gen_ai.system.message" -> message("system", body(attributes, body));
            case "gen_ai.user.message" -> message("user", body(attributes, body));
            case "gen_ai.assistant.message" -> message("assistant", body(attributes, body));
            case "gen_ai.tool.message" -> message("tool", body(attributes, body));
            case "gen_ai.choice" -> choice(body(attributes, body));
            case "gen_ai.content.prompt" -> whole(attributes, "gen_ai.prompt", Direction.INPUT);
            case "gen_ai.content.completion" -> whole(attributes, "gen_ai.completion", Direction.OUTPUT);
            case CLAUDE_CODE -> response(attributes);
            default -> List.of();
        };
    }

    private static List<Piece> response(Attributes attributes) {
        String text = attributes.text("response");
        return text.isEmpty() || text.equals("<REDACTED>")
                ? List.of()
                : List.of(new Piece(Direction.OUTPUT, 0, Message.text("assistant", text), ""));
    }

    /** Whether events of this name mean nothing without a span. */
    static boolean isOfSpan(String event) {
        return !event.equals(CLAUDE_CODE);
    }

    /** The body of a log record, or what stands for one in the attributes of a span's event. */
    private static Optional<JsonNode> body(Attributes attributes, AnyValue body) {
        if (body.hasStringValue()) {
            String text = body.getStringValue();
            Optional<JsonNode> tree = text.startsWith("{") ? Trees.parse(text) : Optional.empty();
            return tree.isPresent() ? tree : Optional.of(Trees.text(text));
        }
        if (body.hasKvlistValue()) {
            return Trees.parse(Values.json(body).text());
        }
        String content = attributes.text("gen_ai.event.content");
        return Trees.parse(content.isEmpty() ? attributes.toJson().text() : content);
    }

    private static List<Piece> message(String role, Optional<JsonNode> body) {
        return body.flatMap(tree -> reading(tree, role))
                .map(reading -> pieces(Direction.INPUT, reading))
                .orElse(List.of());
    }

    private static Optional<Reading> reading(JsonNode tree, String role) {
        if (tree instanceof ObjectNode message && !message.has("role")) {
            message.put("role", role);
        }
        return ChatForms.read(tree, role);
    }

    private static List<Piece> choice(Optional<JsonNode> body) {
        if (body.isEmpty() || !(body.get() instanceof ObjectNode choice)) {
            return List.of();
        }
        int index = choice.path("index").asInt(0);
        String reason = FinishReasons.normalised(choice.path("finish_reason").asString(""));
        JsonNode message = choice.path("message");
        Optional<Reading> reading = message.isString()
                ? Optional.of(Contents.read(message.stringValue(), "assistant"))
                : reading(message.isObject() ? message : choice, "assistant");
        List<Piece> pieces = new ArrayList<>();
        for (Message found : reading.map(Reading::messages).orElse(List.of())) {
            if (!found.parts().isEmpty()) {
                pieces.add(new Piece(Direction.OUTPUT, index, found, reason));
            }
        }
        return pieces;
    }

    private static List<Piece> details(Attributes attributes) {
        List<Piece> pieces = new ArrayList<>();
        List<Piece> input = whole(attributes, "gen_ai.input.messages", Direction.INPUT);
        @Nullable AnyValue instructions = attributes.get("gen_ai.system_instructions");
        if (instructions != null
                && input.stream().noneMatch(piece -> piece.message().role().equals("system"))) {
            pieces.add(new Piece(Direction.INPUT, -1, new Message("system", "", Contents.parts(instructions)), ""));
        }
        pieces.addAll(input);
        pieces.addAll(whole(attributes, "gen_ai.output.messages", Direction.OUTPUT));
        return pieces;
    }

    private static List<Piece> whole(Attributes attributes, String key, Direction direction) {
        @Nullable AnyValue value = attributes.get(key);
        return value == null
                ? List.of()
                : pieces(direction, Contents.read(value, direction == Direction.INPUT ? "user" : "assistant"));
    }

    private static List<Piece> pieces(Direction direction, Reading reading) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < reading.messages().size(); i++) {
            Message message = reading.messages().get(i);
            String reason = FinishReasons.normalised(reading.finishReasons().get(i));
            if (!message.parts().isEmpty()) {
                pieces.add(
                        direction == Direction.INPUT
                                ? new Piece(direction, -1, message, "")
                                : new Piece(direction, i, message, reason));
            }
        }
        return pieces;
    }
}
