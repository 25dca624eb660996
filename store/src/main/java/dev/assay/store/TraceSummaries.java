package dev.assay.store;

import dev.assay.model.Score;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** How the spans of one trace become one row. Every engine uses this, so that all give the same answer. */
public final class TraceSummaries {

    private static final Comparator<SpanRow> BY_START =
            Comparator.comparing(SpanRow::startTime).thenComparing(SpanRow::spanId);

    private TraceSummaries() {}

    /**
     * What all spans of a trace come to.
     *
     * @param start the earliest start
     * @param end the latest end
     * @param inputTokens over inference leaves, where any told
     */
    public record Totals(
            Instant start,
            Instant end,
            int spanCount,
            int errorCount,
            OptionalLong inputTokens,
            OptionalLong outputTokens,
            OptionalDouble costUsd) {

        private static Totals of(List<SpanRow> ordered) {
            List<SpanRow> leaves = inferenceLeaves(ordered);
            Instant start = ordered.getFirst().startTime();
            return new Totals(
                    start,
                    ordered.stream()
                            .map(SpanRow::endTime)
                            .max(Comparator.naturalOrder())
                            .orElse(start),
                    ordered.size(),
                    (int) ordered.stream()
                            .filter(s -> s.status() == Status.ERROR)
                            .count(),
                    sumLong(leaves, SpanRow::inputTokens),
                    sumLong(leaves, SpanRow::outputTokens),
                    sumCost(leaves));
        }
    }

    /**
     * @param spans all spans of one trace, at least one, in any order
     * @param scores about the trace or any of its spans
     */
    public static TraceSummary of(List<SpanRow> spans, List<Score> scores) {
        List<SpanRow> ordered = spans.stream().sorted(BY_START).toList();
        return of(ordered, Totals.of(ordered), scores);
    }

    /**
     * @param telling of the spans of one trace, in any order, at least these: the first; the first root; the first that
     *     failed; the first with a session, a user, an environment, a service, a preview of its input; of calls of a model the
     *     last to end with a preview of its output, and the first with each model; the first with each list of tags
     * @param totals of all its spans
     * @param scores about the trace or any of its spans
     */
    public static TraceSummary of(List<SpanRow> telling, Totals totals, List<Score> scores) {
        List<SpanRow> ordered = telling.stream().sorted(BY_START).toList();
        SpanRow head = head(ordered);
        Instant start = totals.start();
        Instant end = totals.end();
        return new TraceSummary(
                head.traceId(),
                head.name(),
                head.startTime(),
                end.isBefore(start) ? Duration.ZERO : Duration.between(start, end),
                totals.spanCount(),
                totals.errorCount(),
                status(head, ordered),
                models(ordered),
                totals.inputTokens(),
                totals.outputTokens(),
                totals.costUsd(),
                firstText(head, ordered, SpanRow::sessionId),
                firstText(head, ordered, SpanRow::userId),
                firstText(head, ordered, SpanRow::environment),
                firstText(head, ordered, SpanRow::service),
                tags(ordered),
                firstText(head, ordered, SpanRow::inputPreview),
                head.outputPreview().isEmpty() ? lastOutput(ordered) : head.outputPreview(),
                scores);
    }

    /** The span that stands for the trace: its first root, or its first span where no root has arrived. */
    public static SpanRow head(List<SpanRow> spans) {
        List<SpanRow> ordered = spans.stream().sorted(BY_START).toList();
        return ordered.stream().filter(SpanRow::isRoot).findFirst().orElse(ordered.getFirst());
    }

    /**
     * That of its root; where none has arrived, an error as soon as any span has one.
     *
     * @param head the span that stands for the trace
     */
    public static Status status(SpanRow head, List<SpanRow> spans) {
        if (head.isRoot()) {
            return head.status();
        }
        return spans.stream().anyMatch(s -> s.status() == Status.ERROR) ? Status.ERROR : head.status();
    }

    /** Calls of a model below which no other call of a model told its usage: clients repeat usage on ancestors. */
    public static List<SpanRow> inferenceLeaves(List<SpanRow> spans) {
        Map<String, SpanRow> byId = HashMap.newHashMap(spans.size());
        spans.forEach(span -> byId.put(span.spanId(), span));
        Set<String> ancestors = new HashSet<>();
        for (SpanRow span : spans) {
            if (tellsUsage(span)) {
                String parent = span.parentSpanId();
                while (!parent.isEmpty() && ancestors.add(parent)) {
                    SpanRow above = byId.get(parent);
                    parent = above == null ? "" : above.parentSpanId();
                }
            }
        }
        return spans.stream()
                .filter(span -> tellsUsage(span) && !ancestors.contains(span.spanId()))
                .toList();
    }

    private static boolean tellsUsage(SpanRow span) {
        return span.kind().isInference()
                && (span.inputTokens().isPresent()
                        || span.outputTokens().isPresent()
                        || span.costUsd().isPresent());
    }

    private static List<String> models(List<SpanRow> ordered) {
        Set<String> models = new LinkedHashSet<>();
        for (SpanRow span : ordered) {
            if (span.kind().isInference() && !span.model().isEmpty()) {
                models.add(span.model());
            }
        }
        return List.copyOf(models);
    }

    private static List<String> tags(List<SpanRow> ordered) {
        Set<String> tags = new LinkedHashSet<>();
        ordered.forEach(span -> tags.addAll(span.tags()));
        return List.copyOf(tags);
    }

    private static OptionalLong sumLong(List<SpanRow> spans, Function<SpanRow, OptionalLong> field) {
        ToLongFunction<OptionalLong> value = OptionalLong::getAsLong;
        List<OptionalLong> told =
                spans.stream().map(field).filter(OptionalLong::isPresent).toList();
        return told.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(told.stream().mapToLong(value).sum());
    }

    private static OptionalDouble sumCost(List<SpanRow> spans) {
        ToDoubleFunction<OptionalDouble> value = OptionalDouble::getAsDouble;
        List<OptionalDouble> told = spans.stream()
                .map(SpanRow::costUsd)
                .filter(OptionalDouble::isPresent)
                .toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(told.stream().mapToDouble(value).sum());
    }

    private static String firstText(SpanRow head, List<SpanRow> ordered, Function<SpanRow, String> field) {
        if (!field.apply(head).isEmpty()) {
            return field.apply(head);
        }
        return ordered.stream()
                .map(field)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String lastOutput(List<SpanRow> ordered) {
        return ordered.stream()
                .filter(span ->
                        span.kind().isInference() && !span.outputPreview().isEmpty())
                .max(Comparator.comparing(SpanRow::endTime).thenComparing(SpanRow::spanId))
                .map(SpanRow::outputPreview)
                .orElse("");
    }
}
