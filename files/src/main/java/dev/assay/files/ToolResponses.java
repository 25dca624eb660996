package dev.assay.files;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tools answered in a conversation, found in a time that grows with its length alone. */
final class ToolResponses {

    private final List<Message> messages;
    private final Map<String, Deque<Given>> named = new HashMap<>();

    /** @param message the index of the one that it is in */
    private record Given(int message, Part.ToolCallResponse response) {}

    ToolResponses(List<Message> messages) {
        this.messages = messages;
        for (int i = 0; i < messages.size(); i++) {
            int message = i;
            responses(messages.get(i))
                    .filter(response -> !response.id().isEmpty())
                    .forEach(response -> named.computeIfAbsent(response.id(), _ -> new ArrayDeque<>())
                            .add(new Given(message, response)));
        }
    }

    /**
     * Those to the calls of an answer with this id, in order: however late they come where they name it; without ids, those before the next
     * answer. To be asked for one answer after the other.
     *
     * @param answer the index of its message
     */
    Iterator<Part.ToolCallResponse> to(String id, int answer) {
        return id.isEmpty() ? unnamed(answer) : named(named.get(id), answer);
    }

    /** What lies before the answer is dropped: no later one asks for it. */
    private static Iterator<Part.ToolCallResponse> named(@Nullable Deque<Given> given, int answer) {
        if (given == null) {
            return Collections.emptyIterator();
        }
        while (!given.isEmpty() && given.getFirst().message <= answer) {
            given.removeFirst();
        }
        return given.stream().map(Given::response).iterator();
    }

    private Iterator<Part.ToolCallResponse> unnamed(int answer) {
        return messages.subList(answer + 1, messages.size()).stream()
                .takeWhile(message -> !Content.isAnswer(message))
                .flatMap(ToolResponses::responses)
                .filter(response -> response.id().isEmpty())
                .iterator();
    }

    private static Stream<Part.ToolCallResponse> responses(Message message) {
        return message.parts().stream()
                .filter(Part.ToolCallResponse.class::isInstance)
                .map(Part.ToolCallResponse.class::cast);
    }
}
