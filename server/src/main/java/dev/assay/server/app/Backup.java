package dev.assay.server.app;

import dev.assay.store.journal.JournalCopy;
import dev.assay.store.records.SqliteRecords;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a data folder into one file, whether a server runs on it or not: SQLite copies a file that is in use as it is at one moment. The
 * records first, so that they know of nothing that the journal's copy lacks.
 */
final class Backup {

    private final DataFolder.Layout files;
    private final ObjectNode checksums = JsonMapper.shared().createObjectNode();

    Backup(Path data) {
        files = new DataFolder.Layout(data);
    }

    /**
     * @param target is there, whole and synced, on return; or not at all
     * @return how many bytes it has
     */
    long write(Path target, Instant at) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Path scratch = Files.createTempDirectory(target.toAbsolutePath().getParent(), ".assay-backup");
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                writeTo(file, scratch, at);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(target);
        } finally {
            Files.deleteIfExists(part);
            Folders.delete(scratch);
        }
    }

    /** @param scratch an empty folder, in which copies lie for a while */
    void writeTo(OutputStream out, Path scratch, Instant at) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED); // the bodies are compressed already
        writeAll(zip, scratch, at);
        zip.finish();
    }

    private void writeAll(ZipOutputStream zip, Path scratch, Instant at) throws IOException {
        ObjectNode about = JsonMapper.shared().createObjectNode();
        about.put("format", BackupFormat.FORMAT);
        about.put("dataFormat", DataFolder.FORMAT);
        about.put("assay", Version.CURRENT);
        about.put("at", at.toString());
        text(zip, BackupFormat.ABOUT, about.toString());
        try (JournalCopy journal = JournalCopy.of(files.journal())) {
            Path records = scratch.resolve("records.db");
            SqliteRecords.copy(files.records(), records);
            copy(zip, "records.db", records);
            journal.each(scratch, (name, copy) -> copy(zip, "journal/" + name, copy));
        }
        for (Path other : others()) {
            copy(zip, other.getFileName().toString(), other);
        }
        text(zip, BackupFormat.CHECKSUMS, checksums.toString());
    }

    /** What people have put into the folder, and its format. */
    private List<Path> others() throws IOException {
        try (Stream<Path> all = Files.list(files.folder())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> files.isSetting(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private void copy(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        BackupFormat.Summing sum = new BackupFormat.Summing(zip);
        Files.copy(file, sum);
        zip.closeEntry();
        checksums.putObject(name).put("bytes", sum.bytes()).put("sha256", sum.sha256());
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
