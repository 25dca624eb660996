package dev.assay.server.demo;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** A span that is being recorded. */
record TapedSpan(Span.Builder span) {

    TapedSpan text(String key, String value) {
        span.addAttributes(attribute(key, value));
        return this;
    }

    TapedSpan texts(String key, List<String> values) {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        values.forEach(value -> array.addValues(AnyValue.newBuilder().setStringValue(value)));
        return put(key, AnyValue.newBuilder().setArrayValue(array));
    }

    TapedSpan number(String key, long value) {
        return put(key, AnyValue.newBuilder().setIntValue(value));
    }

    TapedSpan number(String key, double value) {
        return put(key, AnyValue.newBuilder().setDoubleValue(value));
    }

    TapedSpan flag(String key, boolean value) {
        return put(key, AnyValue.newBuilder().setBoolValue(value));
    }

    private TapedSpan put(String key, AnyValue.Builder value) {
        span.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value));
        return this;
    }

    static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    /** An event of the span. */
    record Event(Span.Event.Builder event) {
        Event text(String key, String value) {
            event.addAttributes(attribute(key, value));
            return this;
        }
    }
}
