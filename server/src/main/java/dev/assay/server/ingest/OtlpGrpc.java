package dev.assay.server.ingest;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.server.web.Caller;
import dev.assay.server.web.Gate;
import dev.assay.server.web.Permission;
import dev.assay.server.web.PortInUseException;
import dev.assay.server.web.ProblemException;
import dev.assay.store.Arrival;
import dev.assay.store.DeletedProjectException;
import dev.assay.store.JournalFullException;
import dev.assay.store.StoreException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** Loads what takes longest of the classes that it stands on. */
    public static void load() {
        var _ = NettyServerBuilder.forPort(0);
    }

    /**
     * @param port 0 for any that is free
     * @param turns who keeps what is sent, a request at a time; or a problem with 503 while nobody does
     * @throws PortInUseException where another program listens there
     */
    public static OtlpGrpc start(String host, int port, Gate gate, Supplier<IngestTurn> turns, InFlight inFlight) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                .executor(threads)
                .maxInboundMessageSize(OtlpRoutes.MAX_BYTES)
                .intercept(new HeadersOfCall())
                .addService(service(
                        TraceServiceGrpc.getExportMethod(),
                        ExportTraceServiceResponse.getDefaultInstance(),
                        gate,
                        inFlight,
                        turns,
                        (ingest, delivery) -> ingest.traces(delivery, false),
                        OtlpAnswer::traces))
                .addService(service(
                        LogsServiceGrpc.getExportMethod(),
                        ExportLogsServiceResponse.getDefaultInstance(),
                        gate,
                        inFlight,
                        turns,
                        (ingest, delivery) -> ingest.logs(delivery, false),
                        OtlpAnswer::logs))
                .addService(service(
                        MetricsServiceGrpc.getExportMethod(),
                        ExportMetricsServiceResponse.getDefaultInstance(),
                        gate,
                        inFlight,
                        turns,
                        (ingest, delivery) -> ingest.metrics(delivery, false),
                        _ -> ExportMetricsServiceResponse.getDefaultInstance()))
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

    /**
     * A message as it came, without compression. Parsed by {@link Ingest}, once, and kept without being written anew.
     *
     * @param tooLarge why it could not be read to its end, or empty. gRPC itself would tell the sender of an unknown error.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Body(byte[] bytes, String tooLarge) {}

    private static final MethodDescriptor.Marshaller<Body> BODIES = new MethodDescriptor.Marshaller<>() {

        @Override
        public InputStream stream(Body body) {
            return new ByteArrayInputStream(body.bytes());
        }

        @Override
        public Body parse(InputStream in) {
            try {
                return new Body(in.readAllBytes(), "");
            } catch (StatusRuntimeException e) {
                return new Body(new byte[0], String.valueOf(e.getStatus().getDescription()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** @param standard the method that it answers */
    private static <R extends Message> ServerServiceDefinition service(
            MethodDescriptor<?, R> standard,
            R empty,
            Gate gate,
            InFlight inFlight,
            Supplier<IngestTurn> turns,
            Keep keep,
            Function<Rejected, R> response) {
        MethodDescriptor<Body, R> method = MethodDescriptor.newBuilder(BODIES, ProtoUtils.marshaller(empty))
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(standard.getFullMethodName())
                .build();
        return ServerServiceDefinition.builder(Objects.requireNonNull(standard.getServiceName()))
                .addMethod(
                        method,
                        ServerCalls.asyncUnaryCall(
                                (body, observer) -> answer(body, gate, inFlight, turns, keep, response, observer)))
                .build();
    }

    private interface Keep {
        Rejected keep(Ingest ingest, Ingest.Delivery delivery) throws InvalidProtocolBufferException;
    }

    private static <R> void answer(
            Body message,
            Gate gate,
            InFlight inFlight,
            Supplier<IngestTurn> turns,
            Keep keep,
            Function<Rejected, R> response,
            StreamObserver<R> observer) {
        if (!message.tooLarge().isEmpty()) {
            observer.onError(failure(Code.RESOURCE_EXHAUSTED, message.tooLarge(), 0));
            return;
        }
        try (InFlight.Room _ = inFlight.take(message.bytes().length);
                IngestTurn turn = turns.get()) {
            byte[] body = message.bytes();
            Metadata headers = HEADERS.get();
            Caller caller = gate.caller(name -> header(headers, name));
            caller.require(Permission.INGEST);
            String project = ProjectOfSender.of(name -> header(headers, name), false, caller.project());
            Rejected rejected = keep.keep(
                    turn.ingest(), new Ingest.Delivery(project, false, Arrival.Encoding.IDENTITY, body, body));
            observer.onNext(response.apply(rejected));
            observer.onCompleted();
        } catch (ProblemException e) {
            observer.onError(
                    failure(code(e), e.getMessage(), e.retryAfterSeconds().orElse(0)));
        } catch (InvalidProtocolBufferException e) {
            observer.onError(failure(Code.INVALID_ARGUMENT, e.getMessage(), 0));
        } catch (DeletedProjectException e) {
            observer.onError(failure(Code.NOT_FOUND, e.getMessage(), 0));
        } catch (JournalFullException | BusyException e) {
            observer.onError(failure(Code.RESOURCE_EXHAUSTED, e.getMessage(), 1));
        } catch (StoreException e) {
            observer.onError(failure(Code.UNAVAILABLE, e.getMessage(), 3));
        } catch (RuntimeException e) {
            LOG.error("an OTLP call failed", e);
            observer.onError(failure(Code.INTERNAL, "the server failed; its log has the reason", 0));
        }
    }

    private static Code code(ProblemException problem) {
        return switch (problem.status()) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 503 -> Code.UNAVAILABLE;
            default -> Code.INVALID_ARGUMENT;
        };
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
