package dev.assay.files;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    /** What happened in a conversation, in order. */
    static List<Step> of(List<Message> messages) {
        List<Step> steps = new ArrayList<>();
        ToolResponses responses = new ToolResponses(messages);
        for (int i = 0; i < messages.size(); i++) {
            if (!Content.isAnswer(messages.get(i))) {
                continue;
            }
            int answer = i;
            steps.add(new ModelCall(answer));
            Map<String, Iterator<Part.ToolCallResponse>> given = new HashMap<>();
            for (Part part : messages.get(answer).parts()) {
                if (part instanceof Part.ToolCall call) {
                    var left = given.computeIfAbsent(call.id(), id -> responses.to(id, answer));
                    steps.add(new ToolCall(call, left.hasNext() ? Optional.of(left.next()) : Optional.empty()));
                }
            }
        }
        return steps;
    }
}
