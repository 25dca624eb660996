package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is there of spans that are named, found by their traces. */
final class StoredSpans {

    /** How many traces one look-up names. */
    private static final int CHUNK = 500;

    private final Readers readers;

    StoredSpans(Readers readers) {
        this.readers = readers;
    }

    Set<SpanKey> existing(Collection<SpanKey> keys) {
        Set<SpanKey> wanted = new HashSet<>(keys);
        Set<SpanKey> existing = new HashSet<>();
        eachChunk(
                keys,
                (project, traceIds) -> readers.askAtOnce(connection -> {
                    SpanRows.ofTraces(connection, project, traceIds).values().stream()
                            .flatMap(List::stream)
                            .map(row -> new SpanKey(project, row.traceId(), row.spanId()))
                            .filter(wanted::contains)
                            .forEach(existing::add);
                    return existing;
                }));
        return existing;
    }

    Map<SpanKey, Span> spans(Collection<SpanKey> keys) {
        Set<SpanKey> wanted = new HashSet<>(keys);
        Map<SpanKey, Span> spans = new HashMap<>();
        eachChunk(
                keys,
                (project, traceIds) -> readers.askAtOnce(connection -> {
                    for (Span span : WholeSpans.ofTraces(connection, project, traceIds)) {
                        if (wanted.contains(span.key(project))) {
                            spans.put(span.key(project), span);
                        }
                    }
                    return spans;
                }));
        return spans;
    }

    Map<SpanKey, List<SpanContent>> contents(Collection<SpanKey> keys) {
        Set<SpanKey> wanted = new HashSet<>(keys);
        Map<SpanKey, List<SpanContent>> contents = new HashMap<>();
        eachChunk(
                keys,
                (project, traceIds) -> readers.ask((Connection connection) -> {
                    for (SpanContent content : Contents.ofTraces(connection, project, traceIds)) {
                        if (wanted.contains(content.key(project))) {
                            contents.computeIfAbsent(content.key(project), _ -> new ArrayList<>())
                                    .add(content);
                        }
                    }
                    return contents;
                }));
        return contents;
    }

    private interface Chunk {
        void ask(String project, List<String> traceIds);
    }

    private static void eachChunk(Collection<SpanKey> keys, Chunk chunk) {
        Map<String, Set<String>> traceIds = new HashMap<>();
        for (SpanKey key : keys) {
            traceIds.computeIfAbsent(key.project(), _ -> new LinkedHashSet<>()).add(key.traceId());
        }
        traceIds.forEach((project, ids) -> {
            List<String> all = List.copyOf(ids);
            for (int i = 0; i < all.size(); i += CHUNK) {
                chunk.ask(project, all.subList(i, Math.min(all.size(), i + CHUNK)));
            }
        });
    }
}
