package dev.assay.e2e;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

/** Several senders, each at its own pace, until the server does not answer any more. */
final class Load implements AutoCloseable {

    /** A project that keeps little. */
    static final String EXPIRING = "expiring";

    static final long EXPIRING_BYTES = 1_000_000;

    private static final int SOME_REQUESTS = 8;

    private final AssayProcess server;
    private final Ledger ledger;
    private final Random random;
    private final Rest rest;
    private final ManagedChannel channel;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch underWay = new CountDownLatch(SOME_REQUESTS);
    private final AtomicReference<String> refusal = new AtomicReference<>("");

    Load(AssayProcess server, Ledger ledger, long seed) throws IOException {
        this.server = server;
        this.ledger = ledger;
        this.random = new Random(seed);
        rest = new Rest(server.url());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                .usePlaintext()
                .build();
    }

    /** What became of a request. */
    private enum Fate {
        KEPT,
        TURNED_AWAY,
        UNKNOWN
    }

    private interface Sender {
        Fate send(Ledger.Request request);
    }

    /** Returns when the first requests have been acknowledged. */
    void start() throws InterruptedException {
        for (Sender sender : List.<Sender>of(this::plain, this::plain, this::gzipped, this::grpc)) {
            boolean sendsTwice = random.nextBoolean();
            threads.add(Thread.ofVirtual().start(() -> keepSending(sender, sendsTwice)));
        }
        threads.add(Thread.ofVirtual().start(this::keepDeleting));
        threads.add(Thread.ofVirtual().start(this::keepExpiring));
        if (!underWay.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("after 30 s " + (SOME_REQUESTS - underWay.getCount())
                    + " requests were acknowledged" + " (expected: " + SOME_REQUESTS + "). " + refusal.get());
        }
    }

    private void keepSending(Sender sender, boolean twice) {
        while (true) {
            Ledger.Request request = ledger.next();
            Sender fitting = request.kind() == Ledger.Kind.TRACES ? sender : this::plain;
            boolean answered = send(fitting, request);
            if (answered && twice && request.bytes().length % 4 == 0) {
                answered = send(fitting, request);
            }
            if (!answered) {
                return;
            }
        }
    }

    /** Deletes one trace after another. */
    private void keepDeleting() {
        try {
            underWay.await();
            while (true) {
                Optional<String> trace = ledger.toDelete();
                if (trace.isEmpty()) {
                    continue;
                }
                int status = rest.delete("/api/v1/projects/default/traces/" + trace.get())
                        .status();
                switch (status) {
                    case 200 -> ledger.deleted(trace.get());
                    case 202, 503 -> {
                        // it will be, or the columns are behind
                    }
                    default -> {
                        refused("a deletion was answered with " + status);
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // it was killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fills another project, which keeps little, so that its requests are dropped from files that hold those of the ledger. */
    private void keepExpiring() {
        Random noise = new Random(7);
        try {
            while (true) {
                byte[] text = new byte[60_000];
                noise.nextBytes(text);
                String id = HexFormat.of().toHexDigits(noise.nextLong() | 1);
                Span span = Otlp.answer(
                                id + id,
                                id,
                                "",
                                Instant.now(),
                                Duration.ofMillis(1),
                                Base64.getEncoder().encodeToString(text))
                        .build();
                byte[] body = Otlp.request("crash", List.of(span)).toByteArray();
                int status = rest.post("/v1/traces", body, "Content-Type", Rest.PROTOBUF, "x-assay-project", EXPIRING);
                if (status == 200) {
                    ledger.expiring(body.length);
                }
                rest.put("/api/v1/projects/" + EXPIRING + "/retention", "{\"maxBytes\": " + EXPIRING_BYTES + "}");
            }
        } catch (IOException e) {
            // it was killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(Sender sender, Ledger.Request request) {
        return switch (sender.send(request)) {
            case KEPT -> {
                ledger.acknowledged(request);
                underWay.countDown();
                yield true;
            }
            case TURNED_AWAY -> {
                ledger.doubtful(request);
                yield true;
            }
            case UNKNOWN -> {
                ledger.doubtful(request);
                yield false;
            }
        };
    }

    private Fate plain(Ledger.Request request) {
        return post(request.kind().path, request.bytes(), "Content-Type", request.kind().contentType);
    }

    private Fate gzipped(Ledger.Request request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(request.bytes());
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be written", e);
        }
        return post("/v1/traces", bytes.toByteArray(), "Content-Type", Rest.PROTOBUF, "Content-Encoding", "gzip");
    }

    private Fate post(String path, byte[] body, String... headers) {
        try {
            int status = rest.post(path, body, headers);
            return switch (status) {
                case 200, 201 -> Fate.KEPT;
                case 410 -> Fate.TURNED_AWAY; // its trace was deleted
                case 429, 503 -> Fate.TURNED_AWAY;
                default -> refused(path + " was answered with " + status);
            };
        } catch (IOException e) {
            return Fate.UNKNOWN; // it was killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fate.UNKNOWN;
        }
    }

    private Fate grpc(Ledger.Request request) {
        try {
            var _ = TraceServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .export(request.traces());
            return Fate.KEPT;
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case UNAVAILABLE, CANCELLED, UNKNOWN -> Fate.UNKNOWN; // it was killed
                case RESOURCE_EXHAUSTED -> Fate.TURNED_AWAY;
                default -> refused("OTLP/gRPC was answered with " + e.getStatus());
            };
        }
    }

    private Fate refused(String what) {
        refusal.compareAndSet("", what);
        return Fate.UNKNOWN;
    }

    /** Waits for the senders to notice that the server is gone. */
    @Override
    public void close() {
        try {
            if (server.isAlive()) {
                server.close(); // the round has failed already
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("the server's scratch folder cannot be deleted", e);
        } finally {
            channel.shutdownNow();
            rest.close();
        }
        if (!refusal.get().isEmpty()) {
            throw new AssertionError(refusal.get() + " (expected: 200 or 429; OK or RESOURCE_EXHAUSTED)");
        }
    }
}
