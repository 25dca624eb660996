package dev.assay.server.app;

import dev.assay.store.Records;
import dev.assay.store.records.SqliteRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data folder a command is about. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Config.DEFAULT_DATA,
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(Config.DEFAULT_DATA);

    Path path() {
        return data;
    }

    /** The records of the folder, which is made where there is none. A server may run on it meanwhile. */
    Records records() {
        Path folder = data.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartException("the data folder " + folder + " cannot be used: " + e, e);
        }
        return new SqliteRecords(folder.resolve("records.db"));
    }
}
