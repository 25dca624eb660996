package dev.assay.files;

import dev.assay.model.Message;
import java.util.List;

/** What was said. */
public sealed interface Content {

    /**
     * One call of a model.
     *
     * @param output empty where nobody logged the answer
     */
    record Call(List<Message> input, List<Message> output) implements Content {
        public Call {
            input = List.copyOf(input);
            output = List.copyOf(output);
        }
    }

    /**
     * Several calls of a model, and of tools between them, as one list of messages.
     *
     * @param messages with at least one by the assistant
     */
    record Conversation(List<Message> messages) implements Content {
        public Conversation {
            messages = List.copyOf(messages);
        }

        /** What happened, in order. */
        public List<Step> steps() {
            return Step.of(messages);
        }
    }

    /** A list that ends with its only answer is one call; so is one without any answer. */
    static Content of(List<Message> messages) {
        long answers = messages.stream().filter(Content::isAnswer).count();
        if (answers == 0) {
            return new Call(messages, List.of());
        }
        boolean oneCall = answers == 1 && isAnswer(messages.getLast());
        return oneCall
                ? new Call(messages.subList(0, messages.size() - 1), List.of(messages.getLast()))
                : new Conversation(messages);
    }

    static boolean isAnswer(Message message) {
        return message.role().equals("assistant");
    }
}
