package dev.assay.server.structured;

import dev.assay.structured.constrain.Constraint;
import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs schemas with instances, each valid or not, under masks, as MaskBench does: a schema passes when it compiles and each of its instances
 * gets the right answer. Compiling is timed up to the first mask, and masks one by one, one before each token and one after the last.
 */
public final class MaskBench {

    /** What became of a schema. */
    public enum Verdict {
        /** All right. */
        PASSING,
        /** It did not compile. */
        COMPILE_ERROR,
        /** A valid instance was refused. */
        VALID_REFUSED,
        /** An invalid instance was accepted, whatever became of the others. */
        INVALID_ACCEPTED
    }

    /**
     * A schema's result.
     *
     * @param file where it stands
     * @param verdict what became of it
     * @param why what went wrong; {@code ""} if nothing did
     * @param compiles how long it took from the text of the schema to the first mask; empty if it did not compile
     * @param masks how long its masks took
     */
    public record Result(String file, Verdict verdict, String why, Micros compiles, Micros masks) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Vocabulary vocabulary;
    private final SchemaOptions options;
    private final boolean cold;
    private final List<Result> results = new ArrayList<>();
    private Micros masks = new Micros();
    private Micros compiles = new Micros();
    private long checksum;

    /** With a vocabulary, and how instances may be written; a schema is compiled once for all its instances, as MaskBench does. */
    public MaskBench(Vocabulary vocabulary, SchemaOptions options) {
        this(vocabulary, options, false);
    }

    /**
     * With a vocabulary.
     *
     * @param options how instances may be written
     * @param cold whether a schema is compiled anew for each of its instances, so that no mask is known from another
     */
    public MaskBench(Vocabulary vocabulary, SchemaOptions options, boolean cold) {
        this.vocabulary = vocabulary;
        this.options = options;
        this.cold = cold;
    }

    /**
     * The files of a folder and all below it, by name.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Runs files, and keeps nothing of it but that the machine has seen its own code. */
    public void warmUp(List<Path> files) {
        files.forEach(this::run);
        forget();
    }

    /** Forgets all results and times so far. */
    public void forget() {
        results.clear();
        masks = new Micros();
        compiles = new Micros();
    }

    /** Runs one file. */
    public void run(Path file) {
        JsonNode json;
        try {
            json = MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException bad) {
            throw new IllegalArgumentException(file + " is no JSON: " + bad.getOriginalMessage(), bad);
        }
        if (!json.has("schema") || !json.path("tests").isArray()) {
            throw new IllegalArgumentException(file + " has no 'schema' or no 'tests' (expected: {description, schema,"
                    + " tests: [{valid, data}]})");
        }
        run(file.getFileName().toString(), json.path("schema"), json.path("tests"));
    }

    /** Runs one schema with its instances. */
    public void run(String name, JsonNode schema, JsonNode tests) {
        Micros ownCompiles = new Micros();
        Micros ownMasks = new Micros();
        Verdict verdict = Verdict.PASSING;
        String why = "";
        byte[] written = MAPPER.writeValueAsBytes(schema);
        try {
            Constraint constraint = compile(written, ownCompiles);
            for (JsonNode test : tests) {
                constraint = cold ? compile(written, ownCompiles) : constraint;
                boolean valid = test.path("valid").asBoolean(false);
                byte[] text = MAPPER.writeValueAsBytes(test.path("data"));
                Optional<String> refusal = refusal(constraint, text, ownMasks);
                if (refusal.isEmpty() != valid && verdict != Verdict.INVALID_ACCEPTED) {
                    verdict = valid ? Verdict.VALID_REFUSED : Verdict.INVALID_ACCEPTED;
                    why = test.path("description").asString("") + " "
                            + refusal.orElseGet(() -> "accepted: " + new String(text, StandardCharsets.UTF_8));
                }
            }
        } catch (ConstraintException error) {
            verdict = Verdict.COMPILE_ERROR;
            why = String.valueOf(error.getMessage());
        }
        compiles.addAll(ownCompiles);
        masks.addAll(ownMasks);
        results.add(new Result(name, verdict, why.strip(), ownCompiles, ownMasks));
    }

    /** From the text of a schema to its first mask. */
    private Constraint compile(byte[] schema, Micros times) {
        long start = System.nanoTime();
        Constraint constraint = Constraint.compile(Language.schema(MAPPER.readTree(schema), options), vocabulary);
        checksum += constraint.start().mask()[0];
        times.add(System.nanoTime() - start);
        return constraint;
    }

    /** Why a text is refused; empty if it is accepted. */
    private Optional<String> refusal(Constraint constraint, byte[] text, Micros times) {
        Constraint.State state = constraint.start();
        int at = 0;
        for (int token : vocabulary.longestTokens(text)) {
            long start = System.nanoTime();
            long[] mask = state.mask();
            times.add(System.nanoTime() - start);
            if ((mask[token >> 6] & (1L << token)) == 0) {
                int good = at + state.acceptable(Arrays.copyOfRange(text, at, text.length));
                return Optional.of("refused at byte " + good + ": "
                        + new String(text, 0, good, StandardCharsets.UTF_8) + " <here> "
                        + new String(text, good, text.length - good, StandardCharsets.UTF_8));
            }
            state = state.accept(token);
            at += vocabulary.bytes(token).length;
        }
        long start = System.nanoTime();
        checksum += state.mask()[0];
        times.add(System.nanoTime() - start);
        return state.isComplete() ? Optional.empty() : Optional.of("refused: it ends too soon");
    }

    /** What became of each schema. */
    public List<Result> results() {
        return List.copyOf(results);
    }

    /** How many schemas came out so. */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict == verdict).count();
    }

    /** How long masks took. */
    public Micros masks() {
        return masks;
    }

    /** How long it took from a schema to the first mask, of those that compiled. */
    public Micros compiles() {
        return compiles;
    }

    /** A number that hangs on every mask, so that none is left out. */
    public long checksum() {
        return checksum;
    }

    /** Everything as a table. */
    public String table() {
        return String.format(Locale.ROOT, "%-26s %10d%n", "schemas", results.size())
                + String.format(Locale.ROOT, "%-26s %10d%n", "passing", count(Verdict.PASSING))
                + String.format(Locale.ROOT, "%-26s %10d%n", "compile error", count(Verdict.COMPILE_ERROR))
                + String.format(Locale.ROOT, "%-26s %10d%n", "valid instance refused", count(Verdict.VALID_REFUSED))
                + String.format(
                        Locale.ROOT, "%-26s %10d%n%n", "invalid instance accepted", count(Verdict.INVALID_ACCEPTED))
                + Micros.head()
                + System.lineSeparator()
                + masks.row("mask")
                + System.lineSeparator()
                + compiles.row("compile");
    }

    /** A row for each schema, those that took longest to compile first. */
    public String perSchema() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%12s %8s %10s %10s  %-17s %s%n",
                "compile µs",
                "masks",
                "avg",
                "max",
                "verdict",
                "schema"));
        results.stream()
                .sorted(Comparator.comparingDouble((Result result) -> result.compiles.quantile(1))
                        .reversed())
                .forEach(result -> table.append(String.format(
                        Locale.ROOT,
                        "%12.1f %8d %10.1f %10.1f  %-17s %s%n",
                        result.compiles.quantile(1),
                        result.masks.size(),
                        result.masks.average(),
                        result.masks.quantile(1),
                        result.verdict,
                        result.file)));
        return table.toString();
    }

    /** Everything as one line of JSON, times in microseconds. */
    public String json() {
        return "{\"passing\":" + count(Verdict.PASSING) + ",\"compileErrors\":"
                + count(Verdict.COMPILE_ERROR) + ",\"validRefused\":" + count(Verdict.VALID_REFUSED)
                + ",\"invalidAccepted\":" + count(Verdict.INVALID_ACCEPTED) + ",\"mask\":" + masks.json()
                + ",\"compile\":"
                + compiles.json() + "}";
    }
}
