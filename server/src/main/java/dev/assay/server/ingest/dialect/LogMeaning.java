package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanContent;
import java.util.List;

/** What a log record says of a trace. */
public sealed interface LogMeaning {

    /** Messages of a span, in order. */
    record Contents(List<SpanContent> contents) implements LogMeaning {

        public Contents {
            contents = List.copyOf(contents);
        }
    }

    /** An evaluation. */
    record Score(dev.assay.model.Score score) implements LogMeaning {}

    /**
     * It is an event of ours, but does not say enough.
     *
     * @param reason what is missing
     */
    record Unusable(String reason) implements LogMeaning {}

    /** It is some other log record. */
    record NotOurs() implements LogMeaning {}
}
