package dev.assay.server.ingest.dialect;

import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanContent.Direction;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Messages that came beside their span, brought to it. */
public final class SpanContents {

    /** Messages that were written at one time, each in a request of its own, are read as a turn is spoken. */
    private static final Comparator<SpanContent> INPUT_ORDER = Comparator.comparing(SpanContent::time)
            .thenComparingInt(SpanContent::index)
            .thenComparingInt(content -> turn(content.message().role()))
            .thenComparing(content -> content.message().toString());

    private static final Comparator<SpanContent> OUTPUT_ORDER = Comparator.comparingInt(SpanContent::index)
            .thenComparing(SpanContent::time)
            .thenComparing(content -> content.message().toString())
            .thenComparing(SpanContent::finishReason);

    private SpanContents() {}

    /**
     * The span with the messages that came beside it as its input and output, where it brought none of its own. A span that
     * was joined with some of the contents before may be joined again with all of them: the answer depends on nothing but
     * which contents there are.
     *
     * @param contents of this span, in any order, any of them more than once
     */
    public static Span join(Span span, List<SpanContent> contents) {
        List<SpanContent> input = of(Direction.INPUT, contents, INPUT_ORDER);
        List<SpanContent> output = of(Direction.OUTPUT, contents, OUTPUT_ORDER);
        boolean takesInput = takes(span.input(), messages(input));
        boolean takesOutput = takes(span.output(), messages(output));
        List<String> reasons = output.stream()
                .map(SpanContent::finishReason)
                .filter(reason -> !reason.isEmpty())
                .toList();
        boolean takesReasons = takesOutput && takes(span.finishReasons(), reasons);
        if (!takesInput && !takesOutput) {
            return span;
        }
        SpanBuilder joined = span.toBuilder();
        joined.input = takesInput ? messages(input) : span.input();
        joined.output = takesOutput ? messages(output) : span.output();
        joined.finishReasons = takesReasons ? reasons : span.finishReasons();
        return joined.build();
    }

    private static List<SpanContent> of(
            Direction direction, List<SpanContent> contents, Comparator<SpanContent> order) {
        return contents.stream()
                .filter(content -> content.direction() == direction)
                .distinct()
                .sorted(order)
                .toList();
    }

    private static List<Message> messages(List<SpanContent> contents) {
        return contents.stream().map(SpanContent::message).toList();
    }

    /** What the span holds is nothing, or came from an earlier join. */
    private static <T> boolean takes(List<T> held, List<T> beside) {
        return !beside.isEmpty() && new HashSet<>(beside).containsAll(held);
    }

    private static int turn(String role) {
        return switch (role) {
            case "system", "developer" -> 0;
            case "user" -> 1;
            case "assistant" -> 2;
            default -> 3;
        };
    }
}
