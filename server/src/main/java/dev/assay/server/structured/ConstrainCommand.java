package dev.assay.server.structured;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.constrain.VocabularyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
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

    @Option(
            names = "--cold",
            description = "with --maskbench: compiles a schema anew for each instance, so that no mask is known before")
    private boolean cold;

    @Option(names = "--per-schema", description = "with --maskbench: prints the times of each schema, slow ones first")
    private boolean perSchema;

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
        return Vocabulary.read(new ByteArrayInputStream(read(Path.of(from), "--vocabulary")), from);
    }

    private byte[] read(Path file, String option) {
        if (!Files.isRegularFile(file)) {
            throw usage(option + " " + file + " is not there (expected: a file)");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw usage(option + " " + file + " cannot be read: " + e + " (expected: a file that you may read)");
        }
    }

    private String readText(Path file, String option) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read(file, option)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw usage(option + " " + file + " is no text in UTF-8 (expected: one)");
        }
    }

    private Language language() {
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
                                .readTree(read(schema, "--schema")),
                        options());
            } catch (JacksonException bad) {
                throw usage("--schema " + schema + " is no JSON: " + bad.getOriginalMessage() + ", line "
                        + bad.getLocation().getLineNr() + ", column "
                        + bad.getLocation().getColumnNr());
            }
        }
        if (lark != null) {
            return Language.lark(readText(lark, "--lark"));
        }
        if (gbnf != null) {
            return Language.gbnf(readText(gbnf, "--gbnf"));
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
        byte[] bytes = read(file, "--text");
        boolean accepted = new TextCheck(language, vocabulary(), bytes).print(out);
        out.flush();
        return accepted ? 0 : REFUSED;
    }

    private int maskBench(Path folder, PrintWriter out) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw usage("--maskbench " + folder + " is not there (expected: a folder)");
        }
        List<Path> files = MaskBench.files(folder);
        if (files.isEmpty()) {
            throw usage("--maskbench " + folder + " holds no .json file (expected: {description, schema, tests})");
        }
        MaskBench bench = new MaskBench(vocabulary(), options(), cold);
        bench.warmUp(files.subList(0, Math.min(warmUp, files.size())));
        files.forEach(bench::run);
        if (verbose) {
            for (MaskBench.Result result : bench.results()) {
                if (result.verdict() != MaskBench.Verdict.PASSING) {
                    out.println(result.file() + ": " + result.verdict() + ": " + result.why());
                }
            }
        }
        if (perSchema) {
            out.println(bench.perSchema());
        }
        out.println(bench.table());
        out.println(bench.json());
        out.flush();
        return 0;
    }
}
