package dev.assay.model;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Collects the fields of a {@link Span}; what is not said is absent. */
public final class SpanBuilder {

    public String traceId;
    public String spanId;
    public String parentSpanId = "";
    public String name = "";
    public SpanKind kind = SpanKind.OTHER;
    public String operation = "";
    public String provider = "";
    public String requestModel = "";
    public String responseModel = "";
    public Instant startTime = Instant.EPOCH;
    public Instant endTime = Instant.EPOCH;
    public Status status = Status.UNSET;
    public String errorType = "";
    public String errorMessage = "";
    public List<Message> input = List.of();
    public List<Message> output = List.of();
    public List<Part> systemInstructions = List.of();
    public Json tools = Json.ABSENT;
    public Usage usage = Usage.NONE;
    public List<String> finishReasons = List.of();
    public String sessionId = "";
    public String userId = "";
    public List<String> tags = List.of();
    public Json metadata = Json.ABSENT;
    public String promptName = "";
    public String promptVersion = "";
    public String service = "";
    public String environment = "";
    public Client client = Client.UNKNOWN;
    public String responseId = "";
    public OptionalDouble costUsd = OptionalDouble.empty();
    public Json attributes = Json.ABSENT;

    public SpanBuilder(String traceId, String spanId) {
        this.traceId = traceId;
        this.spanId = spanId;
    }

    SpanBuilder(Span span) {
        traceId = span.traceId();
        spanId = span.spanId();
        parentSpanId = span.parentSpanId();
        name = span.name();
        kind = span.kind();
        operation = span.operation();
        provider = span.provider();
        requestModel = span.requestModel();
        responseModel = span.responseModel();
        startTime = span.startTime();
        endTime = span.endTime();
        status = span.status();
        errorType = span.errorType();
        errorMessage = span.errorMessage();
        input = span.input();
        output = span.output();
        systemInstructions = span.systemInstructions();
        tools = span.tools();
        usage = span.usage();
        finishReasons = span.finishReasons();
        sessionId = span.sessionId();
        userId = span.userId();
        tags = span.tags();
        metadata = span.metadata();
        promptName = span.promptName();
        promptVersion = span.promptVersion();
        service = span.service();
        environment = span.environment();
        client = span.client();
        responseId = span.responseId();
        costUsd = span.costUsd();
        attributes = span.attributes();
    }

    public Span build() {
        return new Span(
                traceId,
                spanId,
                parentSpanId,
                name,
                kind,
                operation,
                provider,
                requestModel,
                responseModel,
                startTime,
                endTime,
                status,
                errorType,
                errorMessage,
                input,
                output,
                systemInstructions,
                tools,
                usage,
                finishReasons,
                sessionId,
                userId,
                tags,
                metadata,
                promptName,
                promptVersion,
                service,
                environment,
                client,
                responseId,
                costUsd,
                attributes);
    }
}
