package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than fits into memory is turned away before it is read, with when to try again; and taken when there is room. */
class OverloadTest {

    private static final int LARGE = 60_000_000;
    private static final int MEDIUM = 45_000_000;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aFullServer_answers429_andTakesAgainWhenThereIsRoom(@TempDir Path folder) throws Exception {
        Clock clock = Clock.systemUTC();
        try (App app =
                App.start(new Config(folder.resolve("data"), "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock))) {
            URI url = URI.create(app.url() + "/v1/traces");
            ManagedChannel channel = NettyChannelBuilder.forTarget(app.grpcUrl().substring("http://".length()))
                    .usePlaintext()
                    .maxInboundMessageSize(1 << 20)
                    .build();
            try {
                try (Socket _ = slowSender(url)) {
                    await().until(() -> post(url, MEDIUM).statusCode() == 429);
                    HttpResponse<String> busy = post(url, MEDIUM);
                    assertThat(busy.headers().firstValueAsLong("Retry-After").orElse(99))
                            .isBetween(1L, 3L);
                    assertThat(busy.body()).contains("send it again in a moment");

                    StatusRuntimeException failure =
                            catchThrowableOfType(StatusRuntimeException.class, () -> export(channel, MEDIUM));
                    Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
                    assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
                    assertThat(status.getDetails(0)
                                    .unpack(RetryInfo.class)
                                    .getRetryDelay()
                                    .getSeconds())
                            .isBetween(1L, 3L);

                    HttpResponse<String> inflated = post(url, gzip(new byte[MEDIUM]), "gzip");
                    assertThat(inflated.statusCode()).as(inflated.body()).isEqualTo(429);
                }
                await().until(() -> post(url, MEDIUM).statusCode() != 429);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    /** Says that much is coming, and sends nothing of it. */
    private static Socket slowSender(URI url) throws Exception {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write(
                        ("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Length: "
                                        + LARGE + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Zeros, which are no request; whether there is room is asked before that is noticed. */
    private HttpResponse<String> post(URI url, int bytes) throws Exception {
        return post(url, new byte[bytes], "identity");
    }

    private HttpResponse<String> post(URI url, byte[] body, String encoding) throws Exception {
        return http.send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
            out.write(bytes);
        }
        return gzipped.toByteArray();
    }

    private static void export(ManagedChannel channel, int bytes) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder().setSchemaUrl("x".repeat(bytes));
        var _ = TraceServiceGrpc.newBlockingStub(channel).export(request.build());
    }
}
