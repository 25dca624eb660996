package dev.assay.store.filter;

import dev.assay.model.Json;
import dev.assay.model.Score;
import dev.assay.model.ScoreValue;
import dev.assay.model.Span;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a span says in a field. */
public final class FieldValues {

    private FieldValues() {}

    /** The texts of a field of type ID, TEXT, WORD or TRUTH; none where it is absent. */
    public static Stream<String> texts(Field field, Span span) {
        Stream<String> texts = switch (field) {
            case TRACE -> Stream.of(span.traceId());
            case SPAN -> Stream.of(span.spanId());
            case PARENT -> Stream.of(span.parentSpanId());
            case NAME -> Stream.of(span.name());
            case KIND -> Stream.of(span.kind().label());
            case STATUS -> Stream.of(span.status().label());
            case FAILED -> Stream.of(Boolean.toString(span.status() == Status.ERROR));
            case OPERATION -> Stream.of(span.operation());
            case PROVIDER -> Stream.of(span.provider());
            case MODEL -> Stream.of(span.requestModel(), span.responseModel());
            case REQUEST_MODEL -> Stream.of(span.requestModel());
            case RESPONSE_MODEL -> Stream.of(span.responseModel());
            case RESPONSE_ID -> Stream.of(span.responseId());
            case ERROR_TYPE -> Stream.of(span.errorType());
            case ERROR_MESSAGE -> Stream.of(span.errorMessage());
            case FINISH -> span.finishReasons().stream();
            case SESSION -> Stream.of(span.sessionId());
            case USER -> Stream.of(span.userId());
            case TAG -> span.tags().stream();
            case PROMPT -> Stream.of(span.promptName());
            case PROMPT_VERSION -> Stream.of(span.promptVersion());
            case SERVICE -> Stream.of(span.service());
            case ENVIRONMENT -> Stream.of(span.environment());
            case CLIENT -> Stream.of(span.client().name());
            case CLIENT_VERSION -> Stream.of(span.client().version());
            case DIALECT -> Stream.of(span.client().dialect());
            case INPUT, OUTPUT, SYSTEM, TOOLS -> Stream.empty();
            case TOKENS, INPUT_TOKENS, OUTPUT_TOKENS, CACHE_READ_TOKENS, CACHE_WRITE_TOKENS -> Stream.empty();
            case REASONING_TOKENS, COST, DURATION, START, END -> Stream.empty();
        };
        return texts.filter(text -> !text.isEmpty());
    }

    /**
     * The different values by which spans are grouped; none where they are absent.
     *
     * @param scores those that count for the span, or for the trace of which it is one
     */
    public static Stream<String> grouped(Subject subject, Span span, List<Score> scores) {
        Stream<String> values = switch (subject) {
            case Field field -> texts(field, span);
            case Subject.Attribute(String key) -> JsonKey.text(span.attributes(), key).stream();
            case Subject.Metadata(String key) -> JsonKey.text(span.metadata(), key).stream();
            case Subject.Score(String name) ->
                scores.stream().filter(score -> score.name().equals(name)).map(score -> text(score.value()));
        };
        return values.filter(value -> !value.isEmpty()).distinct();
    }

    /** The keys that can be asked for of attributes or metadata. */
    public static Stream<String> keys(Json json) {
        return JsonKey.keys(json).stream();
    }

    private static String text(ScoreValue value) {
        return switch (value) {
            case ScoreValue.Numeric(double number) -> FilterText.number(number);
            case ScoreValue.Bool(boolean truth) -> Boolean.toString(truth);
            case ScoreValue.Category(String category) -> category;
            case ScoreValue.Text(String text) -> text;
        };
    }

    /** The number of a field of type NUMBER; empty where it is absent. */
    static OptionalDouble number(Field field, Span span) {
        return number(field, span.usage(), span.costUsd());
    }

    /** The number of a field of type NUMBER, of a call or of many together; empty where it is absent. */
    public static OptionalDouble number(Field field, Usage usage, OptionalDouble cost) {
        return switch (field) {
            case TOKENS ->
                usage.isKnown()
                        ? OptionalDouble.of(usage.inputTokens().orElse(0)
                                + (double) usage.outputTokens().orElse(0))
                        : OptionalDouble.empty();
            case INPUT_TOKENS -> decimal(usage.inputTokens());
            case OUTPUT_TOKENS -> decimal(usage.outputTokens());
            case CACHE_READ_TOKENS -> decimal(usage.cacheReadTokens());
            case CACHE_WRITE_TOKENS -> decimal(usage.cacheWriteTokens());
            case REASONING_TOKENS -> decimal(usage.reasoningTokens());
            case COST -> cost;
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble decimal(OptionalLong number) {
        return number.isPresent() ? OptionalDouble.of((double) number.getAsLong()) : OptionalDouble.empty();
    }
}
