package dev.assay.server.skew;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.files.UnreadableFileException;
import dev.assay.skew.Comparison;
import dev.assay.skew.Corpus;
import dev.assay.skew.Example;
import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Report;
import dev.assay.skew.Settings;
import dev.assay.skew.encode.EncoderException;
import dev.assay.stats.permute.Workers;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two files. Exits with 0, with 1 on an alarm, with 2 where it was not told enough or could not read. */
@Command(
        name = "skew",
        description = "Says how the inputs and outputs of one file differ from those of another, with an honest alarm.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit code 1 is an alarm, so that CI can use it. docs/skew.md tells how to read a report.",
            "",
            "  assay skew dev.jsonl production.jsonl.gz",
            "  assay skew calls.csv calls.csv --reference-where version=1 --current-where version=2 --html skew.html"
        })
public final class SkewCommand implements Callable<Integer> {

    private static final int ALARM = 1;
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "REFERENCE", description = "What the team developed on; - is standard input.")
    private String reference = "";

    @Parameters(index = "1", paramLabel = "CURRENT", description = "What is to be compared with it.")
    private String current = "";

    @Option(
            names = "--map",
            paramLabel = "FIELD=WHERE,...",
            description = "Where fields stand, as for import: input, output, messages, session, metadata, ...")
    private List<String> maps = new ArrayList<>();

    @Option(names = "--messages", paramLabel = "WHERE", description = "Where a conversation stands.")
    private String messages = "";

    @Option(
            names = "--reference-where",
            paramLabel = "FIELD=VALUE",
            description = "Only rows of REFERENCE that have this value. May be given often.")
    private List<String> referenceWhere = new ArrayList<>();

    @Option(names = "--current-where", paramLabel = "FIELD=VALUE", description = "Only rows of CURRENT with it.")
    private List<String> currentWhere = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "Effects up to this are no alarm, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(
            names = "--budget",
            paramLabel = "SHARE",
            description = "The false-alarm budget of the whole report (default: ${DEFAULT-VALUE}).")
    private double budget = Settings.USUAL.alpha();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "How many examples are kept of each side at most (default: ${DEFAULT-VALUE}).")
    private int sample = 5_000;

    @Option(names = "--permutations", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int permutations = Settings.USUAL.permutations();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same report (default: ${DEFAULT-VALUE}).")
    private long seed = Settings.USUAL.seed();

    @Option(
            names = "--strata",
            paramLabel = "FIELD",
            description =
                    "A metadata field within whose values alone rows may be compared, as a day or a prompt version.")
    private @Nullable String strata;

    @Option(names = "--encoder", paramLabel = "WHICH", description = EncoderOption.DESCRIPTION)
    private String encoder = "minilm";

    @Option(
            names = "--aa",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "100",
            description =
                    "Splits REFERENCE in two at random N times (100 without N) and tells how often that is an alarm.")
    private int aa;

    @Option(names = "--json", description = "Writes the report as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as one page that opens anywhere.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Steps steps = new Steps(err, terminal, InstantSource.system());
        try (Workers workers = Workers.all()) {
            Settings settings = new Settings(budget, tolerance, permutations, seed, Optional.ofNullable(strata));
            SideReader reader = new SideReader(MappingOptions.parse(maps, messages, List.of()), sample, seed, steps);
            Side one = reader.read(reference, Where.parse(referenceWhere));
            Side other = reader.read(current, Where.parse(currentWhere));
            List<Example> examples = new ArrayList<>(one.examples());
            examples.addAll(other.examples());
            steps.say("Measuring " + examples.size() + " examples");
            Corpus corpus = Corpus.of(examples, EncoderOption.of(encoder), workers);
            int[] first = IntStream.range(0, one.examples().size()).toArray();
            int[] second = IntStream.range(first.length, examples.size()).toArray();
            Optional<FalseAlarms.Rate> rate = Optional.empty();
            if (aa > 0) {
                steps.say("Splitting the reference " + aa + " times");
                rate = Optional.of(FalseAlarms.of(corpus, first, settings, aa, workers));
            }
            steps.say("Comparing");
            Report report =
                    Comparison.of(corpus, first, second, settings, workers).report();
            steps.done();
            if (html != null) {
                Files.writeString(html, HtmlReport.of(report, one, other));
            }
            if (json) {
                var root = JsonReport.of(report, one, other);
                rate.ifPresent(
                        r -> root.putObject("aa").put("alarms", r.alarms()).put("splits", r.splits()));
                out.println(root.toPrettyString());
            } else {
                new TerminalReport(out, terminal).print(report, one, other);
                rate.ifPresent(r -> out.println(String.format(
                        Locale.ROOT,
                        "%nA/A: %d of %d random splits of the reference were an alarm (%.1f %%; 95 %% interval %.1f to %.1f;"
                                + " budget %.1f).",
                        r.alarms(),
                        r.splits(),
                        100 * r.interval().estimate(),
                        100 * r.interval().low(),
                        100 * r.interval().high(),
                        100 * budget)));
            }
            out.flush();
            return report.alarm() ? ALARM : 0;
        } catch (MappingException | IllegalArgumentException | EncoderException e) {
            steps.done();
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            steps.done();
            err.println("assay skew: " + (e instanceof UnreadableFileException ? e.getMessage() : e.toString()));
            return USAGE;
        }
    }
}
