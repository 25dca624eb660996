package dev.assay.server.look;

import dev.assay.store.FindFacets.Facet;
import dev.assay.store.FindFacets.Question;
import dev.assay.store.FindFacets.Value;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Facets as REST shows them. */
final class FacetsJson {

    private FacetsJson() {}

    static void write(JsonGenerator json, Question question, List<Facet> facets) {
        json.writeStartObject();
        json.writeStringProperty("from", question.filter().from().toString());
        json.writeStringProperty("to", question.filter().to().toString());
        json.writeStringProperty("of", question.of().label());
        json.writeArrayPropertyStart("facets");
        for (Facet facet : facets) {
            json.writeStartObject();
            json.writeStringProperty("field", facet.field().label());
            json.writeArrayPropertyStart("values");
            for (Value value : facet.values()) {
                json.writeStartObject();
                json.writeStringProperty("value", value.value());
                json.writeNumberProperty("count", value.count());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanProperty("more", facet.more());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
