package dev.assay.store.memory;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceFilter.Condition;
import java.util.List;
import java.util.Locale;

/** Whether the spans of a trace pass a filter. */
final class SpanMatch {

    private SpanMatch() {}

    static boolean all(TraceFilter filter, List<Span> spans) {
        return filter.conditions().stream().allMatch(c -> spans.stream().anyMatch(span -> matches(c, span)))
                && (filter.text().isBlank()
                        || spans.stream()
                                .anyMatch(span -> contains(filter.text().strip().toLowerCase(Locale.ROOT), span)));
    }

    private static boolean matches(Condition condition, Span span) {
        String value = condition.value();
        return switch (condition.field()) {
            case MODEL ->
                span.requestModel().equals(value) || span.responseModel().equals(value);
            case PROVIDER -> span.provider().equals(value);
            case KIND -> span.kind().label().equalsIgnoreCase(value);
            case STATUS -> span.status().label().equalsIgnoreCase(value);
            case NAME -> span.name().equals(value);
            case SERVICE -> span.service().equals(value);
            case ENVIRONMENT -> span.environment().equals(value);
            case SESSION -> span.sessionId().equals(value);
            case USER -> span.userId().equals(value);
            case TAG -> span.tags().contains(value);
        };
    }

    private static boolean contains(String words, Span span) {
        return contains(words, span.input()) || contains(words, span.output());
    }

    private static boolean contains(String words, List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.parts().stream())
                .anyMatch(part -> text(part).toLowerCase(Locale.ROOT).contains(words));
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
