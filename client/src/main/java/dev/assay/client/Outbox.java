package dev.assay.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What waits to be sent: in order, one after another, by one thread. Bounded, because an application must not fill its memory
 * when Assay is away.
 */
final class Outbox {

    private static final System.Logger LOG = System.getLogger("dev.assay.client");
    private static final int MOST_WAITING = 10_000;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private record Letter(String body, CompletableFuture<Void> arrived) {}

    private final BlockingQueue<Letter> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final String key;
    private final Duration patience;
    private final Thread sender;
    private volatile boolean closed;
    private volatile CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    Outbox(URI address, String key, Duration patience) {
        this.address = address;
        this.key = key;
        this.patience = patience;
        sender = new Thread(this::run, "assay-client");
        sender.setDaemon(true);
        sender.start();
    }

    CompletableFuture<Void> send(String body) {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                fail(arrived, new AssayException("the client is closed, so nothing more is sent to " + address));
            } else if (!waiting.offer(new Letter(body, arrived))) {
                fail(
                        arrived,
                        new AssayException(MOST_WAITING + " statements wait for " + address
                                + " already, so this one is not kept (is the server up?)"));
            } else {
                last = arrived;
            }
        }
        return arrived;
    }

    private static void fail(CompletableFuture<Void> arrived, AssayException why) {
        LOG.log(System.Logger.Level.WARNING, why.getMessage());
        arrived.completeExceptionally(why);
    }

    private void run() {
        try {
            while (true) {
                deliver(waiting.take());
            }
        } catch (InterruptedException closing) {
            abandon();
        }
    }

    private void deliver(Letter letter) throws InterruptedException {
        try {
            send(letter);
            letter.arrived().complete(null);
        } catch (AssayException e) {
            fail(letter.arrived(), e);
        } catch (InterruptedException closing) {
            fail(letter.arrived(), closedBefore());
            throw closing;
        }
    }

    private AssayException closedBefore() {
        return new AssayException("the client was closed before this could be sent to " + address);
    }

    private void abandon() {
        for (Letter letter = waiting.poll(); letter != null; letter = waiting.poll()) {
            fail(letter.arrived(), closedBefore());
        }
    }

    /** Tries until it has arrived, was refused, or the patience is at its end. */
    private void send(Letter letter) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            String trouble;
            long asked = 0;
            try {
                HttpResponse<String> response = http.send(request(letter.body()), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return;
                }
                trouble = "answered " + response.statusCode() + ": " + beginning(response.body());
                if (!isTransient(response.statusCode())) {
                    throw new AssayException(address + " " + trouble);
                }
                asked = response.headers().firstValueAsLong("Retry-After").orElse(0) * 1000;
            } catch (NumberFormatException unreadable) {
                trouble = "answered with a Retry-After that is no number of seconds";
            } catch (IOException e) {
                trouble = "could not be reached: " + e;
            }
            long wait = Math.min(LONGEST_PAUSE_MILLIS, Math.max(asked, pause));
            if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait) > end) {
                throw new AssayException(address + " " + trouble + " (tried for " + patience.toSeconds() + " s)");
            }
            TimeUnit.MILLISECONDS.sleep(wait);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private HttpRequest request(String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    private static boolean isTransient(int status) {
        return status == 408 || status == 429 || (status >= 500 && status != 501);
    }

    private static String beginning(String body) {
        return body.length() > 500 ? body.substring(0, 500) + "..." : body;
    }

    boolean flush(Duration atMost) {
        try {
            last.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true; // it ended, and whoever holds its future knows how
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void close(Duration atMost) {
        synchronized (this) {
            closed = true;
        }
        flush(atMost);
        sender.interrupt();
    }
}
