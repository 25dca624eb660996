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
     */
    public record Result(String file, Verdict verdict, String why) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Vocabulary vocabulary;
    private final SchemaOptions options;
    private final List<Result> results = new ArrayList<>();
    private Micros masks = new Micros();
    private Micros compiles = new Micros();
    private long checksum;

    /** With a vocabulary, and how instances may be written. */
    public MaskBench(Vocabulary vocabulary, SchemaOptions options) {
        this.vocabulary = vocabulary;
        this.options = options;
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
        long start = System.nanoTime();
        Constraint constraint;
        try {
            constraint = Constraint.compile(Language.schema(schema, options), vocabulary);
            checksum += constraint.start().mask()[0];
        } catch (ConstraintException error) {
            results.add(new Result(name, Verdict.COMPILE_ERROR, String.valueOf(error.getMessage())));
            return;
        }
        compiles.add(System.nanoTime() - start);
        Verdict verdict = Verdict.PASSING;
        String why = "";
        for (JsonNode test : tests) {
            boolean valid = test.path("valid").asBoolean(false);
            byte[] text = MAPPER.writeValueAsBytes(test.path("data"));
            Optional<String> refusal = refusal(constraint, text);
            if (refusal.isEmpty() != valid && verdict != Verdict.INVALID_ACCEPTED) {
                verdict = valid ? Verdict.VALID_REFUSED : Verdict.INVALID_ACCEPTED;
                why = test.path("description").asString("") + " "
                        + refusal.orElseGet(() -> "accepted: " + new String(text, StandardCharsets.UTF_8));
            }
        }
        results.add(new Result(name, verdict, why.strip()));
    }

    /** Why a text is refused; empty if it is accepted. */
    private Optional<String> refusal(Constraint constraint, byte[] text) {
        Constraint.State state = constraint.start();
        int at = 0;
        for (int token : vocabulary.longestTokens(text)) {
            long start = System.nanoTime();
            long[] mask = state.mask();
            masks.add(System.nanoTime() - start);
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
        masks.add(System.nanoTime() - start);
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

    /** Everything as one line of JSON, times in microseconds. */
    public String json() {
        return "{\"schemas\":" + results.size() + ",\"passing\":" + count(Verdict.PASSING) + ",\"compileErrors\":"
                + count(Verdict.COMPILE_ERROR) + ",\"validRefused\":" + count(Verdict.VALID_REFUSED)
                + ",\"invalidAccepted\":" + count(Verdict.INVALID_ACCEPTED) + ",\"mask\":" + masks.json()
                + ",\"compile\":"
                + compiles.json() + "}";
    }
}
