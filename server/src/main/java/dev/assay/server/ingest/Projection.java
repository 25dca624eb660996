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
import dev.assay.store.IdHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Remembers the spans as well: where the batch cannot be stored, the same entries may be given again.
     *
     * @param reached the position that is reached with these
     */
    Batch of(List<Incoming> incoming, long reached) {
        Gathered gathered = new Gathered();
        incoming.forEach(each -> gather(each, gathered));
        addStoredSpansOf(gathered);
        joinContents(gathered);
        return new Batch(reached, gathered.spans, gathered.contents, List.copyOf(gathered.scores.values()));
    }

    /** What the entries bring. */
    private static final class Gathered {
        final List<SpanWrite> spans = new ArrayList<>();
        final Set<SpanKey> mayHaveContents = new HashSet<>();
        final List<ContentWrite> contents = new ArrayList<>();
        final Map<String, ScoreWrite> scores = new LinkedHashMap<>();
        private final Map<SpanKey, Integer> places = new HashMap<>();

        /** Where a span stands among them. Known of all only once it is asked: most spans come once, and no message beside them. */
        Optional<Integer> place(SpanKey key) {
            for (int i = places.size(); i < spans.size(); i++) {
                places.put(spans.get(i).key(), i);
            }
            return Optional.ofNullable(places.get(key));
        }
    }

    private void gather(Incoming incoming, Gathered gathered) {
        switch (incoming.content()) {
            case Incoming.Content.Traces(OtlpTraces.Decoded decoded) -> {
                boolean deletedFrom = !deletions.isEmpty(incoming.project());
                for (Span span : decoded.spans()) {
                    if (!deletedFrom || !deletions.isDeleted(incoming.project(), span.traceId())) {
                        gatherSpan(incoming, span, gathered);
                    }
                }
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
        String project = incoming.project();
        long hash = IdHash.ofSpan(project, span.traceId(), span.spanId());
        boolean known = recentSpans.contains(hash);
        boolean mayExist = known || incoming.imported() || !recentSpans.covers(span.startTime());
        Optional<Integer> place = known ? gathered.place(span.key(project)) : Optional.empty();
        if (place.isPresent()) {
            boolean before = gathered.spans.get(place.get()).mayExist();
            gathered.spans.set(place.get(), new SpanWrite(project, span, before || incoming.imported()));
        } else {
            gathered.spans.add(new SpanWrite(project, span, mayExist));
            recentSpans.add(hash, incoming.receivedAt());
        }
        if (mayBeKnown(recentContents, hash, span.startTime())) {
            gathered.mayHaveContents.add(span.key(project));
        }
    }

    private void gatherScores(Incoming incoming, List<Score> scores, Gathered gathered) {
        for (Score score : scores) {
            if (!deletions.isDeleted(incoming.project(), score.traceId())) {
                gathered.scores.put(incoming.project() + '/' + score.id(), new ScoreWrite(incoming.project(), score));
            }
        }
    }

    private static boolean mayBeKnown(RecentKeys recent, long hash, Instant happened) {
        return recent.contains(hash) || !recent.covers(happened);
    }

    private static long hash(SpanKey key) {
        return IdHash.ofSpan(key.project(), key.traceId(), key.spanId());
    }

    /** Messages have come for spans that are stored already: those are written once more, with them. */
    private void addStoredSpansOf(Gathered gathered) {
        Set<SpanKey> wanted = new HashSet<>();
        for (ContentWrite write : gathered.contents) {
            SpanKey key = write.key();
            if (gathered.place(key).isEmpty()
                    && mayBeKnown(recentSpans, hash(key), write.content().time())) {
                wanted.add(key);
            }
        }
        if (!wanted.isEmpty()) {
            columns.spans(wanted).forEach((key, span) -> {
                gathered.spans.add(new SpanWrite(key.project(), span, true));
                if (mayBeKnown(recentContents, hash(key), span.startTime())) {
                    gathered.mayHaveContents.add(key);
                }
            });
        }
    }

    private void joinContents(Gathered gathered) {
        Map<SpanKey, List<SpanContent>> contents = new LinkedHashMap<>();
        if (!gathered.mayHaveContents.isEmpty()) {
            contents.putAll(columns.contents(gathered.mayHaveContents));
        }
        for (ContentWrite write : gathered.contents) {
            SpanKey key = write.key();
            if (gathered.place(key).isPresent()) {
                List<SpanContent> more = new ArrayList<>(contents.getOrDefault(key, List.of()));
                more.add(write.content());
                contents.put(key, more);
            }
        }
        contents.forEach((key, beside) -> {
            int place = gathered.place(key).orElseThrow();
            SpanWrite write = gathered.spans.get(place);
            gathered.spans.set(
                    place, new SpanWrite(write.project(), SpanContents.join(write.span(), beside), write.mayExist()));
        });
    }

    /** Call it when the batch is stored. */
    void remember(List<Incoming> incoming, Batch batch) {
        if (incoming.isEmpty()) {
            return;
        }
        Instant receivedAt = incoming.getLast().receivedAt();
        for (ContentWrite write : batch.contents()) {
            recentContents.add(hash(write.key()), receivedAt);
        }
    }
}
