package dev.assay.server.app;

import dev.assay.server.ingest.price.Prices;
import dev.assay.server.ingest.redact.RedactionSettings;
import dev.assay.server.ingest.redact.Redactions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder that holds everything: {@code journal/}, {@code columns.duckdb}, {@code records.db}; {@code format} says
 * which version wrote it, {@code lock} that a process works on it, {@code server.json} where that one listens.
 */
public final class DataFolder implements AutoCloseable {

    /** Raised when an older version could not read the folder any more. */
    static final int FORMAT = 1;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder where there is none, and locks it.
     *
     * @throws StartException where another process works on it, a newer version wrote it, or it cannot be written
     */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        @Nullable FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                throw new StartException("the data folder " + folder + " is in use by another process"
                        + announcement(folder)
                                .map(server -> ", which serves " + server.url())
                                .orElse("")
                        + "; stop it, or choose another folder with --data");
            }
            new Replacement(folder).carryOut();
            Folders.delete(temporary(folder)); // a process that was killed may have left what nobody finds any more
            checkFormat(folder);
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new StartException("the data folder " + folder + " cannot be used: " + e, e);
        } catch (StartException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it open
        }
    }

    private static void checkFormat(Path folder) throws IOException {
        Path file = folder.resolve("format");
        if (!Files.exists(file)) {
            Files.writeString(file, FORMAT + "\n");
            return;
        }
        String text = Files.readString(file).strip();
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > FORMAT) {
            throw new StartException("the data folder " + folder + " has format '" + text + "' (expected: at most "
                    + FORMAT + "); a newer Assay wrote it, start that version");
        }
        if (Integer.parseInt(text) < FORMAT) {
            // Each part migrates what is its own when it is opened; an older version must not open them after that.
            Files.writeString(file, FORMAT + "\n");
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, Exception cause) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    public Path path() {
        return path;
    }

    /** Where what lies in a data folder. */
    record Layout(Path folder) {

        Path journal() {
            return folder.resolve("journal");
        }

        Path columns() {
            return folder.resolve("columns.duckdb");
        }

        Path records() {
            return folder.resolve("records.db");
        }

        /**
         * What calls cost: the published table, and before it {@code prices.json} of the folder.
         *
         * @throws StartException where that file holds something else
         */
        Prices readPrices() {
            try {
                return Prices.with(folder.resolve("prices.json"));
            } catch (IllegalArgumentException e) {
                throw new StartException(String.valueOf(e.getMessage()), e);
            }
        }

        /**
         * What projects redact that have no settings of their own: what {@code redaction.json} of the folder says.
         *
         * @throws StartException where that file holds something else
         */
        RedactionSettings readRedaction() {
            try {
                return Redactions.read(folder.resolve("redaction.json"));
            } catch (IllegalArgumentException e) {
                throw new StartException(String.valueOf(e.getMessage()), e);
            }
        }

        /** Whether a file of this name is neither data nor of the running process: settings that people wrote, and the format. */
        boolean isSetting(String name) {
            return !name.startsWith("columns.duckdb")
                    && !name.startsWith("records.db")
                    && !name.startsWith("server.")
                    && !name.equals("lock");
        }
    }

    Path journal() {
        return new Layout(path).journal();
    }

    /** For files that are gone with the answer they are for. */
    Path temporary() {
        return temporary(path);
    }

    private static Path temporary(Path folder) {
        return folder.resolve("columns.duckdb.tmp");
    }

    Path columns() {
        return new Layout(path).columns();
    }

    Prices readPrices() {
        return new Layout(path).readPrices();
    }

    RedactionSettings readRedaction() {
        return new Layout(path).readRedaction();
    }

    Path records() {
        return new Layout(path).records();
    }

    /**
     * Says where the server of this folder listens, for commands that are given the folder.
     *
     * @param key opens everything, so nobody but the owner of the folder may read the file
     */
    void announce(String url, String key) {
        Path file = path.resolve("server.json");
        Path draft = path.resolve("server.json.new");
        try {
            Files.deleteIfExists(draft);
            if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            ObjectNode announcement = JsonMapper.shared()
                    .createObjectNode()
                    .put("url", url)
                    .put("pid", ProcessHandle.current().pid())
                    .put("key", key);
            Files.writeString(draft, announcement + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartException(file + " cannot be written: " + e, e);
        }
    }

    /**
     * What the server of a folder said of itself.
     *
     * @param key opens everything there; empty where an older version wrote it
     */
    record Announcement(String url, String key) {

        /** Without the key. */
        @Override
        public String toString() {
            return url;
        }
    }

    /** Where the server of a folder said it listens; it may have died since. */
    static Optional<Announcement> announcement(Path folder) {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("server.json")));
            String url = json.path("url").asString("");
            return url.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Announcement(url, json.path("key").asString("")));
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // no server has written it, which is an answer
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path.resolve("server.json"));
        } catch (IOException e) {
            throw new StartException("the data folder " + path + " cannot be let go: " + e, e);
        }
    }
}
