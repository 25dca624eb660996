package dev.assay.structured.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The meta-schemas of JSON Schema 2020-12, which come with this library. */
public final class MetaSchemas {

    static final String PLACE = "https://json-schema.org/draft/2020-12/";

    private MetaSchemas() {}

    /**
     * The meta-schema of a URI.
     *
     * @param uri absolute, without fragment
     * @return the meta-schema, or that of a vocabulary; empty if the URI names none of 2020-12
     */
    public static Optional<JsonNode> of(String uri) {
        if (!uri.startsWith(PLACE)) {
            return Optional.empty();
        }
        String name = uri.substring(PLACE.length());
        if (!name.equals("schema") && !name.matches("meta/[a-z-]+")) {
            return Optional.empty();
        }
        try (InputStream in = MetaSchemas.class.getResourceAsStream("draft2020-12/" + name + ".json")) {
            return in == null ? Optional.empty() : Optional.of(SchemaJson.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the meta-schema " + uri, e);
        }
    }
}
