package dev.assay.store;

import dev.assay.model.Score;
import dev.assay.model.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One trace. */
public interface ReadTrace {

    /** Empty where the project has no span of the trace. */
    Optional<Trace> read(String project, String traceId);

    /** The trace without its texts, whatever its size. Empty where the project has no span of the trace. */
    Optional<Tree> tree(String project, String traceId);

    /**
     * Some spans of a trace, whole.
     *
     * @param spanIds those that the trace has not are left out
     * @param maxBytes about how many bytes of texts together; at least one span is read, however large
     */
    Some some(String project, String traceId, Set<String> spanIds, long maxBytes);

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

    /**
     * @param spans by start time, then by span id
     * @param scores about the trace or any of its spans, oldest first
     */
    record Tree(List<SpanRow> spans, List<Score> scores) {

        public Tree {
            spans = List.copyOf(spans);
            scores = List.copyOf(scores);
        }
    }

    /**
     * @param spans by start time, then by span id
     * @param scores about the trace or any of its spans, oldest first
     * @param left ids of those that would have been too much, in the same order
     */
    record Some(List<Span> spans, List<Score> scores, List<String> left) {

        public Some {
            spans = List.copyOf(spans);
            scores = List.copyOf(scores);
            left = List.copyOf(left);
        }
    }
}
