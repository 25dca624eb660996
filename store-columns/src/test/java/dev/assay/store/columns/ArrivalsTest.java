package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Span;
import dev.assay.store.Batch;
import dev.assay.store.Spans;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void whatComesAfterAQuestion_isKeptUntilRowsAreWrittenOfIt() {
        arrivals.came(List.of(arriving(1)), 1);
        assertThat(between(0, 1)).as("nobody had asked").isEmpty();

        arrivals.came(List.of(arriving(2), arriving(3)), 2);
        arrivals.came(List.of(arriving(4)), 3);
        assertThat(between(1, 2)).contains(List.of(id(2), id(3)));
        assertThat(between(1, 3)).contains(List.of(id(2), id(3), id(4)));
        assertThat(between(0, 3)).as("the first came before the question").isEmpty();

        arrivals.settled(2);
        assertThat(between(2, 3)).contains(List.of(id(4)));
        assertThat(between(1, 3)).isEmpty();
        assertThat(arrivals.position()).isEqualTo(3);
    }

    @Test
    void whereNobodyAsksForLong_nothingIsKept() {
        between(0, 0);
        arrivals.came(List.of(arriving(1)), 1);
        assertThat(between(0, 1)).contains(List.of(id(1)));

        for (int position = 2; position < 100; position++) {
            arrivals.settled(position - 1);
            arrivals.came(List.of(arriving(position)), position);
        }
        assertThat(between(98, 99)).isEmpty();
        assertThat(arrivals.position()).isEqualTo(99);
    }

    @Test
    void whatIsForgotten_isNotTold() {
        between(0, 0);
        arrivals.came(List.of(arriving(1)), 1);
        arrivals.forget();
        assertThat(between(0, 1)).isEmpty();
        arrivals.came(List.of(arriving(2)), 2);
        assertThat(between(1, 2)).contains(List.of(id(2)));
    }

    private Optional<List<Long>> between(long after, long upTo) {
        return arrivals.between("shop", after, upTo)
                .map(all -> all.stream()
                        .flatMap(came -> StreamSupport.stream(came.pieces().spliterator(), false))
                        .map(TracePiece::id)
                        .toList());
    }

    private static long id(int number) {
        return Ids.span(span(number).spanId());
    }

    private static Span span(int number) {
        return Spans.llm(1, number, 0).build();
    }

    private static Arriving arriving(int number) {
        Batch.SpanWrite write = Spans.write("shop", span(number));
        long start = Sql.storedNanos(write.span().startTime());
        Arriving.TraceKey key = Arriving.TraceKey.of(write);
        Arriving.Trace trace = new Arriving.Trace(key, key.hash(), new TraceMemory.Known(start));
        Arriving arriving = new Arriving(write, trace, start);
        trace.add(arriving);
        return arriving;
    }
}
