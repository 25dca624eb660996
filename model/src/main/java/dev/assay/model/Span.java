package dev.assay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One canonical span, whatever client wrote it.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits
 * @param parentSpanId 16 lower-case hexadecimal digits, or empty at a root
 * @param operation what the client called the operation, for example {@code chat}, or empty
 * @param provider the provider in the words of the GenAI convention, for example {@code openai}, or empty
 * @param requestModel the model asked for, or empty
 * @param responseModel the model that answered, or empty
 * @param errorType the class of error, or empty
 * @param errorMessage the text of the error, or empty
 * @param input what went in; text of a span that is no chat is one message
 * @param output what came out; text of a span that is no chat is one message
 * @param systemInstructions instructions that were given beside the conversation
 * @param tools a JSON array of the tools offered, or absent
 * @param finishReasons why each choice ended, in normalised words
 * @param sessionId the conversation that the call belongs to, or empty
 * @param userId the end user, or empty
 * @param metadata a JSON object of what the application said about the call, or absent
 * @param responseId the provider's id of the answer, or empty
 * @param costUsd what the call cost in US dollars, where it is known
 * @param attributes a JSON object of everything that no field above was read from, or absent
 */
public record Span(
        String traceId,
        String spanId,
        String parentSpanId,
        String name,
        SpanKind kind,
        String operation,
        String provider,
        String requestModel,
        String responseModel,
        Instant startTime,
        Instant endTime,
        Status status,
        String errorType,
        String errorMessage,
        List<Message> input,
        List<Message> output,
        List<Part> systemInstructions,
        Json tools,
        Usage usage,
        List<String> finishReasons,
        String sessionId,
        String userId,
        List<String> tags,
        Json metadata,
        String promptName,
        String promptVersion,
        String service,
        String environment,
        Client client,
        String responseId,
        OptionalDouble costUsd,
        Json attributes) {

    public Span {
        input = List.copyOf(input);
        output = List.copyOf(output);
        systemInstructions = List.copyOf(systemInstructions);
        finishReasons = List.copyOf(finishReasons);
        tags = List.copyOf(tags);
    }

    public boolean isRoot() {
        return parentSpanId.isEmpty();
    }

    /** From start to end; zero where the client's clock ran backwards. */
    public Duration duration() {
        Duration duration = Duration.between(startTime, endTime);
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** The model that answered, or the one asked for where the answer does not tell. */
    public String model() {
        return responseModel.isEmpty() ? requestModel : responseModel;
    }

    public SpanKey key(String project) {
        return new SpanKey(project, traceId, spanId);
    }

    public SpanBuilder toBuilder() {
        return new SpanBuilder(this);
    }
}
