package dev.assay.server.ingest.dialect;

import dev.assay.model.Client;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Words to say what a span is expected to be: mostly what the stand-in for the providers answers. */
final class Expected {

    static final Message SYSTEM = Message.text("system", "Be brief.");
    static final Message WEATHER = Message.text("user", "Weather in Paris?");
    static final Message HI = Message.text("user", "hi");
    static final Message HELLO = Message.text("assistant", "Hello there");
    static final Json PARIS = new Json("{\"city\":\"Paris\"}");
    static final Message CALL = Message.of("assistant", new Part.ToolCall("call_1", "get_weather", PARIS));
    static final Message RAINY = Message.of("tool", new Part.ToolCallResponse("call_1", new Json("\"rainy\"")));

    private Expected() {}

    /**
     * @param start in nanoseconds since the epoch
     * @param end in nanoseconds since the epoch
     */
    static SpanBuilder span(
            String traceId, String spanId, String parent, String name, SpanKind kind, long start, long end) {
        SpanBuilder span = new SpanBuilder(traceId, spanId);
        span.parentSpanId = parent;
        span.name = name;
        span.kind = kind;
        span.startTime = Instant.ofEpochSecond(0, start);
        span.endTime = Instant.ofEpochSecond(0, end);
        return span;
    }

    static void models(SpanBuilder span, String provider, String request, String response) {
        span.provider = provider;
        span.requestModel = request;
        span.responseModel = response;
    }

    static void content(SpanBuilder span, List<Message> input, List<Message> output, String... finishReasons) {
        span.input = input;
        span.output = output;
        span.finishReasons = List.of(finishReasons);
    }

    static Usage usage(long input, long output, OptionalLong read, OptionalLong write, OptionalLong reasoning) {
        return new Usage(OptionalLong.of(input), OptionalLong.of(output), read, write, reasoning);
    }

    static Client client(String name, String version, String dialect) {
        return new Client(name, version, dialect);
    }
}
