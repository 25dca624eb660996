package dev.assay.server.look;

import dev.assay.server.web.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** A page of a list: its items, and where the next page begins. */
final class PageJson {

    private PageJson() {}

    static <T> Response of(List<T> items, BiConsumer<JsonGenerator, T> write, Optional<String> next) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            items.forEach(item -> write.accept(json, item));
            json.writeEndArray();
            Fields.text(json, "nextCursor", next.orElse(""));
            json.writeEndObject();
        });
    }
}
