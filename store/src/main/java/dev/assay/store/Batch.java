package dev.assay.store;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import java.util.List;

/**
 * What a stretch of the journal became; stored in one transaction.
 *
 * @param position the journal position that is reached with this batch
 * @param spans at most one for each identity
 * @param scores at most one for each id and project
 */
public record Batch(long position, List<SpanWrite> spans, List<ContentWrite> contents, List<ScoreWrite> scores) {

    public Batch {
        spans = List.copyOf(spans);
        contents = List.copyOf(contents);
        scores = List.copyOf(scores);
    }

    /**
     * @param mayExist false where the caller knows that the identity is new, which spares the store the look-up; where
     *     true, an older span of the same identity is replaced
     */
    public record SpanWrite(String project, Span span, boolean mayExist) {

        public SpanKey key() {
            return span.key(project);
        }
    }

    /** A message that came beside its span; the same one twice is one. */
    public record ContentWrite(String project, SpanContent content) {

        /** Of the span. */
        public SpanKey key() {
            return content.key(project);
        }
    }

    /** A score; an older one of the same id is replaced. */
    public record ScoreWrite(String project, Score score) {}
}
