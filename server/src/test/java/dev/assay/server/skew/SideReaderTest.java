package dev.assay.server.skew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.skew.Example;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a file does not grow with it. */
class SideReaderTest {

    private static final long HEAVIEST = 500_000;

    @TempDir
    private Path folder = Path.of("");

    private String file(int rows, int length) throws IOException {
        Path file = folder.resolve(rows + ".jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                out.write("{\"input\": \"number " + i + "\", \"output\": \"" + "word ".repeat(length / 5) + "\"}\n");
            }
        }
        return file.toString();
    }

    private static Side read(String file, int most) throws IOException, MappingException {
        Steps steps = new Steps(new PrintWriter(new StringWriter()), false, InstantSource.system());
        return new SideReader(MappingOptions.NONE, most, HEAVIEST, 1, steps).read(file, Where.parse(List.of()));
    }

    @Test
    void ofManyRowsAsManyAreKeptAsWasAskedFor() throws Exception {
        Side side = read(file(30_000, 20), 1_000);
        assertThat(side.rows()).isEqualTo(30_000);
        assertThat(side.examples()).hasSize(1_000);
        assertThat(side.examples().stream().filter(e -> number(e) >= 15_000).count())
                .as("from all of the file")
                .isBetween(420L, 580L);
    }

    @Test
    void ofLongTextsAsManyAsFit() throws Exception {
        Side side = read(file(400, 50_000), 1_000);
        assertThat(side.rows()).isEqualTo(400);
        assertThat(side.examples()).hasSizeBetween(4, 10);
        assertThat(side.examples().stream().mapToLong(Example::size).sum()).isLessThanOrEqualTo(HEAVIEST);
        assertThat(Wording.side(side, side.examples().size(), side.examples().size()))
                .contains("of 400 examples (a sample)");
    }

    private static int number(Example example) {
        return Integer.parseInt(example.question().substring("number ".length()));
    }
}
