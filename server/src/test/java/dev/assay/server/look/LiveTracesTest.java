package dev.assay.server.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.SpanBuilder;
import dev.assay.store.Batch;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveTracesTest {

    private static final int MORE_THAN_REMEMBERED = 30_000;

    private final LiveTraces live = new LiveTraces();

    private static Batch.SpanWrite span(String project, int trace, int second) {
        SpanBuilder span = new SpanBuilder(id(trace), "0102030405060708");
        span.startTime = Instant.ofEpochSecond(second);
        return new Batch.SpanWrite(project, span.build(), false);
    }

    private static String id(int trace) {
        return "%032x".formatted(trace);
    }

    private void write(List<Batch.SpanWrite> spans) {
        live.written(new Batch(1, spans, List.of(), List.of()));
    }

    @Test
    void aTraceIsToldOnceWithTheStartsOfItsSpansWhateverCameBetween() {
        write(List.of(span("p", 1, 20), span("p", 1, 10), span("other", 1, 5), span("p", 2, 7), span("p", 1, 30)));

        LiveTraces.News news = live.after(0, "p");

        assertThat(news.behind()).isFalse();
        assertThat(news.traces()).extracting(LiveTraces.Arrived::traceId).containsExactly(id(1), id(2));
        assertThat(news.traces().getFirst().first()).isEqualTo(Instant.ofEpochSecond(10));
        assertThat(news.traces().getFirst().last()).isEqualTo(Instant.ofEpochSecond(30));
        assertThat(live.after(news.reached(), "p").traces()).isEmpty();
    }

    @Test
    void whoFollowsATraceThatGoesOnLearnsOfWhatIsNew() {
        write(List.of(span("p", 1, 1)));
        long reached = live.after(0, "p").reached();

        write(List.of(span("p", 1, 2)));

        assertThat(live.after(reached, "p").traces())
                .extracting(LiveTraces.Arrived::traceId)
                .containsExactly(id(1));
    }

    @Test
    void oneLargeTracePushesNothingOut() {
        write(List.of(span("p", 1, 1)));
        write(IntStream.range(0, MORE_THAN_REMEMBERED)
                .mapToObj(i -> span("p", 2, i))
                .toList());

        assertThat(live.after(0, "p").behind()).isFalse();
        assertThat(live.after(0, "p").traces()).hasSize(2);
    }

    @Test
    void whoIsTooFarBehindIsToldSo() {
        write(List.of(span("p", 0, 1)));
        long reached = live.after(0, "p").reached();

        write(IntStream.rangeClosed(1, MORE_THAN_REMEMBERED)
                .mapToObj(i -> span("p", i, i))
                .toList());

        LiveTraces.News news = live.after(reached, "p");
        assertThat(news.behind()).isTrue();
        assertThat(news.traces().getLast().traceId()).isEqualTo(id(MORE_THAN_REMEMBERED));
        assertThat(live.after(news.reached(), "p").behind()).isFalse();
    }
}
