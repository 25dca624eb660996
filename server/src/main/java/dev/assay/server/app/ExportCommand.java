package dev.assay.server.app;

import dev.assay.server.terminal.StandardOutput;
import dev.assay.server.web.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay export}: what a project holds, as a file. */
@Command(
        name = "export",
        description = "Writes the traces or spans of a project that pass a filter, newest first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  assay export --out spans.jsonl",
            "  assay export --format parquet --filter 'kind:llm -has:error' --from 2026-11-01T00:00:00Z --out calls.parquet",
            "  assay export --format otlp --of traces --filter 'score.helpful:false' --out traces.jsonl"
        })
final class ExportCommand implements Callable<Integer> {

    /** Before and after everything that can be stored. */
    private static final String FIRST = "1970-01-01T00:00:00Z";

    private static final String LAST = "2262-01-01T00:00:00Z";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description =
                    "jsonl (as REST writes them), otlp (OTLP/JSON, a request a line) or parquet (a row a span) (default: "
                            + "${DEFAULT-VALUE}).")
    private String format = "jsonl";

    @Option(
            names = "--of",
            paramLabel = "WHAT",
            defaultValue = "spans",
            description =
                    "spans: those that pass. traces: all spans of the traces that pass (default: ${DEFAULT-VALUE}).")
    private String of = "spans";

    @Option(names = "--filter", paramLabel = "FILTER", description = "In the filter language of docs/filters.md.")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", defaultValue = FIRST, description = "What starts then or later.")
    private String from = FIRST;

    @Option(names = "--to", paramLabel = "TIME", defaultValue = LAST, description = "What starts before.")
    private String to = LAST;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            defaultValue = ProjectName.DEFAULT,
            description = "The project (default: ${DEFAULT-VALUE}).")
    private String project = ProjectName.DEFAULT;

    @Option(names = "--out", paramLabel = "FILE", description = "The file; standard output where it is left out.")
    private @Nullable Path file;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (Endpoint endpoint = server.endpoint();
                Answers answers = new Answers(endpoint);
                InputStream in = answers.get(path())) {
            if (file == null) {
                show(in);
            } else {
                write(in, file);
                spec.commandLine().getErr().println("Wrote " + file + ", " + Files.size(file) + " bytes.");
            }
            return 0;
        }
    }

    /** To the letter, unless people read it. */
    private void show(InputStream in) throws IOException {
        if (StandardOutput.isTerminal()) {
            PrintWriter out = spec.commandLine().getOut();
            new InputStreamReader(in, StandardCharsets.UTF_8).transferTo(out);
            out.flush();
        } else {
            in.transferTo(System.out);
            System.out.flush();
        }
    }

    /** The file is there when it is whole. */
    private static void write(InputStream in, Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                in.transferTo(out);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private String path() {
        StringBuilder path =
                new StringBuilder("/api/v1/projects/" + encoded(project) + "/export?format=" + encoded(format));
        path.append("&of=").append(encoded(of));
        path.append("&from=").append(encoded(from)).append("&to=").append(encoded(to));
        filters.forEach(filter -> path.append("&filter=").append(encoded(filter)));
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
