package dev.assay.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay backup}. */
@Command(
        name = "backup",
        description =
                "Writes everything but the columns, which are made from the rest, into one file; a server may run meanwhile.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file to write, for example assay-2026-11-23.zip.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Config.DEFAULT_DATA,
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(Config.DEFAULT_DATA);

    @Option(names = "--overwrite", description = "Whether a file of that name may be replaced.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (!Files.exists(data.resolve("records.db"))) {
            throw new StartException(
                    "there is no data folder " + data.toAbsolutePath().normalize() + "; name it with --data DIR");
        }
        if (Files.exists(target) && !overwrite) {
            throw new StartException(target + " is there already; choose another name, or say --overwrite");
        }
        try {
            long bytes = new Backup(data).write(target, Instant.now());
            spec.commandLine().getOut().println(String.format(Locale.ROOT, "Wrote %,d bytes to %s.", bytes, target));
        } catch (IOException e) {
            throw new StartException("the backup " + target + " could not be written: " + e, e);
        }
        return 0;
    }
}
