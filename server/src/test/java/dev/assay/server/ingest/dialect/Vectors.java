package dev.assay.server.ingest.dialect;

import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.server.ingest.otlp.OtlpJson;
import dev.assay.server.ingest.otlp.OtlpLogs;
import dev.assay.server.ingest.otlp.OtlpTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What real clients sent, as they sent it; kept beside the repository. */
final class Vectors {

    private static final Path ROOT = beside(Path.of("").toAbsolutePath());

    private Vectors() {}

    /** Beside the repository, or beside the folder that its working copies are in. */
    private static Path beside(Path start) {
        for (Path folder = start; folder.getParent() != null; folder = folder.getParent()) {
            Path vectors = folder.resolve("shared").resolve("vectors");
            if (Files.isDirectory(vectors)) {
                return vectors;
            }
        }
        return start.resolve("shared").resolve("vectors");
    }

    /** The payloads of one client in the order of arrival. */
    static List<Path> files(String client) {
        return list(folder(client))
                .filter(file -> file.toString().endsWith(".json"))
                .sorted()
                .toList();
    }

    static List<String> clients() {
        Assumptions.assumeTrue(Files.isDirectory(ROOT), "no payloads of real clients in " + ROOT.toAbsolutePath());
        return list(ROOT)
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .sorted()
                .toList();
    }

    private static Path folder(String client) {
        Path folder = ROOT.resolve(client);
        Assumptions.assumeTrue(Files.isDirectory(folder), "no payloads of real clients in " + folder.toAbsolutePath());
        return folder;
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All spans of these files by span id, joined with what came beside them. */
    static Map<String, Span> project(List<Path> files) {
        Map<String, Span> spans = new LinkedHashMap<>();
        List<SpanContent> contents = new ArrayList<>();
        for (Path file : files) {
            byte[] body = bytes(file);
            if (file.toString().endsWith("_v1_logs.json")) {
                contents.addAll(OtlpLogs.decode(OtlpJson.logs(body)).contents());
            } else {
                for (Span span : OtlpTraces.decode(OtlpJson.traces(body)).spans()) {
                    spans.put(span.spanId(), span);
                }
            }
        }
        spans.replaceAll((id, span) -> SpanContents.join(
                span,
                contents.stream().filter(content -> content.spanId().equals(id)).toList()));
        return spans;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
