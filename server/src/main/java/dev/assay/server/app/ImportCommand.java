package dev.assay.server.app;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.files.Rows;
import dev.assay.files.UnreadableFileException;
import dev.assay.model.ScoreSource;
import dev.assay.server.ingest.imports.AssayClient;
import dev.assay.server.ingest.imports.FileImport;
import dev.assay.server.ingest.imports.ImportException;
import dev.assay.server.ingest.imports.ImportReport;
import dev.assay.server.ingest.imports.Progress;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports files of logged calls. Exits with 0, with 1 where any row was bad, with 2 where it was not told enough. */
@Command(
        name = "import",
        description = "Imports logged calls: JSONL, JSON and CSV files, gzipped or not. "
                + "Importing a file twice changes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "WHERE is a JSON pointer such as /request/messages, or the name of a column.",
            "What no option names is recognised by the names of columns and the form of values; what is left over "
                    + "becomes metadata.",
            "",
            "  assay import calls.jsonl",
            "  assay import calls.csv --map input=/query,output=/answer,model=/model,time=/timestamp",
            "  assay import runs.json --messages /traj --score success=/reward --session /task_id"
        })
final class ImportCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final int BAD_ROWS = 1;
    private static final int USAGE = 2;

    private final LocalServer local;
    private final InstantSource clock;
    private final String version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to import; - is standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder (default: ${DEFAULT-VALUE}). The server that runs on it takes the rows; where "
                            + "none runs, one does so for the time of the import.")
    private Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server to send to, in place of a data folder's. Where it wants a key, ASSAY_KEY holds it.")
    private @Nullable URI url;

    @Option(names = "--project", paramLabel = "NAME", description = "The project (default: ${DEFAULT-VALUE}).")
    private String project = "default";

    @Option(
            names = "--map",
            paramLabel = "FIELD=WHERE,...",
            description = "Where fields stand: input, output, messages, system, model, provider, time, latency, cost, "
                    + "input_tokens, output_tokens, finish_reason, error, tools, session, user, tags, environment, "
                    + "metadata, id. A field that is given twice is joined.")
    private List<String> maps = new ArrayList<>();

    @Option(
            names = "--messages",
            paramLabel = "WHERE",
            description = "Where a conversation stands: a list of messages as OpenAI, Anthropic or ShareGPT write it.")
    private String messages = "";

    @Option(names = "--score", paramLabel = "NAME=WHERE", description = "A score that rows carry. May be given often.")
    private List<String> scores = new ArrayList<>();

    @Option(
            names = "--score-source",
            paramLabel = "SOURCE",
            description =
                    "Who gave the scores: human, assertion (code), judge (a model) or user (default: ${DEFAULT-VALUE}).")
    private String scoreSource = ScoreSource.ASSERTION.label();

    @Option(
            names = "--environment",
            paramLabel = "NAME|WHERE",
            description = "The environment of all rows, or where it stands.")
    private String environment = "";

    @Option(
            names = "--session",
            paramLabel = "NAME|WHERE",
            description = "The session of all rows, or where it stands.")
    private String session = "";

    /** As the command line runs it. */
    ImportCommand() {
        this(Path.of(Config.DEFAULT_DATA), LocalServer::whole, InstantSource.system(), Version.CURRENT);
    }

    /**
     * @param data the data folder where the command line names none
     * @param version of the program
     */
    ImportCommand(Path data, LocalServer local, InstantSource clock, String version) {
        this.data = data;
        this.local = local;
        this.clock = clock;
        this.version = version;
    }

    @Override
    public Integer call() {
        FileImport.Settings settings = settings();
        files.forEach(this::requireFile);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Endpoint endpoint = endpoint();
                AssayClient client = new AssayClient(endpoint.url(), endpoint.key())) {
            Progress progress = new Progress(err, isTerminal(), clock);
            FileImport job = new FileImport(client, settings, out, progress, clock);
            int misunderstood = 0;
            int unreadable = 0;
            for (String file : files) {
                try (Rows rows = open(file)) {
                    job.run(rows);
                } catch (MappingException e) {
                    progress.say("assay import: " + e.getMessage());
                    misunderstood++;
                } catch (IOException e) {
                    progress.say("assay import: " + reason(file, e));
                    unreadable++;
                }
            }
            ImportReport report = job.report();
            summarise(out, report, endpoint, job);
            boolean complete = report.badRows() == 0 && report.rejectedSpans() == 0 && unreadable == 0;
            return misunderstood > 0 ? USAGE : complete ? 0 : BAD_ROWS;
        } catch (ImportException e) {
            err.println("assay import: " + e.getMessage());
            err.flush();
            return BAD_ROWS;
        }
    }

    /** The server that is named, or the one that runs on the data folder, or one for the time of the import. */
    private Endpoint endpoint() {
        if (url != null) {
            return Endpoint.running(url, Objects.requireNonNullElse(System.getenv("ASSAY_KEY"), ""));
        }
        Optional<DataFolder.Announcement> announced = DataFolder.announcement(data);
        if (announced.isPresent()) {
            URI running = URI.create(announced.get().url());
            try (AssayClient client = new AssayClient(running, announced.get().key())) {
                if (client.lives()) {
                    return Endpoint.running(running, announced.get().key());
                }
            }
        }
        return local.start(data);
    }

    private FileImport.Settings settings() {
        try {
            return new FileImport.Settings(
                    project,
                    MappingOptions.parse(maps, messages, scores),
                    session,
                    environment,
                    ScoreSource.ofLabel(scoreSource),
                    version);
        } catch (MappingException e) {
            throw usage(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw usage("--score-source " + scoreSource + " (expected: human, assertion, judge or user)");
        }
    }

    private void requireFile(String file) {
        if (!file.equals(STANDARD_INPUT) && !Files.exists(Path.of(file))) {
            throw usage("there is no file " + file);
        }
    }

    private static Rows open(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? Rows.of("standard input", System.in) : Rows.open(Path.of(file));
    }

    private static String reason(String file, IOException e) {
        return e instanceof UnreadableFileException ? String.valueOf(e.getMessage()) : "cannot read " + file + ": " + e;
    }

    private void summarise(PrintWriter out, ImportReport report, Endpoint endpoint, FileImport job)
            throws ImportException {
        out.println("Imported " + counted(report.traces(), "trace") + " with " + counted(report.spans(), "span")
                + (report.scores() == 0 ? "" : " and " + counted(report.scores(), "score")) + " from "
                + counted(report.rows(), "row") + "; "
                + (report.badRows() == 0 ? "no row was bad." : counted(report.badRows(), "bad row") + "."));
        if (report.rejectedSpans() > 0) {
            out.println("The server rejected " + counted(report.rejectedSpans(), "span") + ": " + report.rejection());
        }
        Optional<Instant> earliest = report.earliest();
        Optional<Instant> latest = report.latest();
        if (earliest.isPresent() && latest.isPresent()) {
            if (!job.awaitColumns()) {
                out.println("The server is still working on them.");
            }
            String page = "/p/" + URLEncoder.encode(project, StandardCharsets.UTF_8) + "/traces?from=" + earliest.get()
                    + "&to=" + latest.get().plus(Duration.ofSeconds(1));
            out.println(
                    endpoint.lasting()
                            ? "See them at " + endpoint.url().resolve(page)
                            : "Start the server with: assay serve --data " + data + " and see them at " + page);
        }
        out.flush();
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : noun + "s");
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
