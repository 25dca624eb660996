package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.SpanBuilder;
import dev.assay.model.Usage;
import dev.assay.store.json.MessageJson;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes a dialect writes the fields of a span in, the preferred one first. An attribute is taken out where the
 * field holds all that it said; where another one was preferred, or a word was normalised, it stays with the span.
 */
final class FieldTable {

    private static final String[] NO_KEYS = {};
    private static final List<TextField> TEXT_FIELDS = List.of(TextField.values());

    private final EnumMap<TextField, String[]> texts = new EnumMap<>(TextField.class);
    private final EnumMap<CountField, String[]> counts = new EnumMap<>(CountField.class);
    private String[] finishReasons = {};
    private String[] tags = {};
    private String[] cost = {};
    private String[] metadata = {};
    private String[] metadataPrefixes = {};

    FieldTable text(TextField field, String... keys) {
        texts.merge(field, keys, FieldTable::joined);
        return this;
    }

    FieldTable count(CountField field, String... keys) {
        counts.merge(field, keys, FieldTable::joined);
        return this;
    }

    FieldTable finishReasons(String... keys) {
        finishReasons = joined(finishReasons, keys);
        return this;
    }

    FieldTable tags(String... keys) {
        tags = joined(tags, keys);
        return this;
    }

    FieldTable cost(String... keys) {
        cost = joined(cost, keys);
        return this;
    }

    /** Attributes that hold a JSON object. */
    FieldTable metadata(String... keys) {
        metadata = joined(metadata, keys);
        return this;
    }

    /** What the keys of single values begin with, where no attribute holds all. */
    FieldTable metadataPrefixes(String... prefixes) {
        metadataPrefixes = joined(metadataPrefixes, prefixes);
        return this;
    }

    /** This table, and for what it does not find the other one. */
    FieldTable then(FieldTable other) {
        FieldTable both = new FieldTable();
        for (FieldTable table : List.of(this, other)) {
            table.texts.forEach(both::text);
            table.counts.forEach(both::count);
            both.finishReasons(table.finishReasons)
                    .tags(table.tags)
                    .cost(table.cost)
                    .metadata(table.metadata)
                    .metadataPrefixes(table.metadataPrefixes);
        }
        return both;
    }

    private static String[] joined(String[] first, String[] second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).distinct().toArray(String[]::new);
    }

    void fill(Attributes attributes, SpanBuilder span) {
        for (TextField field : TEXT_FIELDS) {
            String @Nullable [] keys = texts.get(field);
            if (keys != null) {
                field.fill(attributes, keys, span);
            }
        }
        if (!counts.isEmpty()) {
            span.usage = usage(attributes, span.usage);
        }
        fillFinishReasons(attributes, span);
        fillTags(attributes, span);
        fillCost(attributes, span);
        fillMetadata(attributes, span);
    }

    private Usage usage(Attributes attributes, Usage known) {
        return new Usage(
                CountField.fill(attributes, keys(CountField.INPUT), known.inputTokens()),
                CountField.fill(attributes, keys(CountField.OUTPUT), known.outputTokens()),
                CountField.fill(attributes, keys(CountField.CACHE_READ), known.cacheReadTokens()),
                CountField.fill(attributes, keys(CountField.CACHE_WRITE), known.cacheWriteTokens()),
                CountField.fill(attributes, keys(CountField.REASONING), known.reasoningTokens()));
    }

    private String[] keys(CountField field) {
        return counts.getOrDefault(field, NO_KEYS);
    }

    private void fillFinishReasons(Attributes attributes, SpanBuilder span) {
        for (String key : finishReasons) {
            @Nullable AnyValue value = attributes.get(key);
            if (value == null) {
                continue;
            }
            List<String> reasons = Values.words(value);
            if (span.finishReasons.isEmpty()) {
                span.finishReasons = FinishReasons.normalised(reasons);
            }
            if (reasons.equals(span.finishReasons)) {
                attributes.remove(key);
            }
        }
    }

    private void fillTags(Attributes attributes, SpanBuilder span) {
        for (String key : tags) {
            @Nullable AnyValue value = attributes.get(key);
            if (value != null) {
                Set<String> all = new LinkedHashSet<>(span.tags);
                all.addAll(Values.words(value));
                span.tags = List.copyOf(all);
                attributes.remove(key);
            }
        }
    }

    private void fillCost(Attributes attributes, SpanBuilder span) {
        for (String key : cost) {
            @Nullable AnyValue value = attributes.get(key);
            OptionalDouble number = value == null ? OptionalDouble.empty() : Values.number(value);
            if (number.isEmpty()) {
                continue;
            }
            if (span.costUsd.isEmpty()) {
                span.costUsd = number;
            }
            if (span.costUsd.equals(number)) {
                attributes.remove(key);
            }
        }
    }

    private void fillMetadata(Attributes attributes, SpanBuilder span) {
        for (String key : metadata) {
            @Nullable AnyValue value = attributes.get(key);
            if (value != null && span.metadata.isAbsent()) {
                Json json = value.hasStringValue()
                        ? MessageJson.structureOrString(value.getStringValue())
                        : Values.json(value);
                if (json.text().startsWith("{")) {
                    span.metadata = json;
                    attributes.remove(key);
                }
            }
        }
        if (span.metadata.isAbsent() && metadataPrefixes.length > 0) {
            span.metadata = collected(attributes);
        }
    }

    private Json collected(Attributes attributes) {
        Map<String, AnyValue> found = new LinkedHashMap<>();
        for (String prefix : metadataPrefixes) {
            for (String key : attributes.keys(prefix)) {
                @Nullable AnyValue value = attributes.get(key);
                if (value != null && found.putIfAbsent(key.substring(prefix.length()), value) == null) {
                    attributes.remove(key);
                }
            }
        }
        return found.isEmpty()
                ? Json.ABSENT
                : Values.json(json -> {
                    json.writeStartObject();
                    found.forEach((name, value) -> {
                        json.writeName(name);
                        Values.write(json, value);
                    });
                    json.writeEndObject();
                });
    }
}
