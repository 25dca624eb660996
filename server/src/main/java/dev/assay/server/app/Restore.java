package dev.assay.server.app;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a data folder of a backup: beside its place first, checked whole, and then at once. */
final class Restore {

    private final Path backup;

    Restore(Path backup) {
        this.backup = backup;
    }

    /**
     * @param data where it goes; what is there already, and may be taken away, is kept beside it
     * @return where what was there is now; empty where nothing was
     * @throws StartException where the backup is no whole one, or of a newer version: nothing was changed
     */
    Optional<Path> into(Path data, Instant now) throws IOException {
        Path target = data.toAbsolutePath().normalize();
        Path draft = target.resolveSibling(target.getFileName() + ".restoring");
        Folders.delete(draft);
        try {
            Files.createDirectories(draft);
            unpack(draft);
            Folders.sync(draft);
            return takePlace(draft, target, now);
        } finally {
            Folders.delete(draft);
        }
    }

    private static Optional<Path> takePlace(Path draft, Path target, Instant now) throws IOException {
        if (!Files.exists(target)) {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        }
        Path old = target.resolveSibling(target.getFileName() + ".replaced-"
                + now.toString().replace(":", "").replaceAll("\\.\\d+", ""));
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        return Optional.of(old);
    }

    private record Sum(long bytes, String sha256) {}

    private void unpack(Path draft) throws IOException {
        Map<String, Sum> found = new HashMap<>();
        @Nullable JsonNode checksums = null;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(backup), 1 << 16);
                ZipInputStream zip = new ZipInputStream(file)) {
            checkFormat(zip);
            for (@Nullable ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(BackupFormat.CHECKSUMS)) {
                    checksums = json(zip);
                } else {
                    found.put(entry.getName(), unpack(zip, draft, entry.getName()));
                }
            }
        } catch (ZipException | java.io.EOFException e) {
            throw damaged("it is cut off or damaged: " + e.getMessage());
        }
        check(found, checksums);
    }

    private void checkFormat(ZipInputStream zip) throws IOException {
        @Nullable ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(BackupFormat.ABOUT)) {
            throw damaged("it is no backup of Assay");
        }
        JsonNode about = json(zip);
        int format = about.path("format").asInt(0);
        int dataFormat = about.path("dataFormat").asInt(0);
        if (format > BackupFormat.FORMAT || dataFormat > DataFolder.FORMAT) {
            throw new StartException("the backup " + backup + " was written by Assay "
                    + about.path("assay").asString("?") + " (format " + format + ", of a data folder of format "
                    + dataFormat + "; expected: at most " + BackupFormat.FORMAT + " and " + DataFolder.FORMAT
                    + "); restore it with that version");
        }
    }

    private static Sum unpack(ZipInputStream zip, Path draft, String name) throws IOException {
        Path file = draft.resolve(name).normalize();
        if (!file.startsWith(draft)) {
            throw new ZipException("it names the file '" + name + "', which is outside of the data folder");
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                BackupFormat.Summing sum = new BackupFormat.Summing(out)) {
            zip.transferTo(sum);
            return new Sum(sum.bytes(), sum.sha256());
        }
    }

    private void check(Map<String, Sum> found, @Nullable JsonNode checksums) {
        if (checksums == null) {
            throw damaged("it is cut off: it has no checksums at its end");
        }
        for (String name : checksums.propertyNames()) {
            JsonNode expected = checksums.path(name);
            Sum sum = found.getOrDefault(name, new Sum(-1, ""));
            if (sum.bytes != expected.path("bytes").asLong(-2)
                    || !sum.sha256.equals(expected.path("sha256").asString(""))) {
                throw damaged(
                        "the file '" + name + "' in it " + (sum.bytes < 0 ? "is missing" : "is not as it was written"));
            }
        }
    }

    private JsonNode json(ZipInputStream zip) throws IOException {
        try {
            return JsonMapper.shared().readTree(zip.readAllBytes());
        } catch (JacksonException e) {
            throw damaged("it is no backup of Assay: " + e.getOriginalMessage());
        }
    }

    private StartException damaged(String why) {
        return new StartException("the backup " + backup + " cannot be restored, " + why + "; nothing was changed");
    }
}
