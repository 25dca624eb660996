package dev.assay.server.look;

import dev.assay.store.ReadStats.Bucket;
import dev.assay.store.ReadStats.Group;
import dev.assay.store.ReadStats.Latency;
import dev.assay.store.ReadStats.Numbers;
import dev.assay.store.ReadStats.Question;
import dev.assay.store.ReadStats.Stats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Numbers as REST shows them. */
final class StatsJson {

    private StatsJson() {}

    static void write(JsonGenerator json, Question question, Stats stats) {
        json.writeStartObject();
        json.writeStringProperty("from", question.filter().from().toString());
        json.writeStringProperty("to", question.filter().to().toString());
        json.writeNumberProperty("bucketSeconds", question.bucket().toSeconds());
        json.writeStringProperty("of", question.of().label());
        numbers(json, stats.total());
        buckets(json, stats.buckets());
        json.writeArrayPropertyStart("groups");
        for (Group group : stats.groups()) {
            json.writeStartObject();
            json.writeStringProperty("value", group.value());
            numbers(json, group.numbers());
            buckets(json, group.buckets());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanProperty("moreGroups", stats.more());
        json.writeEndObject();
    }

    private static void buckets(JsonGenerator json, List<Bucket> buckets) {
        json.writeArrayPropertyStart("buckets");
        for (Bucket bucket : buckets) {
            json.writeStartObject();
            json.writeStringProperty("start", bucket.start().toString());
            numbers(json, bucket.numbers());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, Numbers numbers) {
        json.writeNumberProperty("count", numbers.count());
        json.writeNumberProperty("errors", numbers.errors());
        latency(json, "p50Ms", numbers.latency(), Latency::p50);
        latency(json, "p95Ms", numbers.latency(), Latency::p95);
        latency(json, "p99Ms", numbers.latency(), Latency::p99);
        Fields.number(json, "inputTokens", numbers.inputTokens());
        Fields.number(json, "outputTokens", numbers.outputTokens());
        Fields.decimal(json, "costUsd", numbers.costUsd());
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
