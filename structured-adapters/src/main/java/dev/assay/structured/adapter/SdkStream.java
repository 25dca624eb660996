package dev.assay.structured.adapter;

import dev.assay.structured.provider.Delta;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import dev.assay.structured.provider.StreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The events of a client, read as this library reads them from the wire. */
final class SdkStream<E> implements ReplyStream {
    private final Iterator<E> events;
    private final Function<? super E, JsonNode> tree;
    private final Runnable end;
    private final StreamReader reader;
    private final Function<RuntimeException, ModelException> lost;
    private final Deque<Delta> ready = new ArrayDeque<>();
    private volatile boolean closed;

    SdkStream(
            Iterator<E> events,
            Function<? super E, JsonNode> tree,
            Runnable end,
            StreamReader reader,
            Function<RuntimeException, ModelException> lost) {
        this.events = events;
        this.tree = tree;
        this.end = end;
        this.reader = reader;
        this.lost = lost;
    }

    @Override
    public Optional<Delta> next() {
        try {
            while (ready.isEmpty() && events.hasNext()) {
                ready.addAll(reader.accept("", tree.apply(events.next())));
            }
        } catch (ModelException told) {
            throw told;
        } catch (RuntimeException broken) {
            throw lost.apply(broken);
        }
        if (ready.isEmpty() && !reader.ended()) {
            throw lost.apply(new IllegalStateException("the connection ended before the answer did"));
        }
        return Optional.ofNullable(ready.poll());
    }

    @Override
    public Reply reply() {
        if (!closed && (!ready.isEmpty() || !reader.ended())) {
            throw new IllegalStateException("The answer is still being written; call next() until it is empty.");
        }
        return reader.reply();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end.run();
        }
    }
}
