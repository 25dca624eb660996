package dev.assay.server.app;

import dev.assay.store.journal.JournalCopy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in a data folder gives way to other data, file by file, because the folder itself may be a mount that nothing can take
 * the place of. One rename decides: before it nothing has changed, after it whoever opens the folder next carries out the rest, as
 * often as it takes.
 *
 * <p>{@code restore.draft} is what is being made; {@code restore.ready-TIME} what is whole, and waits for the old files to go into
 * {@code replaced-TIME}; {@code restore.placing-TIME} what has yet to come into their places.
 */
final class Replacement {

    private static final String DRAFT = "restore.draft";
    private static final String READY = "restore.ready-";
    private static final String PLACING = "restore.placing-";
    private static final String REPLACED = "replaced-";

    private final Path folder;
    private Optional<Path> replaced = Optional.empty();

    /** @param folder a data folder that nobody else works on */
    Replacement(Path folder) {
        this.folder = folder;
    }

    /** An empty place for what is to come. */
    Path draft() throws IOException {
        Path draft = folder.resolve(DRAFT);
        Folders.delete(draft);
        return Files.createDirectory(draft);
    }

    /** Nothing comes of it. */
    void discard() throws IOException {
        Folders.delete(folder.resolve(DRAFT));
    }

    /** From here on the draft is what lies in the folder, once it was {@linkplain #carryOut carried out}. */
    void decide(Instant now) throws IOException {
        Path draft = folder.resolve(DRAFT);
        Folders.sync(draft);
        decide(draft, now);
    }

    private void decide(Path whole, Instant now) throws IOException {
        Files.move(whole, folder.resolve(READY + stamp(now)), StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    /** The draft takes the place of what lies in the folder. */
    void apply(Instant now) throws IOException {
        decide(now);
        replaced = carryOut();
    }

    /** What was replaced comes back; what had taken its place is gone. */
    void undo(Instant now) throws IOException {
        if (replaced.isPresent()) {
            decide(replaced.get(), now);
            replaced = Optional.empty();
            Optional<Path> unusable = carryOut();
            if (unusable.isPresent()) {
                Folders.delete(unusable.get());
            }
        }
    }

    /** Where what lay in the folder is now; empty where nothing did, or it is back. */
    Optional<Path> replaced() {
        return replaced;
    }

    /** A name for files, also on systems that allow no colon. */
    private static String stamp(Instant now) {
        return now.toString().replace(":", "").replaceAll("\\.\\d+", "");
    }

    /**
     * Carries out what was decided, if anything was. May be done again after a crash at any point.
     *
     * @return where what lay in the folder is now; empty where nothing did
     */
    Optional<Path> carryOut() throws IOException {
        discard();
        Optional<Path> ready = starting(READY);
        if (ready.isPresent()) {
            Path old = folder.resolve(REPLACED + after(ready.get(), READY));
            putAside(old);
            Files.move(
                    ready.get(), folder.resolve(PLACING + after(ready.get(), READY)), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        }
        Optional<Path> placing = starting(PLACING);
        if (placing.isEmpty()) {
            return Optional.empty();
        }
        for (Path file : list(placing.get())) {
            Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        syncFolder();
        Files.delete(placing.get());
        return Optional.of(folder.resolve(REPLACED + after(placing.get(), PLACING)))
                .filter(Files::exists);
    }

    private void putAside(Path old) throws IOException {
        List<Path> files =
                list(folder).stream().filter(file -> isData(nameOf(file))).toList();
        // a folder that was opened, and never used
        boolean unused = !Files.exists(old)
                && files.stream().allMatch(file -> nameOf(file).equals("format"));
        if (unused || files.isEmpty()) {
            return;
        }
        Files.createDirectories(old);
        Path journal = new DataFolder.Layout(folder).journal();
        if (Files.isDirectory(journal)) {
            try (JournalCopy _ = JournalCopy.of(journal)) { // a backup may be reading it
                move(files, old);
            }
        } else {
            move(files, old);
        }
    }

    private static void move(List<Path> files, Path to) throws IOException {
        for (Path file : files) {
            Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether a file of this name belongs to what is replaced, not to the process that works on the folder or to replacements. */
    static boolean isData(String name) {
        return !name.equals("lock")
                && !name.startsWith("server.")
                && !name.startsWith("restore.")
                && !name.startsWith(REPLACED);
    }

    private Optional<Path> starting(String prefix) throws IOException {
        return list(folder).stream()
                .filter(file -> nameOf(file).startsWith(prefix))
                .findFirst();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private static String after(Path file, String prefix) {
        return nameOf(file).substring(prefix.length());
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
