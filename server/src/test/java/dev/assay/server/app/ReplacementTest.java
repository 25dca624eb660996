package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a replacement is cut off, the folder holds either what was there or what was to come, once it is opened again. */
class ReplacementTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:10.5Z");
    private static final String REPLACED = "replaced-2026-11-23T120010Z";

    private final Path folder;

    ReplacementTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("journal"));
        Files.writeString(folder.resolve("journal/2026-11-22.db"), "old");
        for (String name :
                new String[] {"columns.duckdb", "records.db", "format", "prices.json", "lock", "server.json"}) {
            Files.writeString(folder.resolve(name), "old");
        }
    }

    private Replacement drafted() throws IOException {
        Replacement replacement = new Replacement(folder);
        Path draft = replacement.draft();
        Files.createDirectories(draft.resolve("journal"));
        Files.writeString(draft.resolve("journal/2026-11-23.db"), "new");
        Files.writeString(draft.resolve("records.db"), "new");
        Files.writeString(draft.resolve("format"), "new");
        return replacement;
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.equals("lock") && !name.endsWith("/lock")) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }

    private void assertReplaced() throws IOException {
        assertThat(files(folder))
                .isEqualTo(new TreeMap<>(Map.of(
                        "journal/2026-11-23.db",
                        "new",
                        "records.db",
                        "new",
                        "format",
                        "new",
                        "server.json",
                        "old",
                        REPLACED + "/journal/2026-11-22.db",
                        "old",
                        REPLACED + "/columns.duckdb",
                        "old",
                        REPLACED + "/records.db",
                        "old",
                        REPLACED + "/format",
                        "old",
                        REPLACED + "/prices.json",
                        "old")));
    }

    @Test
    void whatWasNotDecided_isGone() throws IOException {
        Map<String, String> before = files(folder);
        drafted();
        assertThat(new Replacement(folder).carryOut()).isEmpty();
        assertThat(files(folder)).isEqualTo(before);
    }

    @Test
    void whatWasDecided_isCarriedOut_byWhoeverComesNext() throws IOException {
        drafted().decide(NOW);
        assertThat(new Replacement(folder).carryOut()).hasValue(folder.resolve(REPLACED));
        assertReplaced();
        assertThat(new Replacement(folder).carryOut()).isEmpty();
        assertReplaced();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void cutOffWhileOldFilesGo_goesOn(int gone) throws IOException {
        drafted().decide(NOW);
        Path old = Files.createDirectories(folder.resolve(REPLACED));
        for (String name : Stream.of("columns.duckdb", "format", "journal", "prices.json", "records.db")
                .limit(gone)
                .toList()) {
            Files.move(folder.resolve(name), old.resolve(name));
        }
        new Replacement(folder).carryOut();
        assertReplaced();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void cutOffWhileNewFilesCome_goesOn(int come) throws IOException {
        drafted().decide(NOW);
        Path old = Files.createDirectories(folder.resolve(REPLACED));
        for (String name : new String[] {"columns.duckdb", "format", "journal", "prices.json", "records.db"}) {
            Files.move(folder.resolve(name), old.resolve(name));
        }
        Path placing = folder.resolve("restore.placing-2026-11-23T120010Z");
        Files.move(folder.resolve("restore.ready-2026-11-23T120010Z"), placing);
        for (String name :
                Stream.of("format", "journal", "records.db").limit(come).toList()) {
            Files.move(placing.resolve(name), folder.resolve(name));
        }
        new Replacement(folder).carryOut();
        assertReplaced();
    }

    @Test
    void whatWasReplaced_comesBack() throws IOException {
        Map<String, String> before = files(folder);
        Replacement replacement = drafted();
        replacement.apply(NOW);
        assertReplaced();
        replacement.undo(NOW.plusSeconds(1));
        assertThat(files(folder)).isEqualTo(before);
        assertThat(replacement.replaced()).isEqualTo(Optional.empty());
    }
}
