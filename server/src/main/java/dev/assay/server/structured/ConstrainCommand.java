package dev.assay.server.structured;

import dev.assay.structured.constrain.Constraint;
import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.constrain.VocabularyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Holds texts against constraints. Exits with 0 if the text is accepted, 1 if it is not, 2 if it was not told enough. */
@Command(
        name = "constrain",
        description = "Says whether a model that is held to a schema could write a text, and how long the masks take.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  assay constrain --schema order.schema.json --text answer.json",
            "  assay constrain --schema order.schema.json --vocabulary tokenizer.json --text answer.json",
            "  assay constrain --maskbench folder",
            "",
            "A folder for --maskbench holds files of {description, schema, tests: [{valid, data}]}."
        })
public final class ConstrainCommand implements Callable<Integer> {

    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    /** What texts are held to. */
    static final class Held {
        @Option(names = "--schema", paramLabel = "FILE", description = "a JSON Schema")
        @Nullable Path schema;

        @Option(names = "--regex", paramLabel = "EXPRESSION", description = "a regular expression")
        @Nullable String regex;

        @Option(names = "--lark", paramLabel = "FILE", description = "a grammar in Lark's notation")
        @Nullable Path lark;

        @Option(names = "--gbnf", paramLabel = "FILE", description = "a grammar in llama.cpp's notation")
        @Nullable Path gbnf;

        @Option(names = "--maskbench", paramLabel = "DIR", description = "a folder of schemas with instances")
        @Nullable Path maskbench;
    }

    @ArgGroup(multiplicity = "1")
    private Held held = new Held();

    @Option(names = "--text", paramLabel = "FILE", description = "the text to check")
    private @Nullable Path text;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            description =
                    "tokenizer.json, tekken.json, a tiktoken file or a SentencePiece .model; without it o200k_base. "
                            + "The names o200k_base and cl100k_base are built in.")
    private @Nullable String vocabulary;

    @Option(names = "--declared-order", description = "properties come in the order of the schema")
    private boolean declaredOrder;

    @Option(
            names = "--whitespace",
            paramLabel = "WHERE",
            description = "any, one-blank (after commas and colons) or none; default any",
            defaultValue = "any")
    private String whitespace = "any";

    @Option(names = "--ignore-formats", description = "takes 'format' for an annotation")
    private boolean ignoreFormats;

    @Option(
            names = "--warm-up",
            paramLabel = "FILES",
            description = "with --maskbench: so many files are run once before, untimed; default 200",
            defaultValue = "200")
    private int warmUp = 200;

    @Option(names = "--verbose", description = "with --maskbench: says of each schema that does not pass why")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec().commandLine().getOut();
        try {
            Path folder = held.maskbench;
            return folder != null ? maskBench(folder, out) : text(out);
        } catch (ConstraintException | VocabularyException | IllegalArgumentException | NotDirectoryException bad) {
            spec().commandLine().getErr().println("assay: " + bad.getMessage());
            return USAGE;
        }
    }

    private CommandSpec spec() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return known;
    }

    private SchemaOptions options() {
        SchemaOptions.Whitespace blanks = switch (whitespace.toLowerCase(Locale.ROOT)) {
            case "any" -> SchemaOptions.Whitespace.ANY;
            case "one-blank" -> SchemaOptions.Whitespace.ONE_BLANK;
            case "none" -> SchemaOptions.Whitespace.NONE;
            default -> throw usage("--whitespace " + whitespace + " (expected: any, one-blank or none)");
        };
        return new SchemaOptions(
                blanks, declaredOrder ? SchemaOptions.Order.DECLARED : SchemaOptions.Order.ANY, !ignoreFormats);
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec().commandLine(), problem);
    }

    private Vocabulary vocabulary() throws IOException {
        String from = vocabulary;
        if (from == null || from.equals("o200k_base") || from.equals("cl100k_base")) {
            return BuiltInVocabulary.named(from == null ? "o200k_base" : from);
        }
        return Vocabulary.read(existing(Path.of(from), "--vocabulary"));
    }

    private Path existing(Path file, String option) {
        if (!Files.isRegularFile(file)) {
            throw usage(option + " " + file + " is not there (expected: a file)");
        }
        return file;
    }

    private Language language() throws IOException {
        Path schema = held.schema;
        Path lark = held.lark;
        Path gbnf = held.gbnf;
        String regex = held.regex;
        if (schema != null) {
            try {
                return Language.schema(
                        JsonMapper.builder()
                                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                                .build()
                                .readTree(Files.readAllBytes(existing(schema, "--schema"))),
                        options());
            } catch (JacksonException bad) {
                throw usage("--schema " + schema + " is no JSON: " + bad.getOriginalMessage());
            }
        }
        if (lark != null) {
            return Language.lark(Files.readString(existing(lark, "--lark")));
        }
        if (gbnf != null) {
            return Language.gbnf(Files.readString(existing(gbnf, "--gbnf")));
        }
        if (regex != null) {
            return Language.regex(regex);
        }
        throw usage("nothing to hold a text to (expected: --schema, --regex, --lark or --gbnf)");
    }

    private int text(PrintWriter out) throws IOException {
        Path file = text;
        if (file == null) {
            throw usage("--text is missing (expected: a file)");
        }
        Language language = language();
        byte[] bytes = Files.readAllBytes(existing(file, "--text"));
        Vocabulary tokens = vocabulary();
        long start = System.nanoTime();
        Constraint constraint = Constraint.compile(language, tokens);
        double compiled = (System.nanoTime() - start) / 1e3;
        Micros masks = new Micros();
        Constraint.State state = constraint.start();
        int good = state.acceptable(bytes);
        int at = 0;
        for (int token : tokens.longestTokens(bytes)) {
            start = System.nanoTime();
            long[] mask = state.mask();
            masks.add(System.nanoTime() - start);
            if ((mask[token >> 6] & (1L << token)) == 0) {
                break;
            }
            state = state.accept(token);
            at += tokens.bytes(token).length;
        }
        boolean accepted = at == bytes.length && state.isComplete();
        if (accepted) {
            out.println("accepted");
        } else if (good == bytes.length) {
            out.println("refused: the text ends too soon (expected: " + expected(constraint, bytes, good) + ")");
        } else {
            out.println("refused at " + place(bytes, good) + ", after " + shown(bytes, Math.max(0, good - 30), good)
                    + ": " + shown(bytes, good, Math.min(bytes.length, good + 12)) + " (expected: "
                    + expected(constraint, bytes, good) + ")");
        }
        out.printf(
                Locale.ROOT,
                "compiled in %.0f µs; %d masks over %d tokens: avg %.1f µs, p50 %.1f µs, max %.1f µs%n",
                compiled,
                masks.size(),
                tokens.size(),
                masks.average(),
                masks.quantile(0.5),
                masks.quantile(1));
        out.flush();
        return accepted ? 0 : REFUSED;
    }

    private static String place(byte[] bytes, int at) {
        String before = new String(bytes, 0, at, StandardCharsets.UTF_8);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return "byte " + at + " (line " + line + ", column " + (before.length() - before.lastIndexOf('\n')) + ")";
    }

    private static String shown(byte[] bytes, int from, int to) {
        return from == to
                ? "the beginning"
                : "'" + new String(bytes, from, to - from, StandardCharsets.UTF_8).replace("\n", "\\n") + "'";
    }

    /** What single characters could come instead. */
    private static String expected(Constraint constraint, byte[] bytes, int good) {
        Constraint.State state =
                constraint.start().tryAccept(Arrays.copyOf(bytes, good)).orElseThrow();
        StringBuilder all = new StringBuilder();
        for (int b = 0x20; b < 0x7F; b++) {
            if (state.tryAccept(new byte[] {(byte) b}).isPresent()) {
                all.append((char) b);
            }
        }
        return (all.isEmpty() ? "" : "one of " + all)
                + (state.isComplete() ? (all.isEmpty() ? "" : ", or ") + "the end" : "");
    }

    private int maskBench(Path folder, PrintWriter out) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw usage("--maskbench " + folder + " is not there (expected: a folder)");
        }
        List<Path> files = MaskBench.files(folder);
        if (files.isEmpty()) {
            throw usage("--maskbench " + folder + " holds no .json file (expected: {description, schema, tests})");
        }
        MaskBench bench = new MaskBench(vocabulary(), options());
        bench.warmUp(files.subList(0, Math.min(warmUp, files.size())));
        files.forEach(bench::run);
        if (verbose) {
            for (MaskBench.Result result : bench.results()) {
                if (result.verdict() != MaskBench.Verdict.PASSING) {
                    out.println(result.file() + ": " + result.verdict() + ": " + result.why());
                }
            }
        }
        out.println(bench.table());
        out.println(bench.json());
        out.flush();
        return 0;
    }
}
