package dev.assay.server.ingest;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import dev.assay.server.ingest.dialect.SpanContents;
import dev.assay.server.ingest.otlp.OtlpLogs;
import dev.assay.server.ingest.otlp.OtlpTraces;
import dev.assay.store.Batch;
import dev.assay.store.Batch.ContentWrite;
import dev.assay.store.Batch.ScoreWrite;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stretch of the journal means. One span for each identity, the newest; messages that came beside a span are
 * joined to it, whichever came first.
 *
 * <p>Most spans are new and have no messages beside them, and finding that out by asking the store would cost more than
 * storing them. So the identities of late are remembered, and the store is asked only about what may be older than the
 * memory.
 */
final class Projection {

    /** 32 MB for the two generations when they are full. */
    private static final int REMEMBERED = 1_000_000;

    /** By how much the clock of a client may run ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Columns columns;
    private final Deletions deletions;
    private final RecentKeys recentSpans;
    private final RecentKeys recentContents;

    /** @param deletions what must not come back, though the journal may still hold it */
    Projection(Columns columns, Deletions deletions, Instant now) {
        this.columns = columns;
        this.deletions = deletions;
        this.recentSpans = new RecentKeys(REMEMBERED, now);
        this.recentContents = new RecentKeys(REMEMBERED, now);
    }

    /** @param reached the position that is reached with these */
    Batch of(List<Incoming> incoming, long reached) {
        Gathered gathered = new Gathered();
        incoming.forEach(each -> gather(each, gathered));
        addStoredSpansOf(gathered);
        Map<SpanKey, List<SpanContent>> contents = contentsOf(gathered);
        return new Batch(
                reached, spanWrites(gathered, contents), gathered.contents, List.copyOf(gathered.scores.values()));
    }

    /** What the entries bring. */
    private static final class Gathered {
        final Map<SpanKey, Span> spans = new LinkedHashMap<>();
        final List<ContentWrite> contents = new ArrayList<>();
        final Map<String, ScoreWrite> scores = new LinkedHashMap<>();
        final Set<SpanKey> mayBeStored = new HashSet<>();
    }

    private void gather(Incoming incoming, Gathered gathered) {
        switch (incoming.content()) {
            case Incoming.Content.Traces(OtlpTraces.Decoded decoded) -> {
                decoded.spans().forEach(span -> gatherSpan(incoming, span, gathered));
                gatherScores(incoming, decoded.scores(), gathered);
            }
            case Incoming.Content.Logs(OtlpLogs.Decoded decoded) -> {
                for (SpanContent content : decoded.contents()) {
                    if (!deletions.isDeleted(incoming.project(), content.traceId())) {
                        gathered.contents.add(new ContentWrite(incoming.project(), content));
                    }
                }
                gatherScores(incoming, decoded.scores(), gathered);
            }
            case Incoming.Content.Scores(List<Score> scores) -> gatherScores(incoming, scores, gathered);
        }
    }

    private void gatherSpan(Incoming incoming, Span span, Gathered gathered) {
        if (deletions.isDeleted(incoming.project(), span.traceId())) {
            return;
        }
        SpanKey key = span.key(incoming.project());
        gathered.spans.put(key, span);
        if (incoming.imported() || mayBeKnown(recentSpans, key, span.startTime())) {
            gathered.mayBeStored.add(key);
        }
    }

    private void gatherScores(Incoming incoming, List<Score> scores, Gathered gathered) {
        for (Score score : scores) {
            if (!deletions.isDeleted(incoming.project(), score.traceId())) {
                gathered.scores.put(incoming.project() + '/' + score.id(), new ScoreWrite(incoming.project(), score));
            }
        }
    }

    private static boolean mayBeKnown(RecentKeys recent, SpanKey key, Instant happened) {
        return recent.contains(key) || !recent.covers(happened.minus(CLOCK_SKEW));
    }

    /** Messages have come for spans that are stored already: those are written once more, with them. */
    private void addStoredSpansOf(Gathered gathered) {
        Set<SpanKey> wanted = new HashSet<>();
        for (ContentWrite write : gathered.contents) {
            SpanKey key = write.content().key(write.project());
            if (!gathered.spans.containsKey(key)
                    && mayBeKnown(recentSpans, key, write.content().time())) {
                wanted.add(key);
            }
        }
        if (!wanted.isEmpty()) {
            columns.spans(wanted).forEach((key, span) -> {
                gathered.spans.put(key, span);
                gathered.mayBeStored.add(key);
            });
        }
    }

    private Map<SpanKey, List<SpanContent>> contentsOf(Gathered gathered) {
        Set<SpanKey> wanted = new HashSet<>();
        gathered.spans.forEach((key, span) -> {
            if (mayBeKnown(recentContents, key, span.startTime())) {
                wanted.add(key);
            }
        });
        Map<SpanKey, List<SpanContent>> contents =
                wanted.isEmpty() ? new LinkedHashMap<>() : new LinkedHashMap<>(columns.contents(wanted));
        for (ContentWrite write : gathered.contents) {
            SpanKey key = write.content().key(write.project());
            if (gathered.spans.containsKey(key)) {
                List<SpanContent> more = new ArrayList<>(contents.getOrDefault(key, List.of()));
                more.add(write.content());
                contents.put(key, more);
            }
        }
        return contents;
    }

    private static List<SpanWrite> spanWrites(Gathered gathered, Map<SpanKey, List<SpanContent>> contents) {
        List<SpanWrite> writes = new ArrayList<>(gathered.spans.size());
        gathered.spans.forEach((key, span) -> {
            List<SpanContent> beside = contents.getOrDefault(key, List.of());
            writes.add(new SpanWrite(
                    key.project(),
                    beside.isEmpty() ? span : SpanContents.join(span, beside),
                    gathered.mayBeStored.contains(key)));
        });
        return writes;
    }

    /** Call it when the batch is stored. */
    void remember(List<Incoming> incoming, Batch batch) {
        if (incoming.isEmpty()) {
            return;
        }
        Instant receivedAt = incoming.getLast().receivedAt();
        for (SpanWrite write : batch.spans()) {
            recentSpans.add(write.span().key(write.project()), receivedAt);
        }
        for (ContentWrite write : batch.contents()) {
            recentContents.add(write.content().key(write.project()), receivedAt);
        }
    }
}
