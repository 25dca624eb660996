package dev.assay.files;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.List;

/** A conversation of items, as OpenAI's responses API has it: what the model does between two inputs becomes one message. */
final class Turns {

    private final List<Message> messages = new ArrayList<>();

    /** No message yet: it would be copied with each part that joins it. */
    private final List<Part> doing = new ArrayList<>();

    /** The model said or did this, and may go on. */
    void does(List<Part> parts) {
        doing.addAll(parts);
    }

    /** All so far, to which others may be added. */
    List<Message> messages() {
        if (!doing.isEmpty()) {
            boolean goesOn = !messages.isEmpty() && messages.getLast().role().equals("assistant");
            Message begun = goesOn ? messages.removeLast() : Message.of("assistant");
            doing.addAll(0, begun.parts());
            messages.add(new Message("assistant", begun.name(), doing));
            doing.clear();
        }
        return messages;
    }
}
