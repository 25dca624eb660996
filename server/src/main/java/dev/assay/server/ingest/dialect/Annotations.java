package dev.assay.server.ingest.dialect;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * OpenInference's in-band feedback as scores: {@code annotations.N.annotation.*} and {@code evaluations.N.evaluation.*} on the
 * span that they are about, or on an evaluator's span that links to just the one they are about; with {@code trace.} or {@code
 * session.} before them they are about the whole of it. The attributes stay with the span.
 */
final class Annotations {

    private static final List<String> SCOPES = List.of("", "trace.", "session.");

    /** What a span's statements are about. */
    private record Target(String traceId, String spanId, String sessionId) {}

    private Annotations() {}

    static void addScores(Span span, Attributes attributes, List<Score> scores) {
        if (!attributes.hasKey(Annotations::isOne)) {
            return;
        }
        for (String scope : SCOPES) {
            Optional<Target> target = target(scope, span, attributes);
            if (target.isEmpty()) {
                continue;
            }
            add(attributes, scope + "annotations", "annotation", target.get(), span, scores);
            add(attributes, scope + "evaluations", "evaluation", target.get(), span, scores);
        }
    }

    /** Asked of every attribute, so it looks at as little as it can. */
    private static boolean isOne(String key) {
        return switch (key.isEmpty() ? ' ' : key.charAt(0)) {
            case 'a' -> key.startsWith("annotations.");
            case 'e' -> key.startsWith("evaluations.");
            case 't' -> key.startsWith("trace.annotations.") || key.startsWith("trace.evaluations.");
            case 's' -> key.startsWith("session.annotations.") || key.startsWith("session.evaluations.");
            default -> false;
        };
    }

    /** An evaluator's span is about what it links to; of more links than one nobody knows which. */
    private static Optional<Target> target(String scope, Span span, Attributes attributes) {
        if (scope.equals("session.")) {
            String session = attributes.text("session.id");
            return session.isEmpty() ? Optional.empty() : Optional.of(new Target("", "", session));
        }
        String traceId = Ids.hex(span.getTraceId());
        String spanId = Ids.hex(span.getSpanId());
        if (attributes.text("openinference.span.kind").equals("EVALUATOR") && span.getLinksCount() > 0) {
            if (span.getLinksCount() > 1) {
                return Optional.empty();
            }
            Span.Link link = span.getLinks(0);
            if (!Ids.isValid(link.getTraceId(), Dialects.TRACE_ID_LENGTH)
                    || !Ids.isValid(link.getSpanId(), Dialects.SPAN_ID_LENGTH)) {
                return Optional.empty();
            }
            traceId = Ids.hex(link.getTraceId());
            spanId = Ids.hex(link.getSpanId());
        }
        return Optional.of(new Target(traceId, scope.isEmpty() ? spanId : "", ""));
    }

    private static void add(
            Attributes attributes, String prefix, String wrapper, Target target, Span span, List<Score> scores) {
        Optional<ArrayNode> list = IndexedKeys.list(attributes, prefix);
        if (list.isEmpty()) {
            return;
        }
        Instant time = Ids.instant(span.getEndTimeUnixNano());
        for (JsonNode element : list.get()) {
            score(element.path(wrapper), target, time).ifPresent(scores::add);
        }
    }

    private static Optional<Score> score(JsonNode annotation, Target target, Instant time) {
        String name = annotation.path("name").asString("");
        String label = annotation.path("label").asString("");
        JsonNode number = annotation.path("score");
        Optional<ScoreValue> value = value(number, label);
        if (name.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        String explanation = annotation.path("explanation").asString("");
        boolean both = !label.isEmpty() && !(value.get() instanceof ScoreValue.Category);
        String comment = !both ? explanation : explanation.isEmpty() ? label : label + ": " + explanation;
        String identifier = annotation.path("identifier").asString("");
        String kind = annotation.path("annotator_kind").asString("");
        String identity =
                String.join("\n", target.traceId(), target.spanId(), target.sessionId(), name, identifier, kind);
        return Optional.of(new Score(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                name,
                value.get(),
                comment,
                source(kind),
                identifier,
                "",
                target.traceId(),
                target.spanId(),
                target.sessionId(),
                "",
                time));
    }

    private static Optional<ScoreValue> value(JsonNode number, String label) {
        if (number.isBoolean()) {
            return Optional.of(new ScoreValue.Bool(number.booleanValue()));
        }
        var score = Values.number(number.asString(""));
        if (score.isPresent() && ScoreValue.isMeasurement(score.getAsDouble())) {
            return Optional.of(new ScoreValue.Numeric(score.getAsDouble()));
        }
        return label.isEmpty() ? Optional.empty() : Optional.of(new ScoreValue.Category(label));
    }

    /** Where it is not told, a model made it: that is what the convention is for. */
    private static ScoreSource source(String kind) {
        return switch (kind.toUpperCase(Locale.ROOT)) {
            case "HUMAN" -> ScoreSource.HUMAN;
            case "CODE" -> ScoreSource.ASSERTION;
            default -> ScoreSource.JUDGE;
        };
    }
}
