package dev.assay.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay restore}. */
@Command(
        name = "restore",
        description = "Makes a data folder of what 'assay backup' wrote.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What 'assay backup' wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Config.DEFAULT_DATA,
            description = "The data folder to make (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(Config.DEFAULT_DATA);

    @Option(
            names = "--overwrite",
            description = "Whether it may take the place of a data folder, which is kept beside it under another name.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path target = data.toAbsolutePath().normalize();
        try {
            requireFree(target);
            new Restore(file)
                    .into(target, Instant.now())
                    .ifPresent(old -> spec.commandLine()
                            .getOut()
                            .println("What was there is kept as " + old + "; delete it when it is not needed."));
        } catch (IOException e) {
            throw new StartException("the backup " + file + " could not be restored: " + e, e);
        }
        spec.commandLine()
                .getOut()
                .println("Restored " + target + ". The columns are made from the journal when the server starts: "
                        + "assay serve --data " + data);
        return 0;
    }

    private void requireFree(Path target) throws IOException {
        if (!Files.exists(file)) {
            throw new StartException("there is no file " + file.toAbsolutePath().normalize());
        }
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> files = Files.list(target)) {
            if (files.findAny().isPresent() && !overwrite) {
                throw new StartException(
                        target + " is not empty (expected: a folder that is not there yet); name another "
                                + "with --data DIR, or say --overwrite, which keeps what is there under another name");
            }
        }
        DataFolder.open(target).close(); // refuses where a server runs on it
    }
}
