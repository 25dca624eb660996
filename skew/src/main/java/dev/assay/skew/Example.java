package dev.assay.skew;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One call or conversation: what went in and what came out.
 *
 * @param input of a conversation, all that the model did not write
 * @param output of a conversation, all that it wrote; empty where nobody logged it
 * @param session examples of one session are not independent of each other; empty where there is none
 * @param metadata what results may be sliced by
 * @param envelope what else was told of the call
 */
public record Example(
        List<Message> input,
        List<Message> output,
        String session,
        Optional<Instant> time,
        Map<String, String> metadata,
        Envelope envelope) {

    public Example {
        input = List.copyOf(input);
        output = List.copyOf(output);
        metadata = Map.copyOf(metadata);
    }

    /** An example of texts alone; an empty output is none. */
    public static Example of(String input, String output) {
        return new Example(
                input.isEmpty() ? List.of() : List.of(Message.text("user", input)),
                output.isEmpty() ? List.of() : List.of(Message.text("assistant", output)),
                "",
                Optional.empty(),
                Map.of(),
                Envelope.NONE);
    }

    /** The same with a session. */
    public Example inSession(String name) {
        return new Example(input, output, name, time, metadata, envelope);
    }

    /** The text of all messages, those of one role where one is named. */
    public static String text(List<Message> messages, String role) {
        return messages.stream()
                .filter(message -> role.isEmpty() || message.role().equals(role))
                .flatMap(message -> message.parts().stream())
                .map(Example::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Text text -> text.content();
            case Part.ToolCallResponse response -> response.response().text();
            case Part.Reasoning _, Part.ToolCall _, Part.Other _ -> "";
        };
    }

    /** What the input says; where users said something among other roles, what they said. */
    public String question() {
        String user = text(input, "user");
        return user.isEmpty() ? text(input, "") : user;
    }

    public String answer() {
        return text(output, "");
    }

    /** About how many characters it holds. */
    public long size() {
        return size(input) + size(output);
    }

    private static long size(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.parts().stream())
                .mapToLong(part -> switch (part) {
                    case Part.Text text -> text.content().length();
                    case Part.Reasoning reasoning -> reasoning.content().length();
                    case Part.ToolCall call -> call.arguments().text().length();
                    case Part.ToolCallResponse response ->
                        response.response().text().length();
                    case Part.Other other -> other.value().text().length();
                })
                .sum();
    }
}
