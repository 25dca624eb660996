package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.store.ReadTrace;
import dev.assay.store.SpanRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One trace. */
final class ReadTraceQuery implements ReadTrace {

    private final Readers readers;

    ReadTraceQuery(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Trace> read(String project, String traceId) {
        return readers.askAtOnce(connection -> {
            List<Span> spans = WholeSpans.ofTraces(connection, project, List.of(traceId));
            return spans.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Trace(spans, Scores.ofTraces(connection, project, List.of(traceId))));
        });
    }

    @Override
    public Optional<Tree> tree(String project, String traceId) {
        return readers.askAtOnce(connection -> {
            List<SpanRow> rows =
                    SpanRows.ofTraces(connection, project, List.of(traceId)).getOrDefault(traceId, List.of()).stream()
                            .sorted(Comparator.comparing(SpanRow::startTime).thenComparing(SpanRow::spanId))
                            .toList();
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Tree(rows, Scores.ofTraces(connection, project, List.of(traceId))));
        });
    }

    @Override
    public Some some(String project, String traceId, Set<String> spanIds, long maxBytes) {
        return readers.askAtOnce(connection -> {
            List<WholeSpans.Size> sizes = WholeSpans.sizes(connection, project, traceId, spanIds);
            int count = 0;
            long bytes = 0;
            for (WholeSpans.Size size : sizes) {
                bytes += size.bytes();
                if (bytes > maxBytes && count > 0) {
                    break;
                }
                count++;
            }
            List<String> left = sizes.subList(count, sizes.size()).stream()
                    .map(WholeSpans.Size::spanId)
                    .toList();
            return new Some(
                    WholeSpans.ofSizes(connection, project, traceId, sizes.subList(0, count)),
                    Scores.ofTraces(connection, project, List.of(traceId)),
                    left);
        });
    }
}
