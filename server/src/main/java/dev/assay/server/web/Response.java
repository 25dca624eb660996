package dev.assay.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a handler answers.
 *
 * @param headers beside the content type
 * @param events sent behind the headers instead of the body, where there are any
 * @param stream in place of {@code body}, where that is too long to be held
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Response(
        int status,
        String contentType,
        byte[] body,
        Map<String, String> headers,
        Optional<EventStream.Sender> events,
        Optional<Stream> stream) {

    /** Writes a body. What it throws ends the connection, so that nobody takes a piece for the whole. */
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final JsonFactory JSON = new JsonFactory();

    public static Response json(int status, Consumer<JsonGenerator> writer) {
        return json(status, "application/json", writer);
    }

    static Response json(int status, String contentType, Consumer<JsonGenerator> writer) {
        return of(status, contentType, bytes(writer).toByteArray());
    }

    private static ByteArrayOutputStream bytes(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            writer.accept(json);
        }
        return bytes;
    }

    /** JSON on one line. */
    public static String text(Consumer<JsonGenerator> writer) {
        return bytes(writer).toString(StandardCharsets.UTF_8);
    }

    /** Events until the sender ends or the client is gone. */
    public static Response events(EventStream.Sender events) {
        return new Response(200, "text/event-stream", new byte[0], Map.of(), Optional.of(events), Optional.empty());
    }

    /** 200, with a body that is written while it is made. */
    public static Response stream(String contentType, Stream stream) {
        return new Response(200, contentType, new byte[0], Map.of(), Optional.empty(), Optional.of(stream));
    }

    public static Response text(int status, String contentType, String text) {
        return of(status, contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, contentType, body, Map.of(), Optional.empty(), Optional.empty());
    }

    /** 204: done, and nothing to say. */
    public static Response nothing() {
        return of(204, "", new byte[0]);
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, more, events, stream);
    }
}
