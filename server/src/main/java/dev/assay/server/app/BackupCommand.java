package dev.assay.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(names = "--overwrite", description = "Whether a file of that name may be replaced.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Secret secret;

    BackupCommand() {
        this(Secret.known(System.in));
    }

    BackupCommand(Secret secret) {
        this.secret = secret;
    }

    @Override
    public Integer call() {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target) && !overwrite) {
            throw new StartException(target + " is there already; choose another name, or say --overwrite");
        }
        try {
            Optional<Answers> asked = remote.answers(secret);
            long bytes = asked.isPresent() ? fetch(asked.get(), target) : write(target);
            spec.commandLine().getOut().println(String.format(Locale.ROOT, "Wrote %,d bytes to %s.", bytes, target));
        } catch (IOException e) {
            throw new StartException("the backup " + target + " could not be written: " + e, e);
        }
        return 0;
    }

    private long write(Path target) throws IOException {
        if (!Files.exists(data.resolve("records.db"))) {
            throw new StartException(
                    "there is no data folder " + data.toAbsolutePath().normalize() + "; name it with --data DIR");
        }
        return new Backup(data).write(target, Instant.now());
    }

    /** The file has its name when it is whole. */
    private static long fetch(Answers answers, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (answers) {
            try (InputStream in = answers.get("/api/v1/backup")) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(target);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
