package dev.assay.server.skew;

import dev.assay.files.MappingException;
import dev.assay.files.UnreadableFileException;
import dev.assay.skew.Comparison;
import dev.assay.skew.Corpus;
import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Report;
import dev.assay.skew.Settings;
import dev.assay.skew.encode.EncoderException;
import dev.assay.skew.encode.OnnxClassifier;
import dev.assay.stats.permute.Workers;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No alarm.",
            "1:An alarm, so that CI can use it.",
            "2:It was not told enough, or could not read or write a file."
        },
        footer = {
            "",
            "docs/skew.md tells how to read a report.",
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

    @Mixin
    private SideOptions sides = new SideOptions();

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

    @Option(names = "--permutations", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int permutations = Settings.USUAL.permutations();

    @Option(
            names = "--strata",
            paramLabel = "FIELD",
            description =
                    "A metadata field within whose values alone rows may be compared, as a day or a prompt version.")
    private @Nullable String strata;

    @Option(
            names = "--classifier",
            paramLabel = "NAME=FOLDER",
            description =
                    "A fine-tuned BERT or DistilBERT whose labels are measured too, as toxicity: a folder with model.onnx, "
                            + "tokenizer.json and config.json. May be given often.")
    private List<String> classifiers = new ArrayList<>();

    @Option(
            names = "--aa",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "100",
            description =
                    "Splits REFERENCE in two at random N times (100 without N) and tells how often that is an alarm.")
    private int aa;

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
        List<OnnxClassifier> opened = new ArrayList<>();
        try (Workers workers = Workers.all()) {
            check();
            for (String told : classifiers) {
                opened.add(ClassifierOption.of(told));
            }
            Settings settings =
                    new Settings(budget, tolerance, permutations, sides.seed(), Optional.ofNullable(strata));
            Sides read = sides.read(reference, Where.parse(referenceWhere), current, Where.parse(currentWhere), steps);
            checkStrata(read);
            steps.say("Measuring " + read.examples().size() + " examples");
            Corpus corpus = Corpus.of(read.examples(), sides.encoder(steps), opened, workers);
            Optional<FalseAlarms.Rate> rate = Optional.empty();
            if (aa > 0) {
                steps.say("Splitting the reference " + aa + " times");
                rate = Optional.of(FalseAlarms.of(corpus, read.firstRows(), settings, aa, workers));
            }
            steps.say("Comparing");
            Report report = Comparison.of(corpus, read.firstRows(), read.secondRows(), settings, workers)
                    .report();
            steps.done();
            if (html != null) {
                Files.writeString(html, HtmlReport.of(report, read.first(), read.second(), rate));
            }
            if (sides.json()) {
                out.println(
                        JsonReport.of(report, read.first(), read.second(), rate).toPrettyString());
            } else {
                new TerminalReport(out).print(report, read.first(), read.second(), rate);
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
        } finally {
            opened.forEach(OnnxClassifier::close);
        }
    }

    private void check() {
        if (aa < 0) {
            throw new IllegalArgumentException("--aa " + aa + " (expected: how many times to split, 100 for example)");
        }
        if (html != null) {
            SideOptions.checkWritable("--html", html);
        }
    }

    private void checkStrata(Sides read) {
        if (strata != null) {
            Set<String> fields = new TreeSet<>();
            read.examples().forEach(example -> fields.addAll(example.metadata().keySet()));
            if (!fields.contains(strata)) {
                throw new IllegalArgumentException("--strata " + strata
                        + ": no example has that metadata (expected one of: " + String.join(", ", fields) + ")");
            }
        }
    }
}
