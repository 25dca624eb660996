package dev.assay.structured.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One answer over HTTP, bounded in time from the request to its last byte, and in size. */
final class Exchange implements AutoCloseable {
    private final String provider;
    private final Duration timeout;
    private final InputStream in;
    private final CompletableFuture<Boolean> alarm;
    private volatile boolean late;
    private long read;

    private Exchange(String provider, Duration timeout, long deadline, InputStream in) {
        this.provider = provider;
        this.timeout = timeout;
        this.in = new BufferedInputStream(in, 8192);
        // the client's own timeout ends with the headers; this one closes the body under the reader
        this.alarm = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        var unused = alarm.thenAccept(rang -> {
            if (rang) {
                late = true;
                closeQuietly(in);
            }
        });
    }

    static Exchange open(HttpClient client, HttpRequest request, Duration timeout, String provider) {
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<HttpResponse<InputStream>> pending =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        HttpResponse<InputStream> response;
        try {
            response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelException("Waiting for " + provider + " was interrupted", 0, false, Optional.empty(), stop);
        } catch (TimeoutException tooLate) {
            pending.cancel(true);
            throw late(provider, timeout, tooLate);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw HttpModel.lost(provider, "could not be reached at " + request.uri() + ": " + cause, cause);
        }
        Exchange exchange = new Exchange(provider, timeout, deadline, response.body());
        if (response.statusCode() == 200) {
            return exchange;
        }
        try (exchange) {
            throw Faults.ofStatus(
                    provider,
                    response.statusCode(),
                    exchange.rest(),
                    Faults.retryAfter(
                            response.headers().firstValue("retry-after-ms"),
                            response.headers().firstValue("retry-after"),
                            Instant.now()));
        }
    }

    /** The whole body. */
    String rest() {
        try {
            byte[] bytes = in.readNBytes((int) (HttpModel.LIMIT + 1));
            if (late) {
                throw late(provider, timeout, null);
            }
            if (bytes.length > HttpModel.LIMIT) {
                throw tooLarge();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    /** The next line without its end, or empty when there is no more. */
    Optional<String> line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try {
            int next;
            while ((next = in.read()) != -1 && next != '\n') {
                line.write(next);
                if (++read > HttpModel.LIMIT) {
                    throw tooLarge();
                }
            }
            if (late) {
                throw late(provider, timeout, null);
            }
            if (next == -1 && line.size() == 0) {
                return Optional.empty();
            }
            String text = line.toString(StandardCharsets.UTF_8);
            return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    private ModelException broken(IOException cause) {
        return late
                ? late(provider, timeout, cause)
                : HttpModel.lost(provider, "broke off its answer: " + cause, cause);
    }

    private ModelException tooLarge() {
        return new ModelException(
                provider + " sent more than " + HttpModel.LIMIT + " bytes as one answer; ask for less at a time",
                200,
                false,
                Optional.empty(),
                null);
    }

    private static ModelException late(String provider, Duration timeout, @Nullable Throwable cause) {
        return new ModelException(
                provider + " did not finish its answer within " + timeout.toMillis() + " ms",
                0,
                true,
                Optional.empty(),
                cause);
    }

    @Override
    public void close() {
        alarm.complete(false);
        closeQuietly(in);
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException alreadyGone) {
            // the answer is not wanted any more; there is nothing left to lose
            return;
        }
    }
}
