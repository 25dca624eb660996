package dev.assay.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.app.DataFolder;
import dev.assay.server.app.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

    @TempDir
    Path temp;

    @Test
    void makesTheFolderAndMakesItAnew() throws IOException {
        Path folder = temp.resolve("a").resolve("demo");
        DemoFolder.makeAnew(folder);
        Files.createDirectories(folder.resolve("journal"));
        Files.writeString(folder.resolve("journal").resolve("old"), "old");

        DemoFolder.makeAnew(folder);

        assertThat(folder.resolve("journal")).doesNotExist();
    }

    @Test
    void leavesAFolderAloneThatItHasNotMade() throws IOException {
        Files.writeString(temp.resolve("precious"), "data");

        assertThatThrownBy(() -> DemoFolder.makeAnew(temp))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(temp.toString())
                .hasMessageContaining("--data");
        assertThat(temp.resolve("precious")).hasContent("data");
    }

    @Test
    void leavesAFolderAloneThatAServerWorksOn() {
        DemoFolder.makeAnew(temp);
        try (DataFolder used = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DemoFolder.makeAnew(temp))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use");
            assertThat(used.path().resolve("lock")).exists();
        }
    }
}
