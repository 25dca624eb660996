package dev.assay.server.app;

import dev.assay.server.ingest.Backlog;
import dev.assay.server.ingest.Conformance;
import dev.assay.server.ingest.IngestMetrics;
import dev.assay.server.ingest.Projector;
import dev.assay.server.ingest.Tail;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.keep.Retention;
import dev.assay.server.terminal.TerminalWriter;
import dev.assay.server.terminal.TerminalWriter.Control;
import dev.assay.store.Columns;
import dev.assay.store.Journal;
import dev.assay.store.Records;
import dev.assay.store.columns.DuckColumns;
import dev.assay.store.journal.SqliteJournal;
import dev.assay.store.records.SqliteRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code assay rebuild}: makes the columns anew from the journal. The old file stays in its place until the new one is
 * whole.
 */
@Command(
        name = "rebuild",
        description = "Makes the columns anew from the journal: after damage, or when a mapping was mended.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Config.DEFAULT_DATA,
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(Config.DEFAULT_DATA);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new StartException(
                    "there is no data folder " + data.toAbsolutePath().normalize() + "; name it with --data DIR");
        }
        try (DataFolder folder = DataFolder.open(data);
                Journal journal = new SqliteJournal(folder.journal(), 1)) {
            Path draft = folder.path().resolve("columns.duckdb.new");
            Files.deleteIfExists(draft);
            long entries;
            try (Records records = new SqliteRecords(folder.records())) {
                records.sightings().clear();
                entries = rebuild(journal, draft, folder.readPrices(), records);
            }
            Files.move(draft, folder.columns(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            spec.commandLine().getOut().println("Rebuilt from " + entries + " requests of the journal.");
        }
        return 0;
    }

    private long rebuild(Journal journal, Path draft, Prices prices, Records records) {
        PrintWriter err = spec.commandLine().getErr();
        IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
        try (Columns columns = new DuckColumns(draft, Parts.COLUMNS_MEMORY_MEGABYTES);
                Conformance conformance = new Conformance(records.sightings(), Clock.systemUTC());
                Projector projector = new Projector(
                        journal,
                        new Tail(0),
                        new Backlog(Long.MAX_VALUE, 0, 0),
                        columns,
                        prices,
                        records.deletions(),
                        conformance,
                        Clock.systemUTC(),
                        metrics)) {
            long percent = -1;
            while (projector.step()) {
                long now = 100 * columns.position() / journal.lastPosition();
                if (now > percent) {
                    percent = now;
                    TerminalWriter.control(err, Control.LINE_START);
                    err.print("rebuilding " + percent + " %");
                    err.flush();
                }
            }
            err.println();
            new Retention(records.projects(), records.settings(), Clock.systemUTC()).run(columns);
            return journal.lastPosition();
        }
    }
}
