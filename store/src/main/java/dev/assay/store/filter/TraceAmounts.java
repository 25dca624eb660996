package dev.assay.store.filter;

import dev.assay.model.Span;
import dev.assay.model.Status;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceSummaries;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the numbers and times of a trace's spans come to, as a list shows them: usage over inference leaves, the time from the first start
 * to the last end, the start of the span that stands for it; and whether it failed.
 */
record TraceAmounts(List<Span> leaves, Instant start, Instant end, Duration duration, boolean failed) {

    static TraceAmounts of(List<Span> spans) {
        List<SpanRow> rows = spans.stream().map(SpanRow::of).toList();
        Set<String> leaves = TraceSummaries.inferenceLeaves(rows).stream()
                .map(SpanRow::spanId)
                .collect(Collectors.toSet());
        Instant first = spans.stream()
                .map(Span::startTime)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end =
                spans.stream().map(Span::endTime).max(Comparator.naturalOrder()).orElseThrow();
        SpanRow head = TraceSummaries.head(rows);
        return new TraceAmounts(
                spans.stream().filter(span -> leaves.contains(span.spanId())).toList(),
                head.startTime(),
                end,
                end.isBefore(first) ? Duration.ZERO : Duration.between(first, end),
                TraceSummaries.status(head, rows) == Status.ERROR);
    }

    /** Empty where the term asks for no amount. */
    Optional<Boolean> holds(Filter term) {
        return switch (term) {
            case Filter.Has(Field field) ->
                switch (field.type()) {
                    case NUMBER -> Optional.of(number(field).isPresent());
                    case DURATION, TIME, TRUTH -> Optional.of(true);
                    case ID, TEXT, WORD, CONTENT -> Optional.empty();
                };
            case Filter.Term(Field field, List<Match> anyOf) ->
                switch (field.type()) {
                    case NUMBER, DURATION, TIME, TRUTH ->
                        Optional.of(anyOf.stream().anyMatch(match -> matches(field, match)));
                    case ID, TEXT, WORD, CONTENT -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private boolean matches(Field field, Match match) {
        return switch (match) {
            case Match.Amount(Operator operator, double value) -> {
                OptionalDouble number = number(field);
                yield number.isPresent() && operator.holds(Double.compare(number.getAsDouble(), value));
            }
            case Match.Length(Operator operator, var value) -> operator.holds(duration.compareTo(value));
            case Match.Time(Operator operator, var value) ->
                operator.holds((field == Field.START ? start : end).compareTo(value));
            case Match.Equal(String value) -> value.equals(Boolean.toString(failed));
            case Match.Like _ -> false;
        };
    }

    private OptionalDouble number(Field field) {
        List<OptionalDouble> told = leaves.stream()
                .map(span -> FieldValues.number(field, span))
                .filter(OptionalDouble::isPresent)
                .toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        told.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    }
}
