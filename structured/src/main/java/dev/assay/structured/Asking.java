package dev.assay.structured;

import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import java.util.Optional;

/** Asks until there is a valid answer. */
final class Asking {
    private Asking() {}

    static <T> Answer<T> ask(Config config, Shape<T> shape, Prompt prompt) {
        Conversation<T> conversation = new Conversation<>(config, shape, prompt, false);
        while (true) {
            Optional<Answer<T>> answer = conversation.take(reply(config, conversation));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private static Reply reply(Config config, Conversation<?> conversation) {
        while (true) {
            try {
                return config.model().send(conversation.request());
            } catch (ModelException failure) {
                conversation.lost(failure);
            }
        }
    }
}
