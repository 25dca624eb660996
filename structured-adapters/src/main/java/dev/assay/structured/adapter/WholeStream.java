package dev.assay.structured.adapter;

import dev.assay.structured.provider.Delta;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import java.util.Optional;

/** An answer that came whole, as a stream of one piece. */
final class WholeStream implements ReplyStream {
    private final Reply reply;
    private boolean taken;

    WholeStream(Reply reply) {
        this.reply = reply;
    }

    @Override
    public Optional<Delta> next() {
        if (taken || reply.text().isEmpty()) {
            return Optional.empty();
        }
        taken = true;
        return Optional.of(new Delta(Delta.TEXT, reply.text()));
    }

    @Override
    public Reply reply() {
        return reply;
    }

    @Override
    public void close() {
        taken = true;
    }
}
