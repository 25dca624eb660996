package dev.assay.server.look;

import dev.assay.store.TraceFilter;
import dev.assay.store.TraceStats;
import dev.assay.store.TraceStats.Latency;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

final class StatsJson {

    private StatsJson() {}

    static void write(JsonGenerator json, TraceFilter filter, Duration width, TraceStats.Stats stats) {
        json.writeStartObject();
        json.writeStringProperty("from", filter.from().toString());
        json.writeStringProperty("to", filter.to().toString());
        json.writeNumberProperty("bucketSeconds", width.toSeconds());
        json.writeNumberProperty("traces", stats.traces());
        json.writeNumberProperty("errors", stats.errors());
        latency(json, "p50Ms", stats.latency(), Latency::p50);
        latency(json, "p95Ms", stats.latency(), Latency::p95);
        latency(json, "p99Ms", stats.latency(), Latency::p99);
        Fields.number(json, "inputTokens", stats.inputTokens());
        Fields.number(json, "outputTokens", stats.outputTokens());
        Fields.decimal(json, "costUsd", stats.costUsd());
        json.writeArrayPropertyStart("buckets");
        for (TraceStats.Bucket bucket : stats.buckets()) {
            json.writeStartObject();
            json.writeStringProperty("start", bucket.start().toString());
            json.writeNumberProperty("traces", bucket.traces());
            json.writeNumberProperty("errors", bucket.errors());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void latency(
            JsonGenerator json, String name, Optional<Latency> latency, Function<Latency, Duration> percentile) {
        if (latency.isPresent()) {
            json.writeNumberProperty(name, Fields.millis(percentile.apply(latency.get())));
        } else {
            json.writeNullProperty(name);
        }
    }
}
