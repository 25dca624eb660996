package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses, headers and errors of exporters that were made for other servers, and of OTLP/gRPC. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendersTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final App app;
    private byte next;

    SendersTest(@TempDir Path folder) {
        app = App.start(
                new Config(folder.resolve("data"), "127.0.0.1", 0, 0),
                Clock.systemUTC(),
                Stream.iterate(1, i -> i + 1).map(i -> "id-" + i).iterator()::next);
    }

    @BeforeAll
    void ready() {
        assertThat(app.url()).startsWith("http://");
    }

    @AfterAll
    void close() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/public/otel/v1/traces, Authorization, Basic pk-lf-1:sk-lf-2, default",
        "/api/public/otel/v1/traces, Authorization, Basic support:sk-lf-2, support",
        "/v1/traces,                 Authorization, Basic support:sk-lf-2, default",
        "/otel/v1/traces,            Langsmith-Project, My project,        My-project",
        "/v1/traces,                 x-mlflow-experiment-id, 7,            mlflow-7",
        "/v1/traces,                 api_key, secret,                      default",
        "/v1/traces,                 Authorization, Bearer secret,         default",
        "/api/v1/private/otel/v1/traces, projectName, shop,                shop",
        "/api/v1/private/otel/v1/traces, x-assay-project, ours,            ours",
    })
    void exportersOfOthersArrive(String path, String header, String value, String project) throws Exception {
        String sent = value.startsWith("Basic ")
                ? "Basic "
                        + Base64.getEncoder().encodeToString(value.substring(6).getBytes(StandardCharsets.UTF_8))
                : value;
        ExportTraceServiceRequest request = request();
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", "application/x-protobuf")
                        .header(header, sent)
                        .header("x-langfuse-ingestion-version", "4")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(ExportTraceServiceResponse.parseFrom(response.body()).hasPartialSuccess())
                .isFalse();
        assertThat(isIn(project, request)).isTrue();
    }

    private boolean isIn(String project, ExportTraceServiceRequest request) throws Exception {
        Awaitility.await().until(app::isCaughtUp);
        String trace = HexFormat.of()
                .formatHex(request.getResourceSpans(0)
                        .getScopeSpans(0)
                        .getSpans(0)
                        .getTraceId()
                        .toByteArray());
        return http.send(
                                HttpRequest.newBuilder(URI.create(
                                                app.url() + "/api/v1/projects/" + project + "/traces/" + trace))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    @Test
    void errorsAreAStatusInTheEncodingOfTheRequest() throws Exception {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(app.url() + "/v1/traces"))
                        .header("Content-Type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {7, 7, 7}))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(Status.parseFrom(response.body()).getMessage()).contains("no OTLP request");
    }

    @Test
    void grpcTakesTheProjectOfItsMetadata() throws Exception {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("langsmith-project", Metadata.ASCII_STRING_MARSHALLER), "over grpc");
        ExportTraceServiceRequest request = request();
        ManagedChannel channel = channel();
        try {
            ExportTraceServiceResponse answer = TraceServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .withCompression("gzip")
                    .export(request);
            assertThat(answer.hasPartialSuccess()).isFalse();
            assertThat(isIn("over-grpc", request)).isTrue();
        } finally {
            close(channel);
        }
    }

    @Test
    void grpcRejectsSpansWithoutIdsAlone() throws Exception {
        ExportTraceServiceRequest request = request();
        ResourceSpans.Builder spans = request.getResourceSpans(0).toBuilder();
        spans.getScopeSpansBuilder(0).addSpans(Span.newBuilder().setName("lost"));
        ManagedChannel channel = channel();
        try {
            ExportTraceServiceResponse answer = TraceServiceGrpc.newBlockingStub(channel)
                    .export(request.toBuilder().setResourceSpans(0, spans).build());
            assertThat(answer.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
            assertThat(isIn("default", request)).isTrue();
        } finally {
            close(channel);
        }
    }

    /** Without RetryInfo, so that a client drops what is too large and does not send it again. */
    @Test
    void grpcRefusesWhatInflatesBeyondTheLimit() throws Exception {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(Span.newBuilder()
                                        .setTraceId(ByteString.copyFrom(new byte[16]))
                                        .setName("x".repeat(65 << 20)))))
                .build();
        ManagedChannel channel = channel();
        try {
            assertThatThrownBy(() -> TraceServiceGrpc.newBlockingStub(channel)
                            .withCompression("gzip")
                            .export(request))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                        assertThat(e.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
                        Status status = Objects.requireNonNull(StatusProto.fromThrowable(e));
                        assertThat(status.getDetailsList()).isEmpty();
                    });
        } finally {
            close(channel);
        }
    }

    private ManagedChannel channel() {
        URI url = URI.create(app.grpcUrl());
        return NettyChannelBuilder.forAddress(url.getHost(), url.getPort())
                .usePlaintext()
                .build();
    }

    private static void close(ManagedChannel channel) throws InterruptedException {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    /** One span of a trace of its own. */
    private ExportTraceServiceRequest request() {
        byte[] id = new byte[16];
        id[0] = ++next;
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(Span.newBuilder()
                                        .setTraceId(ByteString.copyFrom(id))
                                        .setSpanId(ByteString.copyFrom(id, 0, 8))
                                        .setName("one")
                                        .setStartTimeUnixNano(1_795_435_200_000_000_000L)
                                        .setEndTimeUnixNano(1_795_435_201_000_000_000L))))
                .build();
    }
}
