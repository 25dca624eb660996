package dev.assay.server.look;

import dev.assay.model.TraceSummary;
import dev.assay.store.ReadTrace;
import dev.assay.store.SpanRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/**
 * A trace without its texts, as columns: lists of one length, in which a span has one place. A trace of 50,000 spans is a
 * tenth of what its rows would be, and is read in a moment.
 */
final class TreeJson {

    private TreeJson() {}

    static void write(JsonGenerator json, TraceSummary summary, ReadTrace.Tree tree) {
        List<SpanRow> spans = tree.spans();
        Instant first = spans.getFirst().startTime();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < spans.size(); i++) {
            places.putIfAbsent(spans.get(i).spanId(), i);
        }
        json.writeStartObject();
        json.writeStringProperty("traceId", summary.traceId());
        json.writeName("summary");
        TraceJson.writeSummary(json, summary);
        json.writeStringProperty("startTime", first.toString());
        json.writeObjectPropertyStart("spans");
        json.writeArrayPropertyStart("spanId");
        spans.forEach(span -> json.writeString(span.spanId()));
        json.writeEndArray();
        numbers(json, "parent", spans, span -> places.getOrDefault(span.parentSpanId(), -1));
        words(json, "name", spans, SpanRow::name);
        words(json, "kind", spans, span -> span.kind().label());
        words(json, "status", spans, span -> span.status().label());
        numbers(json, "startUs", spans, span -> micros(Duration.between(first, span.startTime())));
        numbers(
                json,
                "durationUs",
                spans,
                span -> Math.max(0, micros(Duration.between(span.startTime(), span.endTime()))));
        numbers(
                json,
                "hasText",
                spans,
                span -> span.inputPreview().isEmpty() && span.outputPreview().isEmpty() ? 0 : 1);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
    }

    private static void numbers(JsonGenerator json, String name, List<SpanRow> spans, ToLongFunction<SpanRow> of) {
        json.writeArrayPropertyStart(name);
        spans.forEach(span -> json.writeNumber(of.applyAsLong(span)));
        json.writeEndArray();
    }

    /** Each word once, and for each span its place among them. */
    private static void words(JsonGenerator json, String name, List<SpanRow> spans, Function<SpanRow, String> of) {
        Map<String, Integer> words = new LinkedHashMap<>();
        json.writeObjectPropertyStart(name);
        json.writeArrayPropertyStart("of");
        spans.forEach(span -> {
            String word = of.apply(span);
            Integer known = words.putIfAbsent(word, words.size());
            json.writeNumber(known == null ? words.size() - 1 : known);
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("words");
        words.keySet().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }
}
