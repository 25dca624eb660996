package dev.assay.store;

import dev.assay.model.Score;
import dev.assay.model.Span;
import java.util.List;
import java.util.Optional;

/** One trace, whole. */
public interface ReadTrace {

    /** Empty where the project has no span of the trace. */
    Optional<Trace> read(String project, String traceId);

    /**
     * @param spans by start time, then by span id
     * @param scores about the trace or any of its spans, oldest first
     */
    record Trace(List<Span> spans, List<Score> scores) {

        public Trace {
            spans = List.copyOf(spans);
            scores = List.copyOf(scores);
        }
    }
}
