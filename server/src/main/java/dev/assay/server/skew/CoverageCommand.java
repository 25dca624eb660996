package dev.assay.server.skew;

import dev.assay.files.MappingException;
import dev.assay.files.UnreadableFileException;
import dev.assay.skew.Corpus;
import dev.assay.skew.Coverage;
import dev.assay.skew.Example;
import dev.assay.skew.encode.EncoderException;
import dev.assay.skew.noise.Twins;
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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what of production a holdout does not cover, and what to add to it. */
@Command(
        name = "coverage",
        description = "Says what share of production's inputs has no near neighbour in the holdout, and what to add.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "2:It was not told enough, or could not read or write a file."},
        footer = {
            "",
            "docs/skew.md tells how to read a report.",
            "",
            "  assay coverage holdout.jsonl production.jsonl --suggest 30 --twins twins.jsonl"
        })
public final class CoverageCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "HOLDOUT", description = "What the team tests on; - is standard input.")
    private String holdout = "";

    @Parameters(index = "1", paramLabel = "PRODUCTION", description = "What was really asked.")
    private String production = "";

    @Mixin
    private SideOptions sides = new SideOptions();

    @Option(
            names = "--suggest",
            paramLabel = "N",
            description = "Names N production examples to add: four in five chosen, one in five drawn.")
    private int suggest;

    @Option(
            names = "--twins",
            paramLabel = "FILE",
            description =
                    "Writes copies of holdout inputs with production's noise as JSON lines, each with its source.")
    private @Nullable Path twins;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Steps steps = new Steps(err, terminal, InstantSource.system());
        try (Workers workers = Workers.all()) {
            check();
            Sides read = sides.read(holdout, Where.parse(List.of()), production, Where.parse(List.of()), steps);
            steps.say("Measuring " + read.examples().size() + " examples");
            Corpus corpus = Corpus.of(read.examples(), sides.encoder(steps), workers);
            Coverage coverage = Coverage.of(corpus, read.firstRows(), read.secondRows(), sides.seed(), workers);
            CoverageReport report = new CoverageReport(
                    read,
                    corpus.encoder(),
                    sides.seed(),
                    coverage.uncovered(),
                    coverage.expected(),
                    coverage.parts(),
                    Twins.rates(questions(read.first()), questions(read.second())),
                    suggest > 0 ? coverage.suggest(suggest) : List.of());
            steps.done();
            if (twins != null) {
                Files.write(twins, twins(read.first(), report.noise()));
            }
            if (sides.json()) {
                out.println(report.json().toPrettyString());
            } else {
                report.print(out);
            }
            out.flush();
            return 0;
        } catch (MappingException | IllegalArgumentException | EncoderException e) {
            steps.done();
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            steps.done();
            err.println("assay coverage: " + (e instanceof UnreadableFileException ? e.getMessage() : e.toString()));
            return USAGE;
        }
    }

    private void check() {
        if (suggest < 0) {
            throw new IllegalArgumentException(
                    "--suggest " + suggest + " (expected: how many to name, 30 for example)");
        }
        if (twins != null) {
            SideOptions.checkWritable("--twins", twins);
        }
    }

    private static List<String> questions(Side side) {
        return side.examples().stream().map(Example::question).toList();
    }

    private List<String> twins(Side held, List<Twins.Rate> rates) {
        List<String> questions = questions(held);
        List<String> lines = new ArrayList<>();
        for (Twins.Twin twin : Twins.of(questions, rates, sides.seed())) {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("input", twin.input());
            ObjectNode metadata = line.putObject("metadata");
            metadata.put("made", true);
            metadata.put("source_row", twin.source());
            metadata.put("source_input", questions.get(twin.source()));
            metadata.put("noise", String.join(", ", twin.noise()));
            lines.add(line.toString());
        }
        return lines;
    }
}
