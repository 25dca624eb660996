package dev.assay.server.skew;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.skew.encode.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands that compare two files are told about both. */
final class SideOptions {

    @Option(
            names = "--map",
            paramLabel = "FIELD=WHERE,...",
            description = "Where fields stand, as for import: input, output, messages, session, metadata, ...")
    private List<String> maps = new ArrayList<>();

    @Option(names = "--messages", paramLabel = "WHERE", description = "Where a conversation stands.")
    private String messages = "";

    @Option(
            names = "--score",
            paramLabel = "NAME=WHERE",
            description = "A score that rows carry: results are sliced by it as by metadata. May be given often.")
    private List<String> scores = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "At most so many examples of each side, drawn uniformly (default: ${DEFAULT-VALUE}).")
    private int sample = 5_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same report (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--encoder", paramLabel = "WHICH", description = EncoderOption.DESCRIPTION)
    private String encoder = "minilm";

    @Option(names = "--json", description = "Writes the report as JSON.")
    private boolean json;

    long seed() {
        return seed;
    }

    boolean json() {
        return json;
    }

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException where an option says what cannot be
     */
    Sides read(String first, Where ofFirst, String second, Where ofSecond, Steps steps)
            throws IOException, MappingException {
        if (sample < 2) {
            throw new IllegalArgumentException("--sample " + sample + " (expected: at least 2 examples of each side)");
        }
        if (first.equals("-") && second.equals("-")) {
            throw new IllegalArgumentException(
                    "Both sides are standard input (expected: a file for one of them, since it can be read once)");
        }
        SideReader reader =
                new SideReader(MappingOptions.parse(maps, messages, scores), sample, SideReader.HEAVIEST, seed, steps);
        return new Sides(reader.read(first, ofFirst), reader.read(second, ofSecond));
    }

    Optional<Encoder> encoder(Steps steps) {
        return EncoderOption.of(encoder).map(made -> new EncoderWithSteps(made, steps));
    }

    /**
     * Before the work, not after it.
     *
     * @throws IllegalArgumentException where a file cannot be written to
     */
    static void checkWritable(String option, Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        boolean writable = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new IllegalArgumentException(
                    option + " " + file + " cannot be written (expected: a file in a folder that is there)");
        }
    }
}
