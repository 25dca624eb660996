package dev.assay.store.memory;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Counted;
import dev.assay.store.EraseTraces;
import dev.assay.store.Erasure;
import dev.assay.store.FindFacets;
import dev.assay.store.FindKeys;
import dev.assay.store.FindSessions;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadSession;
import dev.assay.store.ReadStats;
import dev.assay.store.ReadTrace;
import dev.assay.store.Sessions;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceSummaries;
import dev.assay.store.filter.FieldValues;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.SpanMatch;
import dev.assay.store.filter.Subject;
import dev.assay.store.json.MessageJson;
import java.time.Instant;
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
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            spans.put(write.key(), write.span());
        }
        for (Batch.ContentWrite write : batch.contents()) {
            contents.computeIfAbsent(write.key(), _ -> new LinkedHashSet<>()).add(write.content());
        }
        for (Batch.ScoreWrite write : batch.scores()) {
            scores.put(new ScoreKey(write.project(), write.score().id()), write.score());
        }
        scores.replaceAll((key, score) -> found(key.project(), score));
        position = batch.position();
    }

    /** About the first span that has its response id, where it names no trace. */
    private Score found(String project, Score score) {
        if (!score.traceId().isEmpty() || score.responseId().isEmpty()) {
            return score;
        }
        return ofProject(project)
                .filter(span -> span.responseId().equals(score.responseId()))
                .min(BY_START)
                .map(span -> score.about(span.traceId(), span.spanId()))
                .orElse(score);
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
        return new Finding();
    }

    @Override
    public FindSpans findSpans() {
        return this::findSpans;
    }

    @Override
    public ReadTrace readTrace() {
        return new Reading();
    }

    @Override
    public FindSessions findSessions() {
        return this::findSessions;
    }

    @Override
    public ReadSession readSession() {
        return this::readSession;
    }

    private synchronized FindSessions.Page findSessions(
            TraceFilter filter, int limit, Optional<FindSessions.Cursor> after) {
        Map<String, Instant> lastTimes = new HashMap<>();
        for (TraceSummary trace : matching(filter)) {
            if (!trace.sessionId().isEmpty()) {
                lastTimes.merge(trace.sessionId(), trace.startTime(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        Comparator<FindSessions.Cursor> order = Comparator.comparing(FindSessions.Cursor::lastTime)
                .thenComparing(FindSessions.Cursor::sessionId)
                .reversed();
        List<FindSessions.Cursor> all = lastTimes.entrySet().stream()
                .map(entry -> new FindSessions.Cursor(entry.getValue(), entry.getKey()))
                .filter(each -> after.isEmpty() || order.compare(each, after.get()) > 0)
                .sorted(order)
                .toList();
        List<FindSessions.Cursor> page = all.stream().limit(limit).toList();
        Map<String, List<TraceSummary>> traces =
                matching(new TraceFilter(filter.project(), filter.from(), filter.to(), Filter.everything())).stream()
                        .collect(Collectors.groupingBy(TraceSummary::sessionId));
        return new FindSessions.Page(
                page.stream()
                        .map(each -> Sessions.of(
                                each.sessionId(),
                                traces.getOrDefault(each.sessionId(), List.of()),
                                scoresOfSession(filter.project(), each.sessionId())))
                        .toList(),
                all.size() > limit ? Optional.of(page.getLast()) : Optional.empty());
    }

    private synchronized Optional<ReadSession.Session> readSession(
            String project, String sessionId, int limit, Optional<FindTraces.Cursor> after) {
        List<TraceSummary> traces =
                matching(new TraceFilter(project, Instant.MIN, Instant.MAX, Filter.everything())).stream()
                        .filter(trace -> trace.sessionId().equals(sessionId))
                        .sorted(Sessions.OLDEST_FIRST)
                        .toList();
        if (traces.isEmpty()) {
            return Optional.empty();
        }
        List<TraceSummary> rest = traces.stream()
                .filter(trace -> after.isEmpty() || isAfter(after.get(), trace))
                .toList();
        List<ReadSession.Turn> turns =
                rest.stream().limit(limit).map(trace -> turn(project, trace)).toList();
        return Optional.of(new ReadSession.Session(
                Sessions.of(sessionId, traces, scoresOfSession(project, sessionId)),
                turns,
                rest.size() > limit
                        ? Optional.of(new FindTraces.Cursor(
                                turns.getLast().trace().startTime(),
                                turns.getLast().trace().traceId()))
                        : Optional.empty()));
    }

    private ReadSession.Turn turn(String project, TraceSummary trace) {
        List<SpanRow> rows =
                members(project, trace.traceId()).stream().map(SpanRow::of).toList();
        return new ReadSession.Turn(
                trace,
                Sessions.speaker(rows)
                        .flatMap(row ->
                                Optional.ofNullable(spans.get(new SpanKey(project, row.traceId(), row.spanId()))))
                        .map(Sessions::messages)
                        .orElse(List.of()));
    }

    private static boolean isAfter(FindTraces.Cursor cursor, TraceSummary trace) {
        int byTime = trace.startTime().compareTo(cursor.startTime());
        return byTime > 0 || (byTime == 0 && trace.traceId().compareTo(cursor.traceId()) > 0);
    }

    private List<Score> scoresOfSession(String project, String sessionId) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey().project().equals(project))
                .map(Map.Entry::getValue)
                .filter(score -> score.traceId().isEmpty() && score.sessionId().equals(sessionId))
                .sorted(Comparator.comparing(Score::time).thenComparing(Score::id))
                .toList();
    }

    @Override
    public ReadStats readStats() {
        return question -> MemoryStats.of(
                found(question.filter(), question.of()).stream()
                        .map(found -> found.counted(question.by()))
                        .toList(),
                question.bucket(),
                question.limit());
    }

    @Override
    public FindFacets findFacets() {
        return question -> question.fields().stream()
                .map(field -> {
                    TraceFilter filter = question.filter();
                    TraceFilter others = new TraceFilter(
                            filter.project(),
                            filter.from(),
                            filter.to(),
                            filter.filter().without(field));
                    return MemoryFacets.of(
                            field,
                            found(others, question.of()).stream()
                                    .map(found -> found.values(field))
                                    .toList(),
                            question.prefix(),
                            question.limit());
                })
                .toList();
    }

    @Override
    public FindKeys findKeys() {
        return this::keys;
    }

    private synchronized FindKeys.Keys keys(String project, Instant from, Instant to) {
        List<Span> newest = ofProject(project)
                .filter(span ->
                        !span.startTime().isBefore(from) && span.startTime().isBefore(to))
                .sorted(BY_START.reversed())
                .limit(FindKeys.EXAMINED)
                .toList();
        return new FindKeys.Keys(
                sorted(newest.stream().flatMap(span -> FieldValues.keys(span.attributes()))),
                sorted(newest.stream().flatMap(span -> FieldValues.keys(span.metadata()))),
                sorted(scores.entrySet().stream()
                        .filter(entry -> entry.getKey().project().equals(project))
                        .map(entry -> entry.getValue().name())));
    }

    private static List<String> sorted(Stream<String> names) {
        return names.distinct().sorted().limit(FindKeys.MAX).toList();
    }

    /**
     * What is counted, with the spans that it consists of.
     *
     * @param scores those that count for it
     */
    private record Found(MemoryStats.Counted counted, List<Span> members, List<Score> scores) {

        Set<String> values(Subject field) {
            return members.stream()
                    .flatMap(span -> FieldValues.grouped(field, span, scores))
                    .filter(value -> value.length() <= FindFacets.MAX_VALUE)
                    .collect(Collectors.toSet());
        }

        MemoryStats.Counted counted(Optional<Subject> by) {
            return new MemoryStats.Counted(
                    counted.start(),
                    counted.duration(),
                    counted.failed(),
                    counted.inputTokens(),
                    counted.outputTokens(),
                    counted.costUsd(),
                    by.map(this::values).orElse(Set.of()));
        }
    }

    private synchronized List<Found> found(TraceFilter filter, Counted of) {
        List<Found> found = new ArrayList<>();
        traces(filter.project()).forEach((traceId, members) -> {
            List<Score> about = scoresOf(filter.project(), traceId);
            List<SpanRow> rows = members.stream().map(SpanRow::of).toList();
            if (of == Counted.TRACES) {
                TraceSummary summary = TraceSummaries.of(rows, about);
                if (passes(filter, summary, members)) {
                    found.add(new Found(counted(summary), members, about));
                }
                return;
            }
            Set<String> leaves = TraceSummaries.inferenceLeaves(rows).stream()
                    .map(SpanRow::spanId)
                    .collect(Collectors.toSet());
            for (Span span : members) {
                if (passes(filter, span, about)) {
                    found.add(new Found(
                            counted(span, leaves.contains(span.spanId())),
                            List.of(span),
                            about.stream()
                                    .filter(score -> score.spanId().isEmpty()
                                            || score.spanId().equals(span.spanId()))
                                    .toList()));
                }
            }
        });
        return found;
    }

    private static MemoryStats.Counted counted(TraceSummary summary) {
        return new MemoryStats.Counted(
                summary.startTime(),
                summary.duration(),
                summary.status() == Status.ERROR,
                summary.inputTokens(),
                summary.outputTokens(),
                summary.costUsd(),
                Set.of());
    }

    private static MemoryStats.Counted counted(Span span, boolean leaf) {
        return new MemoryStats.Counted(
                span.startTime(),
                span.duration(),
                span.status() == Status.ERROR,
                leaf ? span.usage().inputTokens() : OptionalLong.empty(),
                leaf ? span.usage().outputTokens() : OptionalLong.empty(),
                leaf ? span.costUsd() : OptionalDouble.empty(),
                Set.of());
    }

    private static boolean passes(TraceFilter filter, TraceSummary summary, List<Span> members) {
        return !summary.startTime().isBefore(filter.from())
                && summary.startTime().isBefore(filter.to())
                && SpanMatch.ofTrace(filter.filter(), members, summary.scores());
    }

    private static boolean passes(TraceFilter filter, Span span, List<Score> scores) {
        return !span.startTime().isBefore(filter.from())
                && span.startTime().isBefore(filter.to())
                && SpanMatch.ofSpan(filter.filter(), span, scores);
    }

    private Stream<Span> ofProject(String project) {
        return spans.entrySet().stream()
                .filter(entry -> entry.getKey().project().equals(project))
                .map(Map.Entry::getValue);
    }

    private Map<String, List<Span>> traces(String project) {
        return ofProject(project)
                .collect(Collectors.groupingBy(Span::traceId, LinkedHashMap::new, Collectors.toList()));
    }

    private final class Finding implements FindTraces {

        @Override
        public Page find(TraceFilter filter, int limit, Optional<Cursor> after) {
            return MemoryColumns.this.find(filter, limit, after);
        }

        @Override
        public List<TraceSummary> among(TraceFilter filter, Collection<String> traceIds) {
            TraceFilter ever = new TraceFilter(filter.project(), Instant.MIN, Instant.MAX, filter.filter());
            return matching(ever).stream()
                    .filter(summary -> traceIds.contains(summary.traceId()))
                    .sorted(Sessions.OLDEST_FIRST.reversed())
                    .toList();
        }
    }

    private synchronized FindTraces.Page find(TraceFilter filter, int limit, Optional<FindTraces.Cursor> after) {
        List<TraceSummary> all = matching(filter).stream()
                .filter(summary -> after.isEmpty() || isAfter(summary, after.get()))
                .sorted(Sessions.OLDEST_FIRST.reversed())
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
        List<SpanRow> rows = ofProject(filter.project())
                .filter(span -> passes(filter, span, scoresOf(filter.project(), span.traceId())))
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
        List<TraceSummary> matching = new ArrayList<>();
        traces(filter.project()).forEach((traceId, members) -> {
            TraceSummary summary =
                    TraceSummaries.of(members.stream().map(SpanRow::of).toList(), scoresOf(filter.project(), traceId));
            if (passes(filter, summary, members)) {
                matching.add(summary);
            }
        });
        return matching;
    }

    private List<Span> members(String project, String traceId) {
        return ofProject(project)
                .filter(span -> span.traceId().equals(traceId))
                .sorted(BY_START)
                .toList();
    }

    private final class Reading implements ReadTrace {

        @Override
        public Optional<Trace> read(String project, String traceId) {
            synchronized (MemoryColumns.this) {
                List<Span> members = members(project, traceId);
                return members.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Trace(members, scoresOf(project, traceId)));
            }
        }

        @Override
        public Optional<Tree> tree(String project, String traceId) {
            return read(project, traceId)
                    .map(trace ->
                            new Tree(trace.spans().stream().map(SpanRow::of).toList(), trace.scores()));
        }

        @Override
        public Some some(String project, String traceId, Set<String> spanIds, long maxBytes) {
            synchronized (MemoryColumns.this) {
                List<Span> wanted = members(project, traceId).stream()
                        .filter(span -> spanIds.contains(span.spanId()))
                        .toList();
                List<Span> some = new ArrayList<>();
                long bytes = 0;
                for (Span span : wanted) {
                    bytes += MessageJson.write(span.input()).length()
                            + MessageJson.write(span.output()).length();
                    if (bytes > maxBytes && !some.isEmpty()) {
                        break;
                    }
                    some.add(span);
                }
                List<String> left = wanted.subList(some.size(), wanted.size()).stream()
                        .map(Span::spanId)
                        .toList();
                return new Some(some, scoresOf(project, traceId), left);
            }
        }
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
    public String trouble() {
        return "";
    }

    @Override
    public EraseTraces eraseTraces() {
        return new Erasing();
    }

    /** Nothing is ever left of what was replaced. */
    @Override
    public void rewrite(CatchUp catchUp) {}

    private final class Erasing implements EraseTraces {

        @Override
        public Set<String> ofSession(String project, String sessionId) {
            return traces(project, span -> span.sessionId().equals(sessionId));
        }

        @Override
        public Set<String> ofUser(String project, String userId) {
            return traces(project, span -> span.userId().equals(userId));
        }

        private Set<String> traces(String project, Predicate<Span> which) {
            synchronized (MemoryColumns.this) {
                return spans.entrySet().stream()
                        .filter(entry -> entry.getKey().project().equals(project) && which.test(entry.getValue()))
                        .map(entry -> entry.getKey().traceId())
                        .collect(Collectors.toSet());
            }
        }

        @Override
        public long traces(String project) {
            return traces(project, _ -> true).size();
        }

        @Override
        public Erasure.Count count(Erasure erasure) {
            synchronized (MemoryColumns.this) {
                return new Erasure.Count(
                        spans.keySet().stream().filter(key -> has(erasure, key)).count(),
                        contents.entrySet().stream()
                                .filter(entry -> has(erasure, entry.getKey()))
                                .mapToLong(entry -> entry.getValue().size())
                                .sum(),
                        scores.entrySet().stream()
                                .filter(entry -> has(erasure, entry))
                                .count());
            }
        }

        @Override
        public Erasure.Count erase(Erasure erasure) {
            synchronized (MemoryColumns.this) {
                Erasure.Count count = count(erasure);
                spans.keySet().removeIf(key -> has(erasure, key));
                contents.keySet().removeIf(key -> has(erasure, key));
                scores.entrySet().removeIf(entry -> has(erasure, entry));
                return count;
            }
        }

        private static boolean has(Erasure erasure, SpanKey key) {
            return key.project().equals(erasure.project())
                    && (erasure.whole() || erasure.traceIds().contains(key.traceId()));
        }

        private static boolean has(Erasure erasure, Map.Entry<ScoreKey, Score> entry) {
            return entry.getKey().project().equals(erasure.project()) && erasure.has(entry.getValue());
        }

        @Override
        public Erasure.Count eraseBefore(String project, Instant before) {
            synchronized (MemoryColumns.this) {
                Set<String> standing = traces(project, span -> !span.startTime().isBefore(before));
                Set<String> over = traces(project, _ -> true);
                over.removeAll(standing);
                contents.forEach((key, set) -> {
                    if (key.project().equals(project)
                            && !standing.contains(key.traceId())
                            && set.stream().allMatch(content -> content.time().isBefore(before))) {
                        over.add(key.traceId());
                    }
                });
                Erasure.Count count = erase(new Erasure(project, over, Set.of()));
                long scored = scores.size();
                scores.entrySet()
                        .removeIf(entry -> entry.getKey().project().equals(project)
                                && !standing.contains(entry.getValue().traceId())
                                && entry.getValue().time().isBefore(before));
                return count.plus(new Erasure.Count(0, 0, scored - scores.size()));
            }
        }

        @Override
        public Waste waste() {
            return new Waste(0, spans.size(), 0, 0);
        }
    }

    @Override
    public void close() {}
}
