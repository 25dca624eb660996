package dev.assay.server.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-Sent Events (the HTML standard, section 9.2) to one client. Each is sent at once; who is slow makes the sender wait. */
public final class EventStream {

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** What answers with events. */
    public interface Sender {
        /**
         * Sends until it has nothing more to say.
         *
         * @throws IOException where the client is gone
         */
        void sendTo(EventStream events) throws IOException;
    }

    /** @param data on one line */
    public void send(String event, String data) throws IOException {
        write("event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Tells what a client that comes back gives as {@code Last-Event-ID}. */
    public void reached(String id) throws IOException {
        write("id: " + id + "\n\n");
    }

    /** Nothing, so that both sides see that the other is there. */
    public void comment() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
