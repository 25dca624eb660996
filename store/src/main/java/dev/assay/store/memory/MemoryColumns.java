package dev.assay.store.memory;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import dev.assay.model.TraceSummary;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadTrace;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceStats;
import dev.assay.store.TraceSummaries;
import dev.assay.store.filter.SpanMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Columns that are gone with the process. Plain enough to be read as what the engines have to do. */
public final class MemoryColumns implements Columns {

    private static final Comparator<Span> BY_START =
            Comparator.comparing(Span::startTime).thenComparing(Span::spanId);

    private final Map<SpanKey, Span> spans = new LinkedHashMap<>();
    private final Map<SpanKey, Set<SpanContent>> contents = new HashMap<>();
    private final Map<ScoreKey, Score> scores = new LinkedHashMap<>();
    private long position;

    private record ScoreKey(String project, String id) {}

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized void write(Batch batch) {
        for (Batch.SpanWrite write : batch.spans()) {
            spans.put(write.span().key(write.project()), write.span());
        }
        for (Batch.ContentWrite write : batch.contents()) {
            contents.computeIfAbsent(write.content().key(write.project()), _ -> new LinkedHashSet<>())
                    .add(write.content());
        }
        for (Batch.ScoreWrite write : batch.scores()) {
            scores.put(new ScoreKey(write.project(), write.score().id()), write.score());
        }
        position = batch.position();
    }

    @Override
    public synchronized Set<SpanKey> existing(Collection<SpanKey> keys) {
        Set<SpanKey> existing = new HashSet<>(keys);
        existing.retainAll(spans.keySet());
        return existing;
    }

    @Override
    public synchronized Map<SpanKey, Span> spans(Collection<SpanKey> keys) {
        Map<SpanKey, Span> found = new HashMap<>();
        for (SpanKey key : keys) {
            Optional.ofNullable(spans.get(key)).ifPresent(span -> found.put(key, span));
        }
        return found;
    }

    @Override
    public synchronized Map<SpanKey, List<SpanContent>> contents(Collection<SpanKey> keys) {
        Map<SpanKey, List<SpanContent>> found = new HashMap<>();
        for (SpanKey key : keys) {
            Optional.ofNullable(contents.get(key))
                    .ifPresent(set -> found.put(
                            key,
                            set.stream()
                                    .sorted(Comparator.comparing(SpanContent::time)
                                            .thenComparingInt(SpanContent::index))
                                    .toList()));
        }
        return found;
    }

    @Override
    public FindTraces findTraces() {
        return this::find;
    }

    @Override
    public FindSpans findSpans() {
        return this::findSpans;
    }

    @Override
    public ReadTrace readTrace() {
        return this::read;
    }

    @Override
    public TraceStats traceStats() {
        return (filter, bucket) -> MemoryStats.of(matching(filter), bucket);
    }

    private synchronized FindTraces.Page find(TraceFilter filter, int limit, Optional<FindTraces.Cursor> after) {
        Comparator<TraceSummary> newestFirst = Comparator.comparing(TraceSummary::startTime)
                .thenComparing(TraceSummary::traceId)
                .reversed();
        List<TraceSummary> all = matching(filter).stream()
                .filter(summary -> after.isEmpty() || isAfter(summary, after.get()))
                .sorted(newestFirst)
                .toList();
        List<TraceSummary> items = all.stream().limit(limit).toList();
        return new FindTraces.Page(
                items,
                all.size() > limit
                        ? Optional.of(new FindTraces.Cursor(
                                items.getLast().startTime(), items.getLast().traceId()))
                        : Optional.empty());
    }

    private synchronized FindSpans.Page findSpans(TraceFilter filter, int limit, Optional<FindSpans.Cursor> after) {
        Comparator<SpanRow> newestFirst = Comparator.comparing(SpanRow::startTime)
                .thenComparing(SpanRow::traceId)
                .thenComparing(SpanRow::spanId)
                .reversed();
        Comparator<FindSpans.Cursor> order = Comparator.comparing(FindSpans.Cursor::startTime)
                .thenComparing(FindSpans.Cursor::traceId)
                .thenComparing(FindSpans.Cursor::spanId);
        List<SpanRow> rows = spans.entrySet().stream()
                .filter(entry -> entry.getKey().project().equals(filter.project()))
                .map(Map.Entry::getValue)
                .filter(span -> !span.startTime().isBefore(filter.from())
                        && span.startTime().isBefore(filter.to())
                        && SpanMatch.ofSpan(filter.filter(), span, scoresOf(filter.project(), span.traceId())))
                .map(SpanRow::of)
                .filter(row -> after.isEmpty()
                        || order.compare(
                                        new FindSpans.Cursor(row.startTime(), row.traceId(), row.spanId()), after.get())
                                < 0)
                .sorted(newestFirst)
                .limit(limit + 1L)
                .toList();
        return FindSpans.Page.of(rows, limit);
    }

    private static boolean isAfter(TraceSummary summary, FindTraces.Cursor cursor) {
        int byTime = summary.startTime().compareTo(cursor.startTime());
        return byTime < 0 || (byTime == 0 && summary.traceId().compareTo(cursor.traceId()) < 0);
    }

    private synchronized List<TraceSummary> matching(TraceFilter filter) {
        Map<String, List<Span>> traces = new LinkedHashMap<>();
        spans.forEach((key, span) -> {
            if (key.project().equals(filter.project())) {
                traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span);
            }
        });
        List<TraceSummary> matching = new ArrayList<>();
        traces.forEach((traceId, members) -> {
            TraceSummary summary =
                    TraceSummaries.of(members.stream().map(SpanRow::of).toList(), scoresOf(filter.project(), traceId));
            if (!summary.startTime().isBefore(filter.from())
                    && summary.startTime().isBefore(filter.to())
                    && SpanMatch.ofTrace(filter.filter(), members, summary.scores())) {
                matching.add(summary);
            }
        });
        return matching;
    }

    private synchronized Optional<ReadTrace.Trace> read(String project, String traceId) {
        List<Span> members = spans.entrySet().stream()
                .filter(entry -> entry.getKey().project().equals(project)
                        && entry.getKey().traceId().equals(traceId))
                .map(Map.Entry::getValue)
                .sorted(BY_START)
                .toList();
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadTrace.Trace(members, scoresOf(project, traceId)));
    }

    private List<Score> scoresOf(String project, String traceId) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey().project().equals(project))
                .map(Map.Entry::getValue)
                .filter(score -> score.traceId().equals(traceId))
                .sorted(Comparator.comparing(Score::time).thenComparing(Score::id))
                .toList();
    }

    @Override
    public void close() {}
}
