package dev.assay.structured.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A value as it stood in the text: what a schema is held against. */
final class Raw {

    /** What stood there. */
    enum Kind {
        OBJECT,
        LIST,
        /** In quotes of any kind. */
        TEXT,
        NUMBER,
        /** True, false or null. */
        LITERAL,
        /** Without quotes, and neither number nor literal. */
        WORD
    }

    final Kind kind;
    final int start;
    /** The text of a scalar, without quotes and escapes; of a number and a literal as written. */
    final String source;
    /** What it is without a schema. */
    final JsonNode node;
    /** The values of a list or object. */
    final List<Raw> items;
    /** The names of an object, in the order of {@link #items}. */
    final List<String> names;

    Raw(Kind kind, int start, String source, JsonNode node) {
        this.kind = kind;
        this.start = start;
        this.source = source;
        this.node = node;
        this.items = kind == Kind.OBJECT || kind == Kind.LIST ? new ArrayList<>() : List.of();
        this.names = kind == Kind.OBJECT ? new ArrayList<>() : List.of();
    }

    boolean isContainer() {
        return kind == Kind.OBJECT || kind == Kind.LIST;
    }
}
