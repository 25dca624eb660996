package dev.assay.structured.provider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Server-sent events (WHATWG HTML, 9.2) or lines of JSON, made into pieces of an answer. */
final class HttpStream implements ReplyStream {
    private final Exchange exchange;
    private final StreamReader reader;
    private final boolean lines;
    private final String provider;
    private final Deque<Delta> ready = new ArrayDeque<>();
    private volatile boolean over;
    private volatile boolean closed;

    HttpStream(Exchange exchange, StreamReader reader, boolean lines, String provider) {
        this.exchange = exchange;
        this.reader = reader;
        this.lines = lines;
        this.provider = provider;
    }

    @Override
    public Optional<Delta> next() {
        while (ready.isEmpty() && !over) {
            if (lines) {
                takeLine();
            } else {
                takeEvent();
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    private void takeLine() {
        Optional<String> line = exchange.line();
        if (line.isEmpty()) {
            end();
        } else if (!line.get().isBlank()) {
            take("", line.get());
        }
    }

    private void takeEvent() {
        String event = "";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        while (true) {
            Optional<String> next = exchange.line();
            if (next.isEmpty()) {
                if (any) {
                    take(event, data.toString()); // some servers leave out the last empty line
                }
                end();
                return;
            }
            String line = next.get();
            if (line.isEmpty()) {
                if (any) {
                    take(event, data.toString());
                    return;
                }
                event = "";
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(any ? "\n" : "").append(line, line.startsWith("data: ") ? 6 : 5, line.length());
                any = true;
            } else if (line.startsWith("{")) {
                // an error that a proxy put into the stream without the form of one
                take(event, line);
                return;
            }
        }
    }

    private void take(String event, String data) {
        if (data.strip().equals("[DONE]")) {
            end();
            return;
        }
        JsonNode tree;
        try {
            tree = Tree.read(data);
        } catch (JacksonException noJson) {
            throw Faults.malformed(provider, "JSON in an event", data);
        }
        ready.addAll(reader.accept(event, tree));
        if (lines && reader.ended()) {
            over = true;
        }
    }

    private void end() {
        over = true;
        if (!reader.ended()) {
            throw new ModelException(
                    provider + " broke off its answer: the connection ended before the answer did",
                    0,
                    true,
                    Optional.empty(),
                    null);
        }
    }

    @Override
    public Reply reply() {
        if (!closed && (!over || !ready.isEmpty())) {
            throw new IllegalStateException("The answer is still being written; call next() until it is empty.");
        }
        return reader.reply();
    }

    @Override
    public void close() {
        closed = true;
        over = true;
        exchange.close();
    }
}
