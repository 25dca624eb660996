package dev.assay.structured;

import dev.assay.structured.json.JsonStream;
import dev.assay.structured.json.LenientJson;
import dev.assay.structured.json.LenientJsonException;
import dev.assay.structured.json.Reading;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.schema.BindingException;
import dev.assay.structured.schema.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a list and gives each item once it is closed and valid. The first one that is not valid ends the answer, and the next
 * request asks for the list from there on, so that no item is given twice.
 */
final class ItemPull<T> implements Pull<T> {
    static final String LIST = "items";

    private final Kind<T> item;
    private final TypeShape<List<T>> shape;
    private final Conversation<List<T>> conversation;
    private final Flowing flowing;
    private final Deque<T> ready = new ArrayDeque<>();
    private final List<T> accepted = new ArrayList<>();
    private final StringBuilder start = new StringBuilder();
    private JsonStream json = LenientJson.stream();
    private int judged;
    private Optional<Answer<List<T>>> answer = Optional.empty();
    private volatile boolean over;

    ItemPull(Config config, Kind<T> item, TypeShape<List<T>> shape, Prompt prompt) {
        this.item = item;
        this.shape = shape;
        this.conversation = new Conversation<>(config, shape, prompt, true);
        this.flowing = new Flowing(config.model(), shape.mode());
    }

    Optional<Answer<List<T>>> answer() {
        return answer;
    }

    @Override
    public Optional<T> next() {
        while (ready.isEmpty() && !over) {
            try {
                if (!flowing.isOpen()) {
                    json = LenientJson.stream();
                    start.setLength(0);
                    judged = 0;
                    flowing.open(conversation);
                }
                Optional<String> more = flowing.next();
                if (more.isPresent()) {
                    grow(more.get());
                } else {
                    settle(flowing.end());
                }
            } catch (ModelException failure) {
                broken(failure);
            } catch (AskException failure) {
                over = true;
                throw failure;
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    private void broken(ModelException failure) {
        Optional<Reply> soFar = flowing.isOpen() ? Optional.of(flowing.end()) : Optional.empty();
        try {
            if (flowing.isClosed()) {
                throw conversation.fail(AskException.Reason.STOPPED, "The stream was closed", failure);
            }
            conversation.lost(failure);
        } catch (AskException end) {
            over = true;
            throw end;
        }
        if (soFar.isPresent() && judged > 0) {
            conversation.goOn(soFar.get(), Wording.goOn(accepted.size(), List.of()));
        }
    }

    private void grow(String more) {
        if (start.length() < Starts.NEEDED) {
            start.append(more);
        }
        Optional<JsonNode> value = json.append(more).value();
        if (value.isEmpty() || !Starts.withValue(start)) {
            return;
        }
        JsonNode list = list(value.get());
        List<Violation> wrong = judge(list, json.isComplete() ? list.size() : list.size() - 1);
        if (!wrong.isEmpty()) {
            Reply soFar = flowing.end();
            conversation.abort(soFar, Optional.of(value.get().deepCopy()), wrong, Wording.goOn(accepted.size(), wrong));
        }
    }

    private static JsonNode list(JsonNode tree) {
        return tree.isArray() ? tree : tree.path(LIST);
    }

    /** Judges the items that are closed by now, up to the first one that is not valid. */
    private List<Violation> judge(JsonNode list, int closed) {
        for (; judged < closed; judged++) {
            List<Violation> wrong = judge(list.path(judged));
            if (!wrong.isEmpty()) {
                String path = "/" + LIST + "/" + judged;
                return wrong.stream()
                        .map(each -> new Violation(path + each.path(), each.value(), each.rule(), each.message()))
                        .toList();
            }
        }
        return List.of();
    }

    private List<Violation> judge(JsonNode tree) {
        try {
            Reading reading = LenientJson.parse(tree.toString(), item.schema());
            if (!reading.isValid()) {
                return reading.violations();
            }
            T value = item.bind(reading.value());
            List<Violation> found = item.check(value, reading.value());
            if (found.isEmpty()) {
                ready.add(value);
                accepted.add(value);
            }
            return found;
        } catch (LenientJsonException unreadable) {
            return List.of(new Violation("", tree, "json", String.valueOf(unreadable.getMessage())));
        } catch (BindingException unfit) {
            return List.of(
                    new Violation(unfit.path(), tree.at(unfit.path()), "type", String.valueOf(unfit.getMessage())));
        } catch (Shape.CheckFailure unable) {
            throw conversation.unchecked(flowing.isOpen() ? flowing.end() : Replies.NONE, unable);
        }
    }

    private void settle(Reply reply) {
        conversation.received(reply);
        Shape.Judgement<List<T>> read;
        try {
            read = shape.judge(reply);
        } catch (Shape.CheckFailure unable) {
            throw conversation.unchecked(reply, unable);
        }
        JsonNode list = list(read.tree().orElseGet(Replies.NONE::raw));
        // where it was cut, the last item is not known to be whole
        List<Violation> wrong = judge(list, read.cut() ? list.size() - 1 : list.size());
        if (wrong.isEmpty() && (!list.isArray() || read.cut())) {
            wrong = read.violations();
        }
        Shape.Judgement<List<T>> all = new Shape.Judgement<>(
                wrong.isEmpty() ? Optional.of(List.copyOf(accepted)) : Optional.empty(),
                read.tree(),
                wrong,
                read.repairs(),
                read.cut(),
                read.literal());
        answer = conversation.settle(
                reply, all, accepted.isEmpty() ? Wording.correction(wrong) : Wording.goOn(accepted.size(), wrong));
        over = answer.isPresent();
    }

    @Override
    public void close() {
        over = true;
        flowing.close();
        conversation.stop();
    }
}
