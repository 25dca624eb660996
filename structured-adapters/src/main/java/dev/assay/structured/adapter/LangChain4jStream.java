package dev.assay.structured.adapter;

import dev.assay.structured.provider.Delta;
import dev.assay.structured.provider.Finish;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import dev.assay.structured.provider.Usage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.MissingNode;

/** What langchain4j calls back with, waited for by the one who reads. */
final class LangChain4jStream implements ReplyStream {
    /** A piece, the end, or what broke it. */
    private record Event(String text, Optional<Reply> reply, Optional<Throwable> failure) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final String provider;
    private final long deadline;
    private final StringBuilder soFar = new StringBuilder();
    private Optional<Reply> reply = Optional.empty();
    private volatile boolean closed;

    LangChain4jStream(String provider, Duration timeout) {
        this.provider = provider;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    StreamingChatResponseHandler handler() {
        return new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                if (closed) {
                    context.streamingHandle().cancel();
                } else {
                    events.add(new Event(partial.text(), Optional.empty(), Optional.empty()));
                }
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                events.add(new Event("", Optional.of(LangChain4jModel.reply(response)), Optional.empty()));
            }

            @Override
            public void onError(Throwable failure) {
                events.add(
                        failure instanceof ContentFilteredException refused
                                ? new Event("", Optional.of(LangChain4jModel.refusal(refused)), Optional.empty())
                                : new Event("", Optional.empty(), Optional.of(failure)));
            }
        };
    }

    @Override
    public Optional<Delta> next() {
        if (reply.isPresent()) {
            return Optional.empty();
        }
        Event event;
        try {
            event = events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ModelException("Waiting for " + provider + " was interrupted", 0, false, Optional.empty(), stop);
        }
        if (event == null || closed) {
            throw new ModelException(provider + " did not finish its answer in time", 0, true, Optional.empty(), null);
        }
        event.failure().ifPresent(failure -> {
            throw LangChain4jModel.lost(provider, failure);
        });
        reply = event.reply();
        if (reply.isPresent()) {
            return Optional.empty();
        }
        soFar.append(event.text());
        return Optional.of(new Delta(Delta.TEXT, event.text()));
    }

    @Override
    public Reply reply() {
        if (reply.isEmpty() && !closed) {
            throw new IllegalStateException("The answer is still being written; call next() until it is empty.");
        }
        return reply.orElseGet(() -> new Reply(
                "", "", soFar.toString(), List.of(), Finish.UNKNOWN, "", "", Usage.UNKNOWN, MissingNode.getInstance()));
    }

    @Override
    public void close() {
        closed = true;
        // wakes the one who reads, if it is another thread
        events.add(new Event("", Optional.empty(), Optional.empty()));
    }
}
