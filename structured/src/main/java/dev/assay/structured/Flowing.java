package dev.assay.structured;

import dev.assay.structured.provider.Delta;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The stream of the current attempt; each attempt has a new one. */
final class Flowing {
    private final Model model;
    private final Mode mode;
    private final AtomicReference<Optional<ReplyStream>> stream = new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    Flowing(Model model, Mode mode) {
        this.model = model;
        this.mode = mode;
    }

    boolean isOpen() {
        return stream.get().isPresent();
    }

    void open(Conversation<?> conversation) {
        stream.set(Optional.of(model.stream(conversation.request())));
        if (closed) {
            end(); // closed while it was being opened
        }
    }

    /** The next characters of the value; empty at the end. */
    Optional<String> next() {
        ReplyStream current = stream.get().orElseThrow();
        while (true) {
            Optional<Delta> delta = current.next();
            if (delta.isEmpty()) {
                return Optional.empty();
            }
            if (delta.get().call() == (mode == Mode.TOOL ? 0 : Delta.TEXT)) {
                return Optional.of(delta.get().text());
            }
        }
    }

    /** Ends the current attempt and gives what there is of it. */
    Reply end() {
        ReplyStream current = stream.getAndSet(Optional.empty()).orElseThrow();
        current.close();
        return current.reply();
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        stream.get().ifPresent(ReplyStream::close);
    }
}
