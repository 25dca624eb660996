package dev.assay.server.access;

import java.time.Instant;
import java.util.Optional;
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

    static void time(JsonGenerator json, String name, Optional<Instant> value) {
        text(json, name, value.map(Instant::toString).orElse(""));
    }
}
