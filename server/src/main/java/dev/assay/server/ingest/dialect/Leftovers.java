package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import io.opentelemetry.proto.trace.v1.Span;
import tools.jackson.core.JsonGenerator;

/**
 * Everything that no field was read from, as one JSON object: the attributes under their own names, {@code resource},
 * {@code scope}, {@code events} and {@code links}, and what OTLP says of the span itself under {@code otlp}.
 */
final class Leftovers {

    private Leftovers() {}

    static Json of(Origin origin, SpanSource source, JsonTexts texts) {
        return texts.of(json -> {
            json.writeStartObject();
            write(json, origin, source);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Origin origin, SpanSource source) {
        Span span = source.span();
        Attributes attributes = source.attributes();
        // a client's attribute of one of these names would be written twice
        attributes.rename("resource", "attributes.resource");
        attributes.rename("scope", "attributes.scope");
        attributes.rename("events", "attributes.events");
        attributes.rename("links", "attributes.links");
        attributes.rename("otlp", "attributes.otlp");
        attributes.write(json);
        if (!source.events().isEmpty()) {
            json.writeName("events");
            json.writeStartArray();
            source.events().forEach(event -> writeEvent(json, event));
            json.writeEndArray();
        }
        if (span.getLinksCount() > 0) {
            json.writeName("links");
            json.writeStartArray();
            span.getLinksList().forEach(link -> writeLink(json, link));
            json.writeEndArray();
        }
        writeOtlp(json, span);
        writeRaw(json, "scope", origin.scope());
        writeRaw(json, "resource", origin.resource());
    }

    private static void writeRaw(JsonGenerator json, String name, Json value) {
        if (!value.isAbsent()) {
            json.writeName(name);
            json.writeRawValue(value.text());
        }
    }

    private static void writeEvent(JsonGenerator json, Span.Event event) {
        json.writeStartObject();
        json.writeStringProperty("name", event.getName());
        json.writeStringProperty("time", Ids.instant(event.getTimeUnixNano()).toString());
        if (event.getAttributesCount() > 0) {
            json.writeName("attributes");
            json.writeStartObject();
            Attributes.of(event.getAttributesList()).write(json);
            json.writeEndObject();
        }
        writeCount(json, "droppedAttributes", event.getDroppedAttributesCount());
        json.writeEndObject();
    }

    private static void writeLink(JsonGenerator json, Span.Link link) {
        json.writeStartObject();
        json.writeStringProperty("traceId", Ids.hex(link.getTraceId()));
        json.writeStringProperty("spanId", Ids.hex(link.getSpanId()));
        writeText(json, "traceState", link.getTraceState());
        if (link.getAttributesCount() > 0) {
            json.writeName("attributes");
            json.writeStartObject();
            Attributes.of(link.getAttributesList()).write(json);
            json.writeEndObject();
        }
        writeCount(json, "droppedAttributes", link.getDroppedAttributesCount());
        json.writeEndObject();
    }

    /** What was dropped on the way is shown, because the span then tells less than the application did. */
    private static void writeOtlp(JsonGenerator json, Span span) {
        json.writeName("otlp");
        json.writeStartObject();
        json.writeStringProperty("kind", kind(span));
        writeText(json, "traceState", span.getTraceState());
        if (!span.getParentSpanId().isEmpty() && !Ids.isValid(span.getParentSpanId(), Dialects.SPAN_ID_LENGTH)) {
            json.writeStringProperty("parentSpanId", Ids.hex(span.getParentSpanId()));
        }
        writeCount(json, "droppedAttributes", span.getDroppedAttributesCount());
        writeCount(json, "droppedEvents", span.getDroppedEventsCount());
        writeCount(json, "droppedLinks", span.getDroppedLinksCount());
        json.writeEndObject();
    }

    private static String kind(Span span) {
        return switch (span.getKind()) {
            case SPAN_KIND_INTERNAL -> "internal";
            case SPAN_KIND_CLIENT -> "client";
            case SPAN_KIND_SERVER -> "server";
            case SPAN_KIND_PRODUCER -> "producer";
            case SPAN_KIND_CONSUMER -> "consumer";
            case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> "unspecified";
        };
    }

    private static void writeText(JsonGenerator json, String name, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    private static void writeCount(JsonGenerator json, String name, int count) {
        if (count != 0) {
            json.writeName(name);
            json.writeNumber(Integer.toUnsignedLong(count));
        }
    }
}
