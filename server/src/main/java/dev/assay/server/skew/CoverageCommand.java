package dev.assay.server.skew;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.files.UnreadableFileException;
import dev.assay.skew.Corpus;
import dev.assay.skew.Coverage;
import dev.assay.skew.Example;
import dev.assay.skew.encode.EncoderException;
import dev.assay.skew.noise.Twins;
import dev.assay.stats.interval.Interval;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what of production a holdout does not cover, and what to add to it. */
@Command(
        name = "coverage",
        description = "Says what share of production's inputs has no near neighbour in the holdout, and what to add.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CoverageCommand implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int PARTS = 10;
    private static final int TEXT = 140;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "HOLDOUT", description = "What the team tests on; - is standard input.")
    private String holdout = "";

    @Parameters(index = "1", paramLabel = "PRODUCTION", description = "What was really asked.")
    private String production = "";

    @Option(names = "--map", paramLabel = "FIELD=WHERE,...", description = "Where fields stand, as for import.")
    private List<String> maps = new ArrayList<>();

    @Option(names = "--messages", paramLabel = "WHERE", description = "Where a conversation stands.")
    private String messages = "";

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

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "At most so many examples a side (default: ${DEFAULT-VALUE}).")
    private int sample = 5_000;

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--encoder", paramLabel = "WHICH", description = EncoderOption.DESCRIPTION)
    private String encoder = "minilm";

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Steps steps = new Steps(err, terminal, InstantSource.system());
        try (Workers workers = Workers.all()) {
            SideReader reader = new SideReader(MappingOptions.parse(maps, messages, List.of()), sample, seed, steps);
            Side held = reader.read(holdout, Where.parse(List.of()));
            Side produced = reader.read(production, Where.parse(List.of()));
            List<Example> examples = new ArrayList<>(held.examples());
            examples.addAll(produced.examples());
            steps.say("Measuring " + examples.size() + " examples");
            Corpus corpus = Corpus.of(examples, EncoderOption.of(encoder), workers);
            int[] first = IntStream.range(0, held.examples().size()).toArray();
            int[] second = IntStream.range(first.length, examples.size()).toArray();
            Coverage coverage = Coverage.of(corpus, first, second, seed, workers);
            List<Twins.Rate> rates = Twins.rates(questions(held), questions(produced));
            steps.done();
            ObjectNode result = result(corpus, coverage, rates, first.length, second.length);
            if (twins != null) {
                writeTwins(twins, held, rates);
            }
            if (json) {
                out.println(result.toPrettyString());
            } else {
                print(out, held, produced, result);
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

    private static List<String> questions(Side side) {
        return side.examples().stream().map(Example::question).toList();
    }

    private ObjectNode result(Corpus corpus, Coverage coverage, List<Twins.Rate> rates, int held, int produced) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        Interval uncovered = coverage.uncovered();
        root.putObject("uncovered")
                .put("share", uncovered.estimate())
                .put("low", uncovered.low())
                .put("high", uncovered.high())
                .put("expected", coverage.expected());
        root.putObject("sizes").put("holdout", held).put("production", produced);
        ArrayNode parts = root.putArray("clusters");
        coverage.parts()
                .forEach(part -> parts.addObject()
                        .put("name", part.name())
                        .put("examples", part.examples())
                        .put("share", part.share())
                        .put("uncovered", part.uncovered()));
        ArrayNode noise = root.putArray("noise");
        rates.forEach(rate -> noise.addObject()
                .put("name", rate.name())
                .put("holdout", rate.holdout())
                .put("production", rate.production())
                .put("missing", rate.missing()));
        ArrayNode suggestions = root.putArray("suggestions");
        if (suggest > 0) {
            coverage.suggest(suggest)
                    .forEach(suggestion -> suggestions
                            .addObject()
                            .put("input", corpus.example(suggestion.row()).question())
                            .put("row", suggestion.row() - held)
                            .put("how", suggestion.drawn() ? "drawn" : "chosen")
                            .put("inclusion", suggestion.inclusion()));
        }
        return root.put("seed", seed).put("encoder", corpus.encoder());
    }

    private void writeTwins(Path file, Side held, List<Twins.Rate> rates) throws IOException {
        List<String> questions = questions(held);
        List<String> lines = new ArrayList<>();
        for (Twins.Twin twin : Twins.of(questions, rates, seed)) {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("input", twin.input());
            ObjectNode metadata = line.putObject("metadata");
            metadata.put("made", true);
            metadata.put("source_row", twin.source());
            metadata.put("source_input", questions.get(twin.source()));
            metadata.put("noise", String.join(", ", twin.noise()));
            lines.add(line.toString());
        }
        Files.write(file, lines);
    }

    private void print(PrintWriter out, Side held, Side produced, ObjectNode result) {
        out.printf(
                Locale.ROOT,
                "holdout     %,d examples of %s%nproduction  %,d examples of %s%n%n",
                result.path("sizes").path("holdout").intValue(),
                held.name(),
                result.path("sizes").path("production").intValue(),
                produced.name());
        out.printf(
                Locale.ROOT,
                "%.1f %% of production has no near neighbour in the holdout (%.1f to %.1f; about %.0f %% if both were drawn alike).%n%n",
                100 * result.path("uncovered").path("share").doubleValue(),
                100 * result.path("uncovered").path("low").doubleValue(),
                100 * result.path("uncovered").path("high").doubleValue(),
                100 * result.path("uncovered").path("expected").doubleValue());
        out.println("Least covered:");
        int shown = 0;
        for (var part : result.path("clusters")) {
            if (shown++ < PARTS) {
                out.printf(
                        Locale.ROOT,
                        "  %5.1f %% of %,5d  %s%n",
                        100 * part.path("uncovered").doubleValue(),
                        part.path("examples").intValue(),
                        TerminalReport.safe(part.path("name").asString(), 80));
            }
        }
        out.println();
        out.println("Noise, holdout and production:");
        for (var rate : result.path("noise")) {
            out.printf(
                    Locale.ROOT,
                    "  %-24s %5.1f %%  %5.1f %%%n",
                    rate.path("name").asString(),
                    100 * rate.path("holdout").doubleValue(),
                    100 * rate.path("production").doubleValue());
        }
        if (suggest > 0) {
            out.println();
            out.println("Add these (chosen: for what is not covered; drawn: at random, so that means stay unbiased):");
            for (var one : result.path("suggestions")) {
                out.println("  " + one.path("how").asString() + "  "
                        + TerminalReport.safe(one.path("input").asString(), TEXT));
            }
        }
    }
}
