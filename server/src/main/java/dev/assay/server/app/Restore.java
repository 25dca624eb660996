package dev.assay.server.app;

import dev.assay.store.Journal;
import dev.assay.store.Records;
import dev.assay.store.StoreException;
import dev.assay.store.journal.SqliteJournal;
import dev.assay.store.records.SqliteRecords;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a data folder of a backup, and checks it whole: what was written, that nothing is missing, and that this version can open it. */
final class Restore {

    private final Path draft;

    /** @param draft an empty folder */
    Restore(Path draft) {
        this.draft = draft;
    }

    /**
     * What is in a backup.
     *
     * @param at when it was made, as the backup says
     * @param requests the newest position of the journal
     * @param locked whether somebody has an account
     */
    record Content(String at, long requests, boolean locked) {}

    /**
     * @param backup is read to its end
     * @throws StartException where it is no whole backup, or a newer version's
     */
    Content unpack(InputStream backup) throws IOException {
        String at = readAll(backup);
        DataFolder.Layout files = new DataFolder.Layout(draft);
        try (Records records = new SqliteRecords(files.records());
                Journal journal = new SqliteJournal(files.journal(), 1)) {
            files.readPrices();
            files.readRedaction();
            return new Content(at, journal.lastPosition(), records.users().any());
        } catch (StoreException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private record Sum(long bytes, String sha256) {}

    private String readAll(InputStream backup) throws IOException {
        Map<String, Sum> found = new HashMap<>();
        @Nullable JsonNode checksums = null;
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(backup, 1 << 16));
        try {
            String at = readAbout(zip);
            for (@Nullable ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(BackupFormat.CHECKSUMS)) {
                    checksums = json(zip);
                } else {
                    found.put(entry.getName(), unpack(zip, entry.getName()));
                }
            }
            check(found, checksums);
            return at;
        } catch (ZipException | EOFException e) {
            throw damaged("it is cut off or damaged: " + e.getMessage());
        }
    }

    private String readAbout(ZipInputStream zip) throws IOException {
        @Nullable ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(BackupFormat.ABOUT)) {
            throw damaged("it is no backup of Assay");
        }
        JsonNode about = json(zip);
        int format = about.path("format").asInt(0);
        int dataFormat = about.path("dataFormat").asInt(0);
        if (format > BackupFormat.FORMAT || dataFormat > DataFolder.FORMAT) {
            throw new StartException("the backup was written by Assay "
                    + about.path("assay").asString("?") + " (format " + format + ", of a data folder of format "
                    + dataFormat + "; expected: at most " + BackupFormat.FORMAT + " and " + DataFolder.FORMAT
                    + "); restore it with that version; nothing was changed");
        }
        return about.path("at").asString("");
    }

    private Sum unpack(ZipInputStream zip, String name) throws IOException {
        Path file = draft.resolve(name).normalize();
        if (!file.startsWith(draft)) {
            throw new ZipException("it names the file '" + name + "', which is outside of the data folder");
        }
        if (!isOfABackup(name)) {
            throw new ZipException("it names the file '" + name + "', which no backup holds");
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                BackupFormat.Summing sum = new BackupFormat.Summing(out)) {
            zip.transferTo(sum);
            return new Sum(sum.bytes(), sum.sha256());
        }
    }

    private static boolean isOfABackup(String name) {
        return name.matches("journal/[^/]+\\.db")
                || (name.matches("[^/]+") && !name.startsWith("columns.duckdb") && Replacement.isData(name));
    }

    private static void check(Map<String, Sum> found, @Nullable JsonNode checksums) {
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
        for (String name : found.keySet()) {
            if (!checksums.has(name)) {
                throw damaged("the file '" + name + "' in it has no checksum");
            }
        }
        if (!found.containsKey("records.db")) {
            throw damaged("it has no records");
        }
    }

    private static JsonNode json(ZipInputStream zip) throws IOException {
        try {
            return JsonMapper.shared().readTree(zip.readAllBytes());
        } catch (JacksonException e) {
            throw damaged("it is no backup of Assay: " + e.getOriginalMessage());
        }
    }

    private static StartException damaged(String why) {
        return new StartException("the backup cannot be restored, " + why + "; nothing was changed");
    }
}
