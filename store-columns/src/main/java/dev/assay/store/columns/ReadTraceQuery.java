package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.store.ReadTrace;
import java.util.List;
import java.util.Optional;

/** One trace, whole. */
final class ReadTraceQuery implements ReadTrace {

    private final Readers readers;

    ReadTraceQuery(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Trace> read(String project, String traceId) {
        return readers.ask(connection -> {
            List<Span> spans = WholeSpans.ofTraces(connection, project, List.of(traceId));
            return spans.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Trace(spans, Scores.ofTraces(connection, project, List.of(traceId))));
        });
    }
}
