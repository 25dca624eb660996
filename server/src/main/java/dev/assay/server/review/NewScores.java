package dev.assay.server.review;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.server.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the scores of a request: one object or an array of them. Each error names the score, the field and the value. */
final class NewScores {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_SCORES = 10_000;
    private static final int MAX_NAME = 200;
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("[0-9a-fA-F]{16}");
    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "value",
            "kind",
            "comment",
            "source",
            "evaluator",
            "evaluatorVersion",
            "traceId",
            "spanId",
            "sessionId",
            "responseId",
            "time");

    private final Instant now;
    private final Supplier<String> ids;

    NewScores(Instant now, Supplier<String> ids) {
        this.now = now;
        this.ids = ids;
    }

    List<Score> read(byte[] body) {
        JsonNode root = parse(body);
        if (root.isObject()) {
            return List.of(score(root, "the score"));
        }
        if (!root.isArray() || root.isEmpty() || root.size() > MAX_SCORES) {
            throw ProblemException.badRequest("the body is "
                    + (root.isArray()
                            ? "an array of " + root.size()
                            : root.getNodeType().name().toLowerCase(Locale.ROOT))
                    + " (expected: a score, or an array of 1 to " + MAX_SCORES + " scores)");
        }
        List<Score> scores = new ArrayList<>(root.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < root.size(); i++) {
            Score score = score(root.get(i), "score " + i);
            if (!seen.add(score.id())) {
                throw ProblemException.badRequest("score " + i + " has the id '" + score.id()
                        + "' of one before it (expected: each id once in a request)");
            }
            scores.add(score);
        }
        return scores;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ProblemException(400, "the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Score score(JsonNode node, String which) {
        if (!node.isObject()) {
            throw ProblemException.badRequest(which + " is " + node + " (expected: an object)");
        }
        for (String field : node.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw ProblemException.badRequest(
                        which + " has the field '" + field + "' (expected: " + String.join(", ", FIELDS) + ")");
            }
        }
        String name = text(node, "name", which);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw ProblemException.badRequest(
                    which + " has the name '" + name + "' (expected: 1 to " + MAX_NAME + " characters)");
        }
        String traceId = id(node, "traceId", TRACE_ID, "32 hexadecimal digits", which);
        String spanId = id(node, "spanId", SPAN_ID, "16 hexadecimal digits", which);
        String sessionId = text(node, "sessionId", which);
        if (traceId.isEmpty()
                && sessionId.isEmpty()
                && text(node, "responseId", which).isEmpty()) {
            throw ProblemException.badRequest(
                    which + " names nothing (expected: a traceId, a responseId, or a sessionId)");
        }
        if (!spanId.isEmpty() && traceId.isEmpty()) {
            throw ProblemException.badRequest(which + " has a spanId alone (expected: a traceId beside it)");
        }
        String id = text(node, "id", which);
        if (id.length() > MAX_NAME) {
            throw ProblemException.badRequest(
                    which + " has an id of " + id.length() + " characters (expected: at most " + MAX_NAME + ")");
        }
        return new Score(
                id.isEmpty() ? ids.get() : id,
                name,
                value(node, which),
                text(node, "comment", which),
                source(node, which),
                text(node, "evaluator", which),
                text(node, "evaluatorVersion", which),
                traceId,
                spanId,
                sessionId,
                text(node, "responseId", which),
                time(node, which));
    }

    private static String text(JsonNode node, String field, String which) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw ProblemException.badRequest(which + " has the " + field + " " + value + " (expected: text)");
        }
        return value.stringValue();
    }

    private static String id(JsonNode node, String field, Pattern form, String expected, String which) {
        String id = text(node, field, which);
        if (!id.isEmpty() && !form.matcher(id).matches()) {
            throw ProblemException.badRequest(
                    which + " has the " + field + " '" + id + "' (expected: " + expected + ")");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    private static ScoreValue value(JsonNode node, String which) {
        JsonNode value = node.path("value");
        String kind = text(node, "kind", which);
        ScoreValue natural = natural(value, which);
        return switch (kind) {
            case "" -> natural;
            case "number" -> ofKind(natural, ScoreValue.Numeric.class, kind, which);
            case "boolean" -> ofKind(natural, ScoreValue.Bool.class, kind, which);
            case "category" -> ofKind(natural, ScoreValue.Category.class, kind, which);
            case "text" ->
                new ScoreValue.Text(
                        ofKind(natural, ScoreValue.Category.class, kind, which).value());
            default ->
                throw ProblemException.badRequest(
                        which + " has the kind '" + kind + "' (expected: number, boolean, category or text)");
        };
    }

    private static <T extends ScoreValue> T ofKind(ScoreValue natural, Class<T> type, String kind, String which) {
        if (!type.isInstance(natural)) {
            throw ProblemException.badRequest(
                    which + " has the value " + natural + " (expected: a " + kind + ", as its kind says)");
        }
        return type.cast(natural);
    }

    private static ScoreValue natural(JsonNode value, String which) {
        OptionalDouble number = value.isNumber() ? value.doubleValueOpt() : OptionalDouble.empty();
        if (number.isPresent() && ScoreValue.isMeasurement(number.getAsDouble())) {
            return new ScoreValue.Numeric(number.getAsDouble());
        }
        if (value.isBoolean()) {
            return new ScoreValue.Bool(value.booleanValue());
        }
        if (value.isString() && !value.stringValue().isEmpty()) {
            return new ScoreValue.Category(value.stringValue());
        }
        throw ProblemException.badRequest(which + " has the value " + (value.isMissingNode() ? "nothing" : value)
                + " (expected: a number of at most 1e100, true, false, or text)");
    }

    private static ScoreSource source(JsonNode node, String which) {
        String source = text(node, "source", which);
        return switch (source) {
            case "", "user" -> ScoreSource.USER;
            case "human" -> ScoreSource.HUMAN;
            case "assertion" -> ScoreSource.ASSERTION;
            case "judge" -> ScoreSource.JUDGE;
            default ->
                throw ProblemException.badRequest(
                        which + " has the source '" + source + "' (expected: human, assertion, judge or user)");
        };
    }

    private Instant time(JsonNode node, String which) {
        String time = text(node, "time", which);
        if (time.isEmpty()) {
            return now;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    400, which + " has the time '" + time + "' (expected: a time like 2026-11-23T14:00:00Z)", e);
        }
    }
}
