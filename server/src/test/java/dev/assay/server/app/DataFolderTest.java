package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder of every format opens. {@code folders/format-N.zip} was written by the last version of that format: two projects with two
 * traces each, a message beside a span, two scores, a setting of redaction.
 */
class DataFolderTest {

    private final HttpClient http = HttpClient.newHttpClient();

    static IntStream formats() {
        return IntStream.rangeClosed(1, DataFolder.FORMAT);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void olderFolders_open_answerAsBefore_andGoOn(int format, @TempDir Path folder) throws Exception {
        unzip("/folders/format-" + format + ".zip", folder);
        for (int round = 0; round < 2; round++) {
            try (App app = start(folder)) {
                await().until(app::isCaughtUp);
                String traces = "/api/v1/projects/default/traces/";
                assertThat(get(app, traces + "0af7651916cd43dd8448eb211c80319c"))
                        .contains("Where is my order?", "It left on Monday.", "\"helpful\"", "gpt-5-mini");
                assertThat(get(app, traces + "0af7651916cd43dd8448eb211c80319d"))
                        .contains("Said beside the span");
                assertThat(get(app, "/api/v1/projects/other/traces/0af7651916cd43dd8448eb211c80319c"))
                        .contains("Where is my order?");
                assertThat(get(app, "/api/v1/projects/default/settings/redaction"))
                        .contains("\"email\":\"mask\"");
                assertThat(get(app, "/ready")).contains("\"ready\":true");
            }
            // the second time from columns that are made anew from the journal
            Files.delete(folder.resolve("columns.duckdb"));
        }
        assertThat(folder.resolve("format")).hasContent(DataFolder.FORMAT + "\n");
    }

    @Test
    void newerFolder_isRefusedInOneSentence(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("format"), (DataFolder.FORMAT + 1) + "\n");

        assertThatThrownBy(() -> start(folder))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("has format '" + (DataFolder.FORMAT + 1) + "'")
                .hasMessageContaining("a newer Assay wrote it, start that version");
        assertThat(folder.resolve("format")).hasContent((DataFolder.FORMAT + 1) + "\n");
    }

    private static App start(Path data) {
        return App.start(new Config(data, "127.0.0.1", 0, 0), Clock.systemUTC(), new TimeOrderedIds(Clock.systemUTC()));
    }

    private String get(App app, String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(app.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void unzip(String resource, Path folder) throws IOException {
        // where it is missing: a folder of each format has to be kept
        InputStream in = Objects.requireNonNull(DataFolderTest.class.getResourceAsStream(resource), resource);
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (@Nullable ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }
}
