package dev.assay.server.ingest.dialect;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evaluations that clients write as events, as scores. */
final class Evaluations {

    static final String EVENT = "gen_ai.evaluation.result";

    private Evaluations() {}

    /**
     * The score of an evaluation event. Its id follows from what it says, so that it is one score however often it arrives.
     *
     * @param traceId of the span that was evaluated, or empty
     * @return empty where it says no value, or not of what
     */
    static Optional<Score> score(Attributes attributes, String traceId, String spanId, Instant time) {
        String name = attributes.text("gen_ai.evaluation.name");
        String session = attributes.text("gen_ai.conversation.id");
        String response = attributes.text("gen_ai.response.id");
        Optional<ScoreValue> value = value(attributes);
        boolean aboutNothing = traceId.isEmpty() && session.isEmpty() && response.isEmpty();
        if (name.isEmpty() || value.isEmpty() || aboutNothing) {
            return Optional.empty();
        }
        String evaluator = attributes.text("gen_ai.evaluation.evaluator.id");
        String version = attributes.text("gen_ai.evaluation.evaluator.version");
        String identity =
                String.join("\n", traceId, spanId, session, name, evaluator, version, response, time.toString());
        return Optional.of(new Score(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                name,
                value.get(),
                comment(attributes, value.get()),
                source(attributes),
                evaluator,
                version,
                traceId,
                spanId,
                traceId.isEmpty() && response.isEmpty() ? session : "",
                traceId.isEmpty() ? response : "",
                time));
    }

    private static Optional<ScoreValue> value(Attributes attributes) {
        @Nullable AnyValue value = attributes.get("gen_ai.evaluation.score.value");
        if (value != null) {
            if (value.hasBoolValue()) {
                return Optional.of(new ScoreValue.Bool(value.getBoolValue()));
            }
            OptionalDouble number = Values.number(value);
            if (number.isPresent() && ScoreValue.isMeasurement(number.getAsDouble())) {
                return Optional.of(new ScoreValue.Numeric(number.getAsDouble()));
            }
        }
        String label = attributes.text("gen_ai.evaluation.score.label");
        return label.isEmpty() ? Optional.empty() : Optional.of(new ScoreValue.Category(label));
    }

    /** A score has one value, so the label that came with a number stands before the explanation. */
    private static String comment(Attributes attributes, ScoreValue value) {
        String explanation = attributes.text("gen_ai.evaluation.explanation");
        String label = attributes.text("gen_ai.evaluation.score.label");
        if (label.isEmpty() || value instanceof ScoreValue.Category) {
            return explanation;
        }
        return explanation.isEmpty() ? label : label + ": " + explanation;
    }

    /** Where the event does not say what evaluated, it was a model: that is what the convention is about. */
    private static ScoreSource source(Attributes attributes) {
        String type = attributes.text("gen_ai.evaluation.evaluator.type");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "human" -> ScoreSource.HUMAN;
            case "user" -> ScoreSource.USER;
            case "code", "heuristic", "assertion", "rule" -> ScoreSource.ASSERTION;
            default -> ScoreSource.JUDGE;
        };
    }
}
