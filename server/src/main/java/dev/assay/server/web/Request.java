package dev.assay.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request as handlers see it. */
public final class Request {

    private final Exchange exchange;
    private final Caller caller;

    Request(Exchange exchange) {
        this(exchange, Caller.NOBODY);
    }

    private Request(Exchange exchange, Caller caller) {
        this.exchange = exchange;
        this.caller = caller;
    }

    Request by(Caller other) {
        return new Request(exchange, other);
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The address that the request came from, which may be a proxy's. */
    public String remoteAddress() {
        return exchange.remoteAddress();
    }

    /** A parameter of the path, decoded. */
    public String path(String name) {
        return exchange.path(name);
    }

    /** The first value of a query parameter; empty where it is absent or blank. */
    public Optional<String> query(String name) {
        return exchange.query().getOrDefault(name, List.of()).stream()
                .findFirst()
                .filter(value -> !value.isBlank());
    }

    /** All values of a query parameter that are not blank. */
    public List<String> queries(String name) {
        return exchange.query().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** The names of the query parameters that are there. */
    public List<String> queryNames() {
        return List.copyOf(exchange.query().keySet());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.header(name)).filter(value -> !value.isBlank());
    }

    /** The media type without its parameters, in lower case; empty where the request does not tell. */
    public String mediaType() {
        String type = header("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the body and keeps nothing of it: many clients do not see an answer that comes while they still send.
     *
     * @param maxBytes at most so much of it
     */
    public void discardBody(int maxBytes) {
        try {
            InputStream in = exchange.input();
            byte[] buffer = new byte[16_384];
            for (long read = 0; read < maxBytes; ) {
                int some = in.read(buffer);
                if (some < 0) {
                    return;
                }
                read += some;
            }
        } catch (IOException e) {
            throw new ProblemException(400, "the body could not be read to its end: " + e.getMessage(), e);
        }
    }

    /** The body while it comes, of any length. */
    public InputStream stream() throws IOException {
        return exchange.input();
    }

    /** Of the body in bytes, as the sender tells it; negative where it does not. */
    public long length() {
        return exchange.length();
    }

    /**
     * The body as it came over the wire, still compressed where it is.
     *
     * @throws ProblemException with 413 where it is longer
     */
    public byte[] body(int maxBytes) {
        long length = exchange.length();
        if (length > maxBytes) {
            throw ProblemException.tooLarge(length, maxBytes);
        }
        try {
            InputStream in = exchange.input();
            if (length >= 0) {
                byte[] body = new byte[(int) length];
                int read = in.readNBytes(body, 0, body.length);
                return read == body.length ? body : Arrays.copyOf(body, read);
            }
            byte[] body = in.readNBytes(maxBytes);
            if (body.length == maxBytes && in.read() >= 0) {
                in.skipNBytes(in.available()); // gives the buffer back
                throw ProblemException.tooLarge(maxBytes + 1L, maxBytes);
            }
            return body;
        } catch (IOException e) {
            throw new ProblemException(400, "the body could not be read to its end: " + e.getMessage(), e);
        }
    }
}
