package dev.assay.structured.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * What came of one GET over HTTP/1.1 (RFC 9112). The JDK's clients look a name up for themselves, after the caller has checked what it stands for, and may
 * find something else; here the connection goes to an address that is given.
 */
final class WebReply {

    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_LINES = 200;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private WebReply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Asks for an address.
     *
     * @param uri what is asked for
     * @param at where its host is
     * @param tls makes the connections of https
     * @param limit the most bytes of a body
     * @param deadline in the time of {@link System#nanoTime}
     */
    static WebReply get(URI uri, InetAddress at, SSLSocketFactory tls, long limit, long deadline) throws IOException {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        try (Socket plain = new Socket()) {
            // A server that trickles keeps every single read short; so the time of all together closes the socket.
            CompletableFuture<Boolean> alarm =
                    new CompletableFuture<Boolean>().completeOnTimeout(true, left(deadline), TimeUnit.MILLISECONDS);
            var unused = alarm.thenAccept(rang -> {
                if (rang) {
                    close(plain);
                }
            });
            try {
                plain.connect(new InetSocketAddress(at, port), left(deadline));
                plain.setSoTimeout(left(deadline));
                try (Socket socket = secure ? secured(tls, plain, uri.getHost(), port) : plain) {
                    socket.getOutputStream().write(request(uri).getBytes(StandardCharsets.US_ASCII));
                    return read(new BufferedInputStream(socket.getInputStream()), limit);
                }
            } catch (IOException broken) {
                if (alarm.getNow(false)) {
                    throw new SocketTimeoutException("the time is up");
                }
                throw broken;
            } finally {
                alarm.complete(false);
            }
        }
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return; // there is nothing left to lose
        }
    }

    private static Socket secured(SSLSocketFactory tls, Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate has to be the host's
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String request(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + uri.getHost() + port
                + "\r\nAccept: image/*, audio/*, application/pdf, text/*;q=0.8, */*;q=0.5"
                + "\r\nAccept-Encoding: identity\r\nUser-Agent: assay-structured\r\nConnection: close\r\n\r\n";
    }

    private static WebReply read(InputStream in, long limit) throws IOException {
        String line = line(in);
        while (line.matches("HTTP/1\\.[01] 1\\d\\d.*")) {
            headers(in); // what comes before the answer
            line = line(in);
        }
        if (!line.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("the answer is not HTTP; it begins with '" + line + "'");
        }
        int status = Integer.parseInt(line.substring(9, 12));
        Map<String, String> headers = headers(in);
        return new WebReply(status, headers, status == 200 ? body(in, headers, limit) : new byte[0]);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int count = 0; count <= MOST_LINES; count++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the answer has more than " + MOST_LINES + " headers");
    }

    private static byte[] body(InputStream in, Map<String, String> headers, long limit) throws IOException {
        String encoding = headers.getOrDefault("content-encoding", "identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new IOException("the answer is compressed with " + encoding + ", which was not asked for");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            for (long size = chunk(in); size > 0; size = chunk(in)) {
                take(in, size, body, limit);
                line(in);
            }
            return body.toByteArray();
        }
        String length = headers.getOrDefault("content-length", "");
        if (length.isEmpty()) {
            byte[] rest = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            return within(rest, limit);
        }
        take(in, number(length, 10), body, limit);
        return body.toByteArray();
    }

    private static long chunk(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new IOException("'" + text + "' is no length", none);
        }
        throw new IOException("'" + text + "' is no length");
    }

    private static void take(InputStream in, long size, ByteArrayOutputStream into, long limit) throws IOException {
        if (size > limit - into.size()) {
            throw tooLarge(limit);
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("the answer broke off");
        }
        into.writeBytes(bytes);
    }

    private static byte[] within(byte[] bytes, long limit) throws IOException {
        if (bytes.length > limit) {
            throw tooLarge(limit);
        }
        return bytes;
    }

    private static IOException tooLarge(long limit) {
        return new IOException("it has more than " + limit + " bytes; MediaFetcher.limit allows more");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("the answer broke off");
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of the answer's headers is too long");
            }
            next = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    int status() {
        return status;
    }

    /** What came; nothing for anything but status 200. */
    byte[] body() {
        return body;
    }

    /** A header by its name in lower case; of several the first. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Where this sends on to. */
    Optional<URI> redirect(URI from) {
        boolean sends = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        if (!sends) {
            return Optional.empty();
        }
        String location = header("location").orElse("");
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException unreadable) {
            throw new FetchException(from + " sends on to '" + location + "', which is no address", unreadable);
        }
    }
}
