package dev.assay.files;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing that happened in a conversation. */
public sealed interface Step {

    /**
     * A call of the model.
     *
     * @param answer the index of the message that came out; all messages before it went in
     */
    record ModelCall(int answer) implements Step {}

    /**
     * A call of a tool.
     *
     * @param response empty where the conversation ends before the tool answered
     */
    record ToolCall(Part.ToolCall call, Optional<Part.ToolCallResponse> response) implements Step {}

    /** A response belongs to the call whose id it names; without ids, the first to the first. */
    static List<Step> of(List<Message> messages) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (!Content.isAnswer(messages.get(i))) {
                continue;
            }
            steps.add(new ModelCall(i));
            List<Part.ToolCallResponse> responses = responses(messages, i);
            for (Part part : messages.get(i).parts()) {
                if (part instanceof Part.ToolCall call) {
                    Optional<Part.ToolCallResponse> response = responses.stream()
                            .filter(given -> given.id().equals(call.id()))
                            .findFirst();
                    response.ifPresent(responses::remove);
                    steps.add(new ToolCall(call, response));
                }
            }
        }
        return steps;
    }

    /** What tools answered after this message and before the model's next one; a late answer is found by its id. */
    private static List<Part.ToolCallResponse> responses(List<Message> messages, int answer) {
        List<Part.ToolCallResponse> responses = new ArrayList<>();
        boolean next = false;
        for (Message message : messages.subList(answer + 1, messages.size())) {
            next = next || Content.isAnswer(message);
            for (Part part : message.parts()) {
                if (part instanceof Part.ToolCallResponse response
                        && (!next || !response.id().isEmpty())) {
                    responses.add(response);
                }
            }
        }
        return responses;
    }
}
