package dev.assay.server.ingest;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.server.web.PortInUseException;
import dev.assay.server.web.ProblemException;
import dev.assay.store.Arrival;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OTLP over gRPC. Decodes, hands to the same {@link Ingest} as HTTP, answers. */
public final class OtlpGrpc implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpGrpc.class);

    private static final Context.Key<Metadata> HEADERS = Context.keyWithDefault("headers", new Metadata());

    private final Server server;
    private final ExecutorService threads;

    private OtlpGrpc(Server server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * @param port 0 for any that is free
     * @throws PortInUseException where another program listens there
     */
    public static OtlpGrpc start(String host, int port, Ingest ingest) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                .executor(threads)
                .maxInboundMessageSize(OtlpRoutes.MAX_BYTES)
                .intercept(new HeadersOfCall())
                .addService(new Traces(ingest))
                .addService(new Logs(ingest))
                .addService(new Metrics(ingest))
                .build();
        try {
            server.start();
        } catch (IOException e) {
            threads.close();
            throw new PortInUseException(host, port, e);
        }
        return new OtlpGrpc(server, threads);
    }

    /** The port that is listened on. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(3, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.close();
    }

    private static final class Traces extends TraceServiceGrpc.TraceServiceImplBase {

        private final Ingest ingest;

        Traces(Ingest ingest) {
            this.ingest = ingest;
        }

        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
            answer(request, delivery -> ingest.traces(delivery, false), OtlpAnswer::traces, observer);
        }
    }

    private static final class Logs extends LogsServiceGrpc.LogsServiceImplBase {

        private final Ingest ingest;

        Logs(Ingest ingest) {
            this.ingest = ingest;
        }

        @Override
        public void export(ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> observer) {
            answer(request, delivery -> ingest.logs(delivery, false), OtlpAnswer::logs, observer);
        }
    }

    private static final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {

        private final Ingest ingest;

        Metrics(Ingest ingest) {
            this.ingest = ingest;
        }

        @Override
        public void export(ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> observer) {
            answer(
                    request,
                    delivery -> ingest.metrics(delivery, false),
                    _ -> ExportMetricsServiceResponse.getDefaultInstance(),
                    observer);
        }
    }

    private interface Keep {
        Rejected keep(Ingest.Delivery delivery) throws InvalidProtocolBufferException;
    }

    private static <R> void answer(
            MessageLite request, Keep keep, Function<Rejected, R> response, StreamObserver<R> observer) {
        try {
            byte[] body = request.toByteArray();
            Metadata headers = HEADERS.get();
            String project = ProjectOfSender.of(name -> header(headers, name), false);
            Rejected rejected = keep.keep(new Ingest.Delivery(project, false, Arrival.Encoding.IDENTITY, body, body));
            observer.onNext(response.apply(rejected));
            observer.onCompleted();
        } catch (ProblemException | InvalidProtocolBufferException e) {
            observer.onError(failure(Code.INVALID_ARGUMENT, e.getMessage(), 0));
        } catch (JournalFullException e) {
            observer.onError(failure(Code.RESOURCE_EXHAUSTED, e.getMessage(), 1));
        } catch (StoreException e) {
            observer.onError(failure(Code.UNAVAILABLE, e.getMessage(), 3));
        } catch (RuntimeException e) {
            LOG.error("an OTLP call failed", e);
            observer.onError(failure(Code.INTERNAL, "the server failed; its log has the reason", 0));
        }
    }

    /** @param retrySeconds 0 where a retry does not help */
    private static StatusRuntimeException failure(Code code, @Nullable String message, int retrySeconds) {
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(String.valueOf(message));
        if (retrySeconds > 0) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(retrySeconds))
                    .build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static Optional<String> header(Metadata headers, String name) {
        return Optional.ofNullable(headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)))
                .filter(value -> !value.isBlank());
    }

    /** Makes the metadata known to the handler. */
    private static final class HeadersOfCall implements ServerInterceptor {

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
        }
    }
}
