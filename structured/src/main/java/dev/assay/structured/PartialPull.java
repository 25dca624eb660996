package dev.assay.structured;

import dev.assay.structured.json.JsonStream;
import dev.assay.structured.json.LenientJson;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.schema.ProviderSchema;
import dev.assay.structured.schema.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asks, and gives what is there of the answer with every piece of it. */
final class PartialPull<T> implements Pull<Partial<T>> {
    private final TypeShape<T> shape;
    private final Conversation<T> conversation;
    private final Flowing flowing;
    private final StringBuilder start = new StringBuilder();
    private JsonStream json = LenientJson.stream();
    private PrefixCheck prefix;
    private volatile boolean over;

    PartialPull(Config config, TypeShape<T> shape, Prompt prompt) {
        this.shape = shape;
        this.conversation = new Conversation<>(config, shape, prompt, true);
        this.flowing = new Flowing(config.model(), shape.mode());
        this.prefix = new PrefixCheck(shape.read());
    }

    @Override
    public Optional<Partial<T>> next() {
        while (!over) {
            try {
                if (!flowing.isOpen()) {
                    begin();
                    flowing.open(conversation);
                }
                Optional<String> more = flowing.next();
                Optional<Partial<T>> partial = more.isPresent() ? grow(more.get()) : settle(flowing.end());
                if (partial.isPresent()) {
                    return partial;
                }
            } catch (ModelException failure) {
                if (flowing.isOpen()) {
                    flowing.end();
                }
                lost(failure);
            } catch (AskException failure) {
                over = true;
                throw failure;
            }
        }
        return Optional.empty();
    }

    private void lost(ModelException failure) {
        try {
            if (flowing.isClosed()) {
                throw conversation.fail(AskException.Reason.STOPPED, "The stream was closed", failure);
            }
            conversation.lost(failure);
        } catch (AskException end) {
            over = true;
            throw end;
        }
    }

    private void begin() {
        json = LenientJson.stream();
        prefix = new PrefixCheck(shape.read());
        start.setLength(0);
    }

    private Optional<Partial<T>> grow(String more) {
        if (start.length() < Starts.NEEDED) {
            start.append(more);
        }
        Optional<JsonNode> value = json.append(more).value();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        JsonNode tree = value.get();
        if (Starts.withValue(start)) {
            List<Violation> doomed = prefix.look(tree);
            if (!doomed.isEmpty()) {
                Reply soFar = flowing.end();
                List<Violation> own = shape.outside(doomed);
                conversation.abort(soFar, Optional.of(shape.open(tree)), own, Wording.correction(own));
                return Optional.empty();
            }
        }
        if (shape.isWrapped() && !tree.has(ProviderSchema.WRAPPER)) {
            return Optional.empty();
        }
        return Optional.of(new Partial<>(conversation.attempt(), shape.open(tree), Optional.empty()));
    }

    private Optional<Partial<T>> settle(Reply reply) {
        int attempt = conversation.attempt();
        Optional<Answer<T>> answer = conversation.take(reply);
        over = answer.isPresent();
        return answer.map(whole -> new Partial<>(
                attempt,
                whole.attempts().get(whole.attempts().size() - 1).value().orElseThrow(),
                answer));
    }

    @Override
    public void close() {
        over = true;
        flowing.close();
        conversation.stop();
    }
}
