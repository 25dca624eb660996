package dev.assay.server.look;

import dev.assay.model.Json;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** Fields that may be absent, as {@code null}. */
final class Fields {

    private Fields() {}

    static void text(JsonGenerator json, String name, String value) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    static void number(JsonGenerator json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        } else {
            json.writeNullProperty(name);
        }
    }

    static void decimal(JsonGenerator json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsDouble());
        } else {
            json.writeNullProperty(name);
        }
    }

    static void texts(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /** @param absent what stands there instead, for example an empty object */
    static void raw(JsonGenerator json, String name, Json value, String absent) {
        json.writeName(name);
        json.writeRawValue(value.isAbsent() ? absent : value.text());
    }

    /** Milliseconds with a fraction. */
    static double millis(Duration duration) {
        return duration.toNanos() / 1_000_000.0;
    }
}
