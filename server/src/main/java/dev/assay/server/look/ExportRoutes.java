package dev.assay.server.look;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.TraceSummary;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.ExportSpans;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.Projects;
import dev.assay.store.ReadTrace;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceSummaries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Everything that passes a filter, as a stream of lines, newest first. Only so much of it is in memory at once. */
public final class ExportRoutes {

    private static final CutTexts WHOLE = new CutTexts(Integer.MAX_VALUE);

    private static final String PATH = "/api/v1/projects/{project}/export";
    private static final int PAGE = 200;

    /** About so many bytes of texts are read at once. */
    private static final long READ_BYTES = 8L << 20;

    /** The stream is not the generator's to close. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Columns columns;
    private final ExportSpans parquet;
    private final Projects projects;
    private final Clock clock;
    private final Path folder;

    /** @param folder where files may lie for the time of an answer */
    public ExportRoutes(Columns columns, ExportSpans parquet, Projects projects, Clock clock, Path folder) {
        this.columns = columns;
        this.parquet = parquet;
        this.projects = projects;
        this.clock = clock;
        this.folder = folder;
    }

    public List<Route> routes() {
        return List.of(Route.get(Permission.READ, PATH, this::export));
    }

    private Response export(Request request) {
        String project = projects.find(request.path("project"))
                .orElseThrow(() -> ProjectName.unknown(request.path("project")))
                .name();
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("format", "of");
        TraceFilter filter = parameters.filter(project);
        boolean traces = word(request, "of", "spans", "traces").equals("traces");
        return switch (word(request, "format", "jsonl", "otlp", "parquet")) {
            case "parquet" -> parquet(filter, traces);
            case "otlp" -> lines(traces ? out -> otlpOfTraces(out, filter) : out -> otlpOfSpans(out, filter));
            default -> lines(traces ? out -> jsonOfTraces(out, filter) : out -> jsonOfSpans(out, filter));
        };
    }

    private static Response lines(Response.Stream stream) {
        return Response.stream("application/x-ndjson", stream);
    }

    private void otlpOfTraces(OutputStream out, TraceFilter filter) throws IOException {
        eachTrace(filter, id -> eachPiece(filter.project(), id, some -> writeOtlp(out, some)));
    }

    private void otlpOfSpans(OutputStream out, TraceFilter filter) throws IOException {
        eachSpans(filter, some -> writeOtlp(out, some));
    }

    private void jsonOfTraces(OutputStream out, TraceFilter filter) throws IOException {
        eachTrace(filter, id -> writeTrace(out, filter.project(), id));
    }

    private void jsonOfSpans(OutputStream out, TraceFilter filter) throws IOException {
        eachSpans(filter, some -> writeSpans(out, some));
    }

    /** @return the parameter, or the first word where it is absent */
    private static String word(Request request, String parameter, String... words) {
        String value = request.query(parameter).orElse(words[0]);
        if (!List.of(words).contains(value)) {
            throw ProblemException.badRequest(
                    parameter + " is '" + value + "' (expected: one of " + String.join(", ", words) + ")");
        }
        return value;
    }

    /** The engine writes files alone, so there is one for a while. */
    private Response parquet(TraceFilter filter, boolean traces) {
        if (traces) {
            throw ProblemException.badRequest(
                    "format is 'parquet' and of is 'traces' (expected: of=spans, a row a span)");
        }
        return Response.stream("application/vnd.apache.parquet", out -> {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "export", ".parquet");
            try {
                parquet.write(filter, file);
                Files.copy(file, out);
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }

    private interface Each<T> {
        void take(T value) throws IOException;
    }

    private void eachTrace(TraceFilter filter, Each<String> each) throws IOException {
        Optional<FindTraces.Cursor> cursor = Optional.empty();
        do {
            FindTraces.Page page = columns.findTraces().find(filter, PAGE, cursor);
            for (TraceSummary summary : page.items()) {
                each.take(summary.traceId());
            }
            cursor = page.next();
        } while (cursor.isPresent());
    }

    /** All spans of a trace, in pieces. */
    private void eachPiece(String project, String traceId, Each<ReadTrace.Some> each) throws IOException {
        Optional<ReadTrace.Tree> tree = columns.readTrace().tree(project, traceId);
        if (tree.isPresent()) {
            Set<String> spanIds = new LinkedHashSet<>();
            tree.get().spans().forEach(span -> spanIds.add(span.spanId()));
            eachPiece(project, traceId, spanIds, each);
        }
    }

    private void eachPiece(String project, String traceId, Set<String> spanIds, Each<ReadTrace.Some> each)
            throws IOException {
        Set<String> left = spanIds;
        while (!left.isEmpty()) {
            ReadTrace.Some some = columns.readTrace().some(project, traceId, left, READ_BYTES);
            each.take(some);
            left = new HashSet<>(some.left());
        }
    }

    /** In pieces of one trace each. */
    private void eachSpans(TraceFilter filter, Each<ReadTrace.Some> each) throws IOException {
        Optional<FindSpans.Cursor> cursor = Optional.empty();
        do {
            FindSpans.Page page = columns.findSpans().find(filter, PAGE, cursor);
            Map<String, Set<String>> byTrace = new LinkedHashMap<>();
            for (SpanRow row : page.items()) {
                byTrace.computeIfAbsent(row.traceId(), _ -> new LinkedHashSet<>())
                        .add(row.spanId());
            }
            for (Map.Entry<String, Set<String>> trace : byTrace.entrySet()) {
                eachPiece(filter.project(), trace.getKey(), trace.getValue(), each);
            }
            cursor = page.next();
        } while (cursor.isPresent());
    }

    /** A line is a whole trace, whose texts are all in memory for it. */
    private void writeTrace(OutputStream out, String project, String traceId) throws IOException {
        Optional<ReadTrace.Trace> trace = columns.readTrace().read(project, traceId);
        if (trace.isPresent()) {
            List<SpanRow> rows = trace.get().spans().stream().map(SpanRow::of).toList();
            TraceSummary summary = TraceSummaries.of(rows, trace.get().scores());
            line(out, json -> TraceJson.writeTrace(json, summary, trace.get(), WHOLE));
        }
    }

    private static void writeOtlp(OutputStream out, ReadTrace.Some some) throws IOException {
        line(out, json -> OtlpLines.write(json, some.spans()));
    }

    private static void writeSpans(OutputStream out, ReadTrace.Some some) throws IOException {
        Map<String, List<Score>> scores = some.scores().stream().collect(Collectors.groupingBy(Score::spanId));
        for (Span span : some.spans()) {
            line(out, json -> TraceJson.writeExported(json, span, scores.getOrDefault(span.spanId(), List.of())));
        }
    }

    private static void line(OutputStream out, Consumer<JsonGenerator> writer) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new OneLine(out))) {
            writer.accept(json);
        }
        out.write('\n');
    }
}
