package dev.assay.structured.provider;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A model behind an HTTP server. Immutable; connections are shared by all of them. It holds a key, which is never shown.
 *
 * <p>Made by {@link Models}, or from any {@link WireFormat}.
 */
public final class HttpModel implements Model {

    /** The most bytes of one answer that are read: 16 MiB. A server that sends more is cut off with an error. */
    public static final long LIMIT = 16L << 20;

    private final WireFormat format;
    private final URI base;
    private final String name;
    private final String key;
    private final Map<String, String> headers;
    private final Capabilities capabilities;
    private final Supplier<HttpClient> client;

    /**
     * A model.
     *
     * @param format how its server is spoken to
     * @param base the server's address, up to where the format's paths begin
     * @param name the model's name there
     * @param key the key, or {@code ""} for servers that want none
     */
    public HttpModel(WireFormat format, URI base, String name, String key) {
        this(format, base, name, key, Map.of(), format.capabilities(), Shared::client);
    }

    private HttpModel(
            WireFormat format,
            URI base,
            String name,
            String key,
            Map<String, String> headers,
            Capabilities capabilities,
            Supplier<HttpClient> client) {
        String scheme = base.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException(
                    "\"" + base + "\" is no address of a server; http:// or https:// is needed.");
        }
        this.format = format;
        this.base = base;
        this.name = name;
        this.key = key;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.capabilities = capabilities;
        this.client = client;
    }

    /**
     * The same model behind another address, such as a gateway's.
     *
     * @param address up to where the format's paths begin
     * @return a new model
     */
    public HttpModel at(URI address) {
        return new HttpModel(format, address, name, key, headers, capabilities, client);
    }

    /**
     * The same model with one more header in each request.
     *
     * @param header its name
     * @param value its value
     * @return a new model
     */
    public HttpModel header(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpModel(format, base, name, key, more, capabilities, client);
    }

    /**
     * The same model with another row of the table, for models that know less or more than their server's row says.
     *
     * @param row what can be asked
     * @return a new model
     */
    public HttpModel capabilities(Capabilities row) {
        return new HttpModel(format, base, name, key, headers, row, client);
    }

    /**
     * The same model over a client of one's own: for proxies, certificates and executors.
     *
     * @param own the client; it stays the caller's to close
     * @return a new model
     */
    public HttpModel client(HttpClient own) {
        return new HttpModel(format, base, name, key, headers, capabilities, () -> own);
    }

    @Override
    public String provider() {
        return format.provider();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Reply send(Request request) {
        try (Exchange exchange = Exchange.open(client.get(), request(request, false), request.timeout(), provider())) {
            String body = exchange.rest();
            JsonNode tree;
            try {
                tree = Tree.read(body);
            } catch (JacksonException noJson) {
                throw Faults.malformed(provider(), "JSON", body);
            }
            return format.reply(tree);
        }
    }

    @Override
    public ReplyStream stream(Request request) {
        return new HttpStream(
                Exchange.open(client.get(), request(request, true), request.timeout(), provider()),
                format.reader(),
                format.lines(),
                provider());
    }

    private HttpRequest request(Request request, boolean stream) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address(format.path(name, stream)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Tree.write(format.body(name, request, stream))))
                .header("content-type", "application/json")
                .header(
                        "accept",
                        stream ? (format.lines() ? "application/x-ndjson" : "text/event-stream") : "application/json");
        format.headers(key).forEach(builder::setHeader);
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    private URI address(String path) {
        String start = base.toString();
        return URI.create((start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return provider() + " " + name + " at " + base;
    }

    /** One client for all, made at the first call. */
    private static final class Shared {
        // HTTP/1.1: the upgrade to HTTP/2 that the JDK offers on plain connections makes some servers (uvicorn) drop
        // the body
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .build();

        static HttpClient client() {
            return CLIENT;
        }
    }

    /** For errors that have nothing to do with time. */
    static ModelException lost(String provider, String what, Throwable cause) {
        return new ModelException(provider + " " + what, 0, true, Optional.empty(), cause);
    }
}
