package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKey;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Counted;
import dev.assay.store.Erasure;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadStats;
import dev.assay.store.Spans;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import dev.assay.store.memory.MemoryColumns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made for one question serves the next ones, whatever came, settled or went between. */
class FreshRowsTest {

    private static final int TRACES = 30;

    private static final List<String> FILTERS = List.of(
            "user:u-1",
            "status:error",
            "failed:true cost:>0.01",
            "-failed:true",
            "cost:>0.02",
            "tokens:>60 -user:u-2",
            "duration:>2h",
            "name:*e* -has:cost",
            "(model:* user:u-0) OR kind:agent",
            "user:u-1 input:\"order 7\"");

    private static final List<String> PROJECTS = List.of("shop", "search");

    @TempDir
    Path folder;

    private final Random random = new Random(42);
    private long position;

    /** @param least of spans that settle; most batches have fewer, some have more */
    @ParameterizedTest
    @ValueSource(longs = {1, 12, 60, Long.MAX_VALUE})
    void questionsBetweenWrites_areAnsweredAsInMemory(long least) {
        Columns memory = new MemoryColumns();
        try (Columns columns = new DuckColumns(
                folder.resolve("columns.duckdb"),
                256,
                new Checkpoints.Paces(new Deferred.Pace(least, least), Deferred.Pace.OF_WORDS))) {
            for (int i = 0; i < 50; i++) {
                Batch batch = batch();
                memory.write(batch);
                columns.write(batch);
                if (i % 17 == 16) {
                    Erasure erasure = new Erasure("shop", Set.of(Spans.trace(random.nextInt(TRACES))), Set.of());
                    memory.eraseTraces().erase(erasure);
                    columns.eraseTraces().erase(erasure);
                }
                if (random.nextInt(3) > 0) {
                    TraceFilter asked = question();
                    assertThat(pages(columns, asked)).as("%d: %s", i, asked).isEqualTo(pages(memory, asked));
                    assertThat(counted(columns, asked)).as("%d: %s", i, asked).isEqualTo(counted(memory, asked));
                }
            }
        }
    }

    private Batch batch() {
        Map<SpanKey, Batch.SpanWrite> writes = new LinkedHashMap<>(); // a batch has each span once
        for (int i = random.nextInt(12); i >= 0; i--) {
            int trace = random.nextInt(TRACES);
            int number = random.nextInt(5);
            int above = number > 1 && random.nextInt(3) == 0 ? 1 : 0; // a call that repeats what those below it tell
            SpanBuilder span = number == 0
                    ? Spans.step(SpanKind.AGENT, trace, 100 * trace, 0)
                    : Spans.llm(trace, 100 * trace + number, 100 * trace + above);
            span.startTime =
                    Spans.NOON.plus(Duration.ofHours(trace)).plusSeconds(random.nextInt(10) == 0 ? 9_000 : number);
            span.endTime = span.startTime.plusSeconds(random.nextInt(100));
            span.userId = "u-" + random.nextInt(4);
            span.costUsd = number == 0 ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(20) / 1e3);
            span.status = random.nextInt(8) == 0 ? Status.ERROR : Status.OK;
            Batch.SpanWrite write = Spans.write(PROJECTS.get(random.nextInt(PROJECTS.size())), span.build());
            writes.put(write.key(), write);
        }
        return new Batch(++position, List.copyOf(writes.values()), List.of(), List.of());
    }

    private TraceFilter question() {
        Instant from = Spans.NOON.plus(Duration.ofHours(random.nextInt(TRACES))).minusSeconds(1);
        boolean all = random.nextBoolean();
        return new TraceFilter(
                PROJECTS.get(random.nextInt(PROJECTS.size())),
                all ? Instant.EPOCH : from,
                all ? Instant.parse("2100-01-01T00:00:00Z") : from.plus(Duration.ofHours(1 + random.nextInt(9))),
                Filter.parse(FILTERS.get(random.nextInt(FILTERS.size()))));
    }

    /** All that pass, three at a time. */
    private static List<TraceSummary> pages(Columns columns, TraceFilter filter) {
        return Stream.iterate(
                        Optional.of(columns.findTraces().find(filter, 3, Optional.empty())),
                        Optional::isPresent,
                        page -> page.flatMap(FindTraces.Page::next)
                                .map(next -> columns.findTraces().find(filter, 3, Optional.of(next))))
                .flatMap(page -> page.orElseThrow().items().stream())
                .toList();
    }

    private static ReadStats.Numbers counted(Columns columns, TraceFilter filter) {
        ReadStats.Numbers numbers = columns.readStats()
                .stats(new ReadStats.Question(filter, Counted.TRACES, Duration.ofHours(1), Optional.empty(), 10))
                .total();
        // What is added up in another order differs in the last digits.
        return new ReadStats.Numbers(
                numbers.count(),
                numbers.errors(),
                numbers.latency(),
                numbers.inputTokens(),
                numbers.outputTokens(),
                OptionalDouble.empty());
    }
}
