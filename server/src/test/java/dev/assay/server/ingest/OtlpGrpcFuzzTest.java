package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.server.web.Caller;
import dev.assay.server.web.Gate;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Any message over OTLP/gRPC is kept or refused as what it is, to each of the three services. In the normal build with the committed seeds alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpGrpcFuzzTest {

    private static final Gate OPEN = new Gate() {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public Caller caller(Function<String, Optional<String>> header) {
            return Caller.ANYBODY;
        }
    };

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {

        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private OtlpGrpc server;
    private ManagedChannel channel;

    @BeforeAll
    void start() {
        server = OtlpGrpc.start(
                "127.0.0.1",
                0,
                OPEN,
                () -> new IngestTurn(HostileRequests.ingest(), () -> {}),
                new InFlight(64L << 20));
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    @AfterAll
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @FuzzTest
    void anyMessageIsKeptOrRefused(byte[] message) {
        Stream.of(
                        TraceServiceGrpc.getExportMethod(),
                        LogsServiceGrpc.getExportMethod(),
                        MetricsServiceGrpc.getExportMethod())
                .map(MethodDescriptor::getFullMethodName)
                .forEach(method -> assertThat(send(method, message))
                        .as(method)
                        .isIn(Status.Code.OK, Status.Code.INVALID_ARGUMENT));
    }

    private Status.Code send(String method, byte[] message) {
        MethodDescriptor<byte[], byte[]> descriptor = MethodDescriptor.newBuilder(BYTES, BYTES)
                .setType(MethodType.UNARY)
                .setFullMethodName(method)
                .build();
        try {
            var _ = ClientCalls.blockingUnaryCall(
                    channel, descriptor, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), message);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }
}
