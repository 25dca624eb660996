package dev.assay.server.ingest.imports;

import com.google.protobuf.ByteString;
import dev.assay.files.Exchange;
import dev.assay.files.Field;
import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.files.Recognition;
import dev.assay.files.Row;
import dev.assay.files.RowException;
import dev.assay.files.Rows;
import dev.assay.files.Selector;
import dev.assay.model.ScoreSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Imports one file after the other.
 *
 * <p>Rows without a time of their own begin when the file was first imported, in the order of the file: the server is asked
 * for the first of them, and if it has them already, they keep the times they have there.
 */
public final class FileImport {

    /** So little that a file of a million rows lies within ten seconds, before its import is over. */
    private static final Duration BETWEEN_ROWS = Duration.ofNanos(10_000);

    /** Rows are kept until it is known what they are; of large ones fewer are enough. */
    private static final long SAMPLE_BYTES = 8 << 20;

    /** Rows may have been put before those that are known already. */
    private static final int ROWS_ASKED_FOR = 10;

    private static final int BAD_ROWS_SHOWN = 50;

    private final AssayClient client;
    private final Settings settings;
    private final PrintWriter out;
    private final Progress progress;
    private final InstantSource clock;
    private final ImportReport report = new ImportReport();

    /**
     * What is the same for all files.
     *
     * @param session a JSON pointer, the name of a column, or a session for all rows; or empty
     * @param environment a JSON pointer, the name of a column, or an environment for all rows; or empty
     * @param version of the program
     */
    public record Settings(
            String project,
            MappingOptions mapping,
            String session,
            String environment,
            ScoreSource scoreSource,
            String version) {}

    public FileImport(AssayClient client, Settings settings, PrintWriter out, Progress progress, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.out = out;
        this.progress = progress;
        this.clock = clock;
    }

    public ImportReport report() {
        return report;
    }

    /**
     * @throws MappingException where nobody can tell what the rows say
     * @throws IOException where the file cannot be read on
     * @throws ImportException where the server does not take it
     */
    public void run(Rows rows) throws IOException, MappingException, ImportException {
        new Run(rows).run();
    }

    /** Waits until the page shows what was imported; false where that takes too long. */
    public boolean awaitColumns() throws ImportException {
        return client.awaitColumns();
    }

    /** A good row, understood. */
    private record Ready(ByteString traceId, Exchange exchange, long index, long line) {}

    private final class Run {

        private final Rows rows;
        private final RowIds ids = new RowIds(settings.project());
        private final Deque<Row> head = new ArrayDeque<>();
        private final Deque<Ready> ready = new ArrayDeque<>();
        private Optional<Instant> base = Optional.empty();
        private long index;
        private long bad;

        Run(Rows rows) {
            this.rows = rows;
        }

        void run() throws IOException, MappingException, ImportException {
            progress.begin();
            var sample = new ArrayList<Row.Good>();
            while (sample.isEmpty() || (sample.size() < Recognition.SAMPLE && rows.contentRead() < SAMPLE_BYTES)) {
                Optional<Row> row = rows.next();
                if (row.isEmpty()) {
                    break;
                }
                switch (row.get()) {
                    case Row.Bad bad when sample.isEmpty() -> count(bad);
                    case Row.Bad bad -> head.add(bad);
                    case Row.Good good -> {
                        head.add(good);
                        sample.add(good);
                    }
                }
            }
            MappingOptions options = settings.mapping();
            boolean sessionInRow = isIn(sample, settings.session());
            boolean environmentInRow = isIn(sample, settings.environment());
            if (sessionInRow) {
                options = options.with(Field.SESSION, Selector.of(settings.session()));
            }
            if (environmentInRow) {
                options = options.with(Field.ENVIRONMENT, Selector.of(settings.environment()));
            }
            Recognition recognition = recognise(sample, options);
            out.println(rows.name() + ": " + rows.format().describe() + (rows.gzipped() ? ", gzipped; " : "; ")
                    + recognition.sentence());
            out.flush();
            Upload upload = new Upload(client, settings.project(), settings.version(), settings.scoreSource(), report);
            String session = sessionInRow ? "" : settings.session();
            String environment = environmentInRow ? "" : settings.environment();
            while (!head.isEmpty()) {
                understand(head.remove(), recognition);
            }
            try {
                send(recognition, upload, session, environment);
                upload.flush();
            } catch (IOException e) {
                // What was read of the file stays.
                upload.flush();
                throw e;
            } finally {
                progress.end();
            }
            if (bad > BAD_ROWS_SHOWN) {
                progress.say(rows.name() + ": " + (bad - BAD_ROWS_SHOWN) + " more bad rows");
            }
        }

        private void send(Recognition recognition, Upload upload, String session, String environment)
                throws IOException, ImportException {
            while (true) {
                if (ready.isEmpty()) {
                    Optional<Row> row = rows.next();
                    if (row.isEmpty()) {
                        return;
                    }
                    understand(row.get(), recognition);
                } else {
                    Instant time = time(ready.element());
                    Ready next = ready.remove();
                    try {
                        upload.add(Spans.of(next.traceId(), next.exchange(), session, environment, time));
                    } catch (RowException e) {
                        report(next.line(), e.reason());
                    }
                }
                progress.row(rows, index);
            }
        }

        private Recognition recognise(List<Row.Good> sample, MappingOptions options) throws MappingException {
            try {
                return Recognition.of(sample, options);
            } catch (MappingException e) {
                throw new MappingException(rows.name() + ": " + e.getMessage());
            }
        }

        private void understand(Row row, Recognition recognition) {
            switch (row) {
                case Row.Bad bad -> count(bad);
                case Row.Good good -> {
                    try {
                        Exchange exchange = recognition.mapping().read(good);
                        ready.add(new Ready(ids.next(good, exchange.id()), exchange, index, good.line()));
                    } catch (RowException e) {
                        report(good.line(), e.reason());
                    }
                    count();
                }
            }
        }

        private void count(Row.Bad row) {
            report(row.line(), row.reason());
            count();
        }

        private void count() {
            index++;
            report.row();
        }

        private void report(long line, String reason) {
            report.badRow();
            if (++bad <= BAD_ROWS_SHOWN) {
                progress.say(rows.name() + ":" + line + " " + reason);
            }
        }

        private Instant time(Ready row) throws ImportException {
            if (row.exchange().time().isPresent()) {
                return row.exchange().time().get();
            }
            if (base.isEmpty()) {
                base = Optional.of(knownBase().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS)));
            }
            return base.get().plus(BETWEEN_ROWS.multipliedBy(row.index()));
        }

        /** When the file was first imported, where the server has rows of it. */
        private Optional<Instant> knownBase() throws ImportException {
            client.awaitColumns();
            int asked = 0;
            for (Ready row : ready) {
                if (row.exchange().time().isEmpty() && asked++ < ROWS_ASKED_FOR) {
                    Optional<Instant> known = client.startOf(
                            settings.project(),
                            HexFormat.of().formatHex(row.traceId().toByteArray()));
                    if (known.isPresent()) {
                        return Optional.of(known.get().minus(BETWEEN_ROWS.multipliedBy(row.index())));
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** Whether a word is a pointer or the name of a column, not a value for all rows. */
    private static boolean isIn(List<Row.Good> sample, String word) {
        return word.startsWith("/")
                || sample.stream().anyMatch(row -> row.value().has(word));
    }
}
