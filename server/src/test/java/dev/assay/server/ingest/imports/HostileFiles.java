package dev.assay.server.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.files.Recognition;
import dev.assay.files.Row;
import dev.assay.files.RowException;
import dev.assay.files.Rows;
import dev.assay.files.UnreadableFileException;
import dev.assay.server.ingest.otlp.OtlpTraces;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Condition;

/** Any file is refused as a whole, or row by row, or its rows become spans that the server takes. */
final class HostileFiles {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** A row takes a byte, and what cannot be read must not be read again and again. */
    private static final int MORE_ROWS_THAN_BYTES = 10;

    private static final int MOST_ROWS = 100_000;
    private static final int LONGEST_SCORE_NAME = 200;

    /** What people read of it, also of a hostile one; with their own options in it. */
    private static final Condition<String> SHORT =
            new Condition<>(text -> !text.isBlank() && text.length() < 20_000, "a text that people can read");

    private HostileFiles() {}

    /** @return how many rows became spans */
    static int check(byte[] file) {
        return check(file, MappingOptions.NONE);
    }

    /** @return how many rows became spans */
    static int check(byte[] file, MappingOptions options) {
        try (Rows rows = Rows.of("file", new ByteArrayInputStream(file))) {
            List<Row> all = new ArrayList<>();
            // a small gzipped file may have very many rows, which an import does not keep
            for (Optional<Row> row = rows.next(); row.isPresent() && all.size() <= MOST_ROWS; row = rows.next()) {
                all.add(row.get());
                assertThat(all.size() <= file.length + MORE_ROWS_THAN_BYTES || rows.gzipped())
                        .as("rows of %d bytes", file.length)
                        .isTrue();
                if (row.get() instanceof Row.Bad bad) {
                    assertThat(bad.reason()).is(SHORT);
                }
            }
            return spans(all, options);
        } catch (UnreadableFileException | MappingException e) {
            assertThat(e.getMessage()).is(SHORT);
            return 0; // refused
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private static int spans(List<Row> rows, MappingOptions options) throws MappingException {
        List<Row.Good> good = rows.stream()
                .filter(Row.Good.class::isInstance)
                .map(Row.Good.class::cast)
                .toList();
        Recognition recognition = Recognition.of(good.subList(0, Math.min(good.size(), Recognition.SAMPLE)), options);
        assertThat(recognition.sentence()).is(SHORT);
        RowIds ids = new RowIds("default");
        int taken = 0;
        for (Row.Good row : good) {
            try {
                var exchange = recognition.mapping().read(row);
                ImportedTrace trace = Spans.of(ids.next(row, exchange.id()), exchange, "", "", NOW);
                ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder()
                                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(trace.spans())))
                        .build();
                assertThat(OtlpTraces.check(request).count()).isZero();
                assertThat(OtlpTraces.decode(request).spans()).hasSameSizeAs(trace.spans());
                assertThat(trace.scores())
                        .allMatch(
                                score -> !score.name().isBlank() && score.name().length() <= LONGEST_SCORE_NAME);
                taken++;
            } catch (RowException e) {
                assertThat(e.reason()).is(SHORT);
            }
        }
        return taken;
    }
}
