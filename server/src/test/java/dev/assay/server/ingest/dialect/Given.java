package dev.assay.server.ingest.dialect;

import com.google.protobuf.ByteString;
import dev.assay.model.Score;
import dev.assay.server.ingest.price.Prices;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small OTLP span, written down. */
final class Given {

    static final ByteString TRACE =
            ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    static final ByteString SPAN = ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    private final String scope;
    private final Resource.Builder resource = Resource.newBuilder();
    final Span.Builder proto = Span.newBuilder()
            .setTraceId(TRACE)
            .setSpanId(SPAN)
            .setName("name")
            .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(1_000_000_000L)
            .setEndTimeUnixNano(2_000_000_000L);

    private Given(String scope) {
        this.scope = scope;
    }

    static Given span(String scope) {
        return new Given(scope);
    }

    Given with(String key, Object value) {
        proto.addAttributes(pair(key, value));
        return this;
    }

    Given resource(String key, Object value) {
        resource.addAttributes(pair(key, value));
        return this;
    }

    Given event(String name, Map<String, Object> attributes) {
        Span.Event.Builder event = Span.Event.newBuilder().setName(name).setTimeUnixNano(1_500_000_000L);
        attributes.forEach((key, value) -> event.addAttributes(pair(key, value)));
        proto.addEvents(event);
        return this;
    }

    dev.assay.model.Span read() {
        return read(Prices.NONE);
    }

    dev.assay.model.Span read(Prices prices) {
        Origin origin = Origin.of(
                resource.build(),
                InstrumentationScope.newBuilder().setName(scope).setVersion("1").build());
        try (JsonTexts texts = new JsonTexts()) {
            return Dialects.toSpan(origin, received(), prices, texts);
        }
    }

    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        Dialects.addScores(received(), scores);
        return scores;
    }

    private ReceivedSpan received() {
        return ReceivedSpan.of(proto.build());
    }

    static KeyValue pair(String key, Object value) {
        return KeyValue.newBuilder().setKey(key).setValue(value(value)).build();
    }

    /** Text, numbers, truths, bytes, lists and maps, as OTLP writes them. */
    static AnyValue value(Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        switch (value) {
            case String text -> any.setStringValue(text);
            case Integer number -> any.setIntValue(number);
            case Long number -> any.setIntValue(number);
            case Double number -> any.setDoubleValue(number);
            case Boolean truth -> any.setBoolValue(truth);
            case ByteString bytes -> any.setBytesValue(bytes);
            case List<?> list -> {
                ArrayValue.Builder array = ArrayValue.newBuilder();
                list.forEach(element -> array.addValues(value(element)));
                any.setArrayValue(array);
            }
            case Map<?, ?> map -> {
                KeyValueList.Builder pairs = KeyValueList.newBuilder();
                map.forEach((key, element) -> pairs.addValues(pair(key.toString(), element)));
                any.setKvlistValue(pairs);
            }
            default -> throw new IllegalArgumentException("value is " + value + " (expected: one that OTLP knows)");
        }
        return any.build();
    }
}
