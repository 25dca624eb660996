package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.FindFacets;
import dev.assay.store.FindKeys;
import dev.assay.store.FindSessions;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadSession;
import dev.assay.store.ReadStats;
import dev.assay.store.ReadTrace;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns in one DuckDB file. */
public final class DuckColumns implements Columns {

    /** How many traces one look-up names. */
    private static final int CHUNK = 500;

    private final Database database;
    private final Checkpoints checkpoints;
    private final Writer writer;
    private final Readers readers;
    private final FindTraces findTraces;
    private final FindSpans findSpans;
    private final ReadTrace readTrace;
    private final FindSessions findSessions;
    private final ReadSession readSession;
    private final ReadStats readStats;
    private final FindFacets findFacets;
    private final FindKeys findKeys;

    /**
     * Opens the file, or makes it.
     *
     * @param memoryMegabytes what the engine may use for its buffers; at least 64
     * @throws dev.assay.store.StoreException where the file is damaged, in use by another process, or written by a
     *     newer version
     */
    public DuckColumns(Path file, int memoryMegabytes) {
        database = Database.open(file, memoryMegabytes);
        checkpoints = new Checkpoints(database);
        Reach reach = new Reach();
        writer = new Writer(database, checkpoints, reach);
        readers = new Readers(database);
        findTraces = new FindTracesQuery(readers, reach);
        findSpans = new FindSpansQuery(readers, reach);
        readTrace = new ReadTraceQuery(readers);
        findSessions = new FindSessionsQuery(readers, reach);
        readSession = new ReadSessionQuery(readers);
        readStats = new StatsQuery(readers, reach);
        findFacets = new FindFacetsQuery(readers, reach);
        findKeys = new FindKeysQuery(readers);
    }

    @Override
    public long position() {
        return writer.position();
    }

    @Override
    public void write(Batch batch) {
        writer.write(batch);
    }

    @Override
    public Set<SpanKey> existing(Collection<SpanKey> keys) {
        Set<SpanKey> wanted = new HashSet<>(keys);
        Set<SpanKey> existing = new HashSet<>();
        eachChunk(
                keys,
                (project, traceIds) -> readers.ask(connection -> {
                    SpanRows.ofTraces(connection, project, traceIds, new Sql()).values().stream()
                            .flatMap(List::stream)
                            .map(row -> new SpanKey(project, row.traceId(), row.spanId()))
                            .filter(wanted::contains)
                            .forEach(existing::add);
                    return existing;
                }));
        return existing;
    }

    @Override
    public Map<SpanKey, Span> spans(Collection<SpanKey> keys) {
        Set<SpanKey> wanted = new HashSet<>(keys);
        Map<SpanKey, Span> spans = new HashMap<>();
        eachChunk(
                keys,
                (project, traceIds) -> readers.ask(connection -> {
                    for (Span span : WholeSpans.ofTraces(connection, project, traceIds)) {
                        if (wanted.contains(span.key(project))) {
                            spans.put(span.key(project), span);
                        }
                    }
                    return spans;
                }));
        return spans;
    }

    @Override
    public Map<SpanKey, List<SpanContent>> contents(Collection<SpanKey> keys) {
        if (!writer.hasContents()) {
            return Map.of();
        }
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

    @Override
    public FindTraces findTraces() {
        return findTraces;
    }

    @Override
    public FindSpans findSpans() {
        return findSpans;
    }

    @Override
    public ReadTrace readTrace() {
        return readTrace;
    }

    @Override
    public FindSessions findSessions() {
        return findSessions;
    }

    @Override
    public ReadSession readSession() {
        return readSession;
    }

    @Override
    public ReadStats readStats() {
        return readStats;
    }

    @Override
    public FindFacets findFacets() {
        return findFacets;
    }

    @Override
    public FindKeys findKeys() {
        return findKeys;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        checkpoints.close();
        database.close();
    }
}
