package dev.assay.server.demo;

import dev.assay.server.app.DataFolder;
import dev.assay.server.app.StartException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A data folder that is made anew at each start. Only one that the demo itself has made is ever deleted. */
final class DemoFolder {

    private static final String MARK = "made-by-demo";

    private DemoFolder() {}

    /** @throws StartException where the folder holds anything else, or another process works on it */
    static void makeAnew(Path folder) {
        try {
            if (Files.exists(folder.resolve(MARK))) {
                DataFolder.open(folder).close(); // refuses where another process works on it
                delete(folder);
            } else if (Files.exists(folder) && !isEmpty(folder)) {
                throw new StartException("the folder " + folder.toAbsolutePath().normalize()
                        + " was not made by the demo, which would delete what is in it; name another with --data");
            }
            Files.createDirectories(folder);
            Files.createFile(folder.resolve(MARK));
        } catch (IOException e) {
            throw new StartException("the demo's data folder " + folder.toAbsolutePath() + " cannot be made: " + e, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
