package dev.assay.store.filter;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Score;
import dev.assay.model.ScoreValue;
import dev.assay.model.Span;
import dev.assay.store.json.MessageJson;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Holds filters against spans in memory: what the engines say in SQL, said in Java. */
public final class SpanMatch {

    private SpanMatch() {}

    /**
     * Whether a span passes.
     *
     * @param scores about the trace of the span or any span of it
     */
    public static boolean ofSpan(Filter filter, Span span, List<Score> scores) {
        List<Score> own = scores.stream()
                .filter(score -> score.traceId().equals(span.traceId())
                        && (score.spanId().isEmpty() || score.spanId().equals(span.spanId())))
                .toList();
        return holds(filter, term -> term(term, span) || scored(term, own));
    }

    /**
     * Whether a trace passes.
     *
     * @param spans all spans of the trace
     * @param scores about the trace or any of its spans
     */
    public static boolean ofTrace(Filter filter, List<Span> spans, List<Score> scores) {
        TraceAmounts amounts = TraceAmounts.of(spans);
        return holds(
                filter,
                term -> amounts.holds(term)
                        .orElseGet(() -> spans.stream().anyMatch(span -> term(term, span)) || scored(term, scores)));
    }

    private static boolean holds(Filter filter, Predicate<Filter> term) {
        return switch (filter) {
            case Filter.Everything _ -> true;
            case Filter.And(List<Filter> parts) -> parts.stream().allMatch(part -> holds(part, term));
            case Filter.Or(List<Filter> parts) -> parts.stream().anyMatch(part -> holds(part, term));
            case Filter.Not(Filter inner) -> !holds(inner, term);
            case Filter.Term _, Filter.Has _, Filter.Text _ -> term.test(filter);
        };
    }

    private static boolean term(Filter filter, Span span) {
        return switch (filter) {
            case Filter.Text(String text) ->
                contains(text.strip(), texts(span.input())) || contains(text.strip(), texts(span.output()));
            case Filter.Has(Subject subject) ->
                switch (subject) {
                    case Field field -> field.type() == Field.Type.CONTENT ? hasContent(field, span) : has(field, span);
                    case Subject.Attribute(String key) -> JsonKey.has(span.attributes(), key);
                    case Subject.Metadata(String key) -> JsonKey.has(span.metadata(), key);
                    case Subject.Score _ -> false;
                };
            case Filter.Term(Subject subject, List<Match> anyOf) ->
                switch (subject) {
                    case Field field -> anyOf.stream().anyMatch(match -> matches(field, match, span));
                    case Subject.Attribute(String key) -> matchesJson(span.attributes(), key, anyOf);
                    case Subject.Metadata(String key) -> matchesJson(span.metadata(), key, anyOf);
                    case Subject.Score _ -> false;
                };
            default -> throw new IllegalArgumentException("'" + filter + "' is no term");
        };
    }

    private static boolean has(Field field, Span span) {
        return switch (field.type()) {
            case ID, TEXT, WORD, TRUTH ->
                FieldValues.texts(field, span).findAny().isPresent();
            case NUMBER -> FieldValues.number(field, span).isPresent();
            case DURATION, TIME -> true;
            case CONTENT -> hasContent(field, span);
        };
    }

    private static boolean hasContent(Field field, Span span) {
        return switch (field) {
            case INPUT -> !span.input().isEmpty();
            case OUTPUT -> !span.output().isEmpty();
            case SYSTEM -> !span.systemInstructions().isEmpty();
            default -> !span.tools().isAbsent();
        };
    }

    private static boolean matches(Field field, Match match, Span span) {
        return switch (match) {
            case Match.Equal(String value) ->
                field.type() == Field.Type.CONTENT
                        ? contains(value.strip(), contents(field, span))
                        : FieldValues.texts(field, span).anyMatch(value::equals);
            case Match.Like(List<String> pieces) ->
                FieldValues.texts(field, span).anyMatch(text -> like(text, pieces));
            case Match.Amount(Operator operator, double value) -> {
                OptionalDouble stored = FieldValues.number(field, span);
                yield stored.isPresent() && operator.holds(Double.compare(stored.getAsDouble(), value));
            }
            case Match.Length(Operator operator, var value) ->
                operator.holds(span.duration().compareTo(value));
            case Match.Time(Operator operator, var value) ->
                operator.holds((field == Field.START ? span.startTime() : span.endTime()).compareTo(value));
        };
    }

    private static Stream<String> contents(Field field, Span span) {
        return switch (field) {
            case INPUT -> texts(span.input());
            case OUTPUT -> texts(span.output());
            case SYSTEM -> span.systemInstructions().stream().map(SpanMatch::text);
            default -> Stream.of(span.tools().text());
        };
    }

    private static boolean scored(Filter filter, List<Score> scores) {
        return switch (filter) {
            case Filter.Has(Subject.Score(String name)) ->
                scores.stream().anyMatch(score -> score.name().equals(name));
            case Filter.Term(Subject.Score(String name), List<Match> anyOf) ->
                scores.stream()
                        .filter(score -> score.name().equals(name))
                        .anyMatch(score -> anyOf.stream().anyMatch(match -> matches(score.value(), match)));
            default -> false;
        };
    }

    private static boolean matches(ScoreValue value, Match match) {
        return switch (value) {
            case ScoreValue.Numeric(double number) -> matchesNumber(number, match);
            case ScoreValue.Bool(boolean truth) -> matchesText(Boolean.toString(truth), match);
            case ScoreValue.Category(String category) -> matchesText(category, match);
            case ScoreValue.Text(String text) -> matchesText(text, match);
        };
    }

    private static boolean matchesJson(Json json, String key, List<Match> anyOf) {
        return JsonKey.scalar(json, key)
                .map(scalar -> anyOf.stream().anyMatch(match -> switch (scalar) {
                    case JsonKey.Numeric(double number) -> matchesNumber(number, match);
                    case JsonKey.Text(String text) -> matchesText(text, match);
                }))
                .orElse(false);
    }

    private static boolean matchesNumber(double number, Match match) {
        return switch (match) {
            case Match.Equal(String value) ->
                Values.number(value).map(wanted -> wanted == number).orElse(false);
            case Match.Amount(Operator operator, double wanted) -> operator.holds(Double.compare(number + 0.0, wanted));
            case Match.Like _, Match.Length _, Match.Time _ -> false;
        };
    }

    private static boolean matchesText(String text, Match match) {
        return switch (match) {
            case Match.Equal(String value) -> text.equals(value);
            case Match.Like(List<String> pieces) -> !text.isEmpty() && like(text, pieces);
            case Match.Amount _, Match.Length _, Match.Time _ -> false;
        };
    }

    /** Whether a text has the pieces of a pattern in their order, the first at the beginning and the last at the end. */
    public static boolean like(String text, List<String> pieces) {
        String first = pieces.getFirst();
        String last = pieces.getLast();
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }

    private static boolean contains(String words, Stream<String> texts) {
        String lower = words.toLowerCase(Locale.ROOT);
        String quoted = MessageJson.quote(lower).text();
        String escaped = quoted.substring(1, quoted.length() - 1);
        return texts.map(text -> text.toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains(lower) || text.contains(escaped));
    }

    private static Stream<String> texts(List<Message> messages) {
        return messages.stream().flatMap(message -> message.parts().stream()).map(SpanMatch::text);
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Text text -> text.content();
            case Part.Reasoning reasoning -> reasoning.content();
            case Part.ToolCall call -> call.name() + "\n" + call.arguments().text();
            case Part.ToolCallResponse response -> response.response().text();
            case Part.Other other -> other.value().text();
        };
    }
}
