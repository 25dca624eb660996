package dev.assay.store;

import dev.assay.model.Message;
import dev.assay.model.Score;
import dev.assay.model.SessionSummary;
import dev.assay.model.Span;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** How traces become a session. Every engine uses this, so that all give the same answer. */
public final class Sessions {

    /** The order of the turns. */
    public static final Comparator<TraceSummary> OLDEST_FIRST =
            Comparator.comparing(TraceSummary::startTime).thenComparing(TraceSummary::traceId);

    private Sessions() {}

    /**
     * @param traces of the session, at least one, in any order
     * @param scores about the session itself, oldest first
     */
    public static SessionSummary of(String sessionId, List<TraceSummary> traces, List<Score> scores) {
        List<TraceSummary> ordered = traces.stream().sorted(OLDEST_FIRST).toList();
        Set<String> models = new LinkedHashSet<>();
        ordered.forEach(trace -> models.addAll(trace.models()));
        return new SessionSummary(
                sessionId,
                first(ordered, TraceSummary::userId),
                first(ordered, TraceSummary::environment),
                first(ordered, TraceSummary::service),
                ordered.getFirst().startTime(),
                ordered.getLast().startTime(),
                ordered.size(),
                (int) ordered.stream()
                        .filter(trace -> trace.status() == Status.ERROR)
                        .count(),
                List.copyOf(models),
                sum(ordered, TraceSummary::inputTokens),
                sum(ordered, TraceSummary::outputTokens),
                cost(ordered),
                first(ordered, TraceSummary::inputPreview),
                first(ordered.reversed(), TraceSummary::outputPreview),
                scores);
    }

    private static String first(List<TraceSummary> traces, Function<TraceSummary, String> field) {
        return traces.stream()
                .map(field)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static OptionalLong sum(List<TraceSummary> traces, Function<TraceSummary, OptionalLong> field) {
        List<OptionalLong> told =
                traces.stream().map(field).filter(OptionalLong::isPresent).toList();
        return told.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        told.stream().mapToLong(OptionalLong::getAsLong).sum());
    }

    private static OptionalDouble cost(List<TraceSummary> traces) {
        List<OptionalDouble> told = traces.stream()
                .map(TraceSummary::costUsd)
                .filter(OptionalDouble::isPresent)
                .toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        told.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    }

    /**
     * The span that has what a trace adds to its conversation: the one that stands for the trace where it has texts, else the
     * last call of a model that answered.
     *
     * @param spans all spans of one trace
     */
    public static Optional<SpanRow> speaker(List<SpanRow> spans) {
        SpanRow head = TraceSummaries.head(spans);
        if (!head.inputPreview().isEmpty() || !head.outputPreview().isEmpty()) {
            return Optional.of(head);
        }
        return spans.stream()
                .filter(span ->
                        span.kind().isInference() && !span.outputPreview().isEmpty())
                .max(Comparator.comparing(SpanRow::endTime).thenComparing(SpanRow::spanId));
    }

    /**
     * What a span adds to a conversation: its input from the last thing the user said, or where the user said nothing from
     * behind the last answer, and its output.
     */
    public static List<Message> messages(Span span) {
        List<Message> input = span.input();
        int from = lastOf(input, "user");
        while (from > 0 && input.get(from - 1).role().equals("user")) {
            from--;
        }
        if (from < 0) {
            from = lastOf(input, "assistant") + 1;
        }
        List<Message> messages = new ArrayList<>(input.subList(from, input.size()));
        messages.addAll(span.output());
        return messages;
    }

    private static int lastOf(List<Message> messages, String role) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals(role)) {
                return i;
            }
        }
        return -1;
    }
}
