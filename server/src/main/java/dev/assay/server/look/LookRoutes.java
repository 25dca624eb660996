package dev.assay.server.look;

import dev.assay.model.TraceSummary;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.FindFacets;
import dev.assay.store.FindKeys;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.Projects;
import dev.assay.store.ReadStats;
import dev.assay.store.ReadTrace;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceSummaries;
import dev.assay.store.filter.Subject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The questions about traces, over HTTP. */
public final class LookRoutes {

    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("[0-9a-fA-F]{16}");
    private static final int MAX_SPANS = 200;
    private static final long SPANS_BYTES = 8L << 20;
    private static final int MAX_FACETS = 20;

    private final Columns columns;
    private final KnownProjects known;
    private final Clock clock;

    public LookRoutes(Columns columns, Projects projects, Clock clock) {
        this.columns = columns;
        this.known = new KnownProjects(projects);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(Permission.READ, "/api/v1/projects/{project}/traces", this::findTraces),
                Route.get(Permission.READ, "/api/v1/projects/{project}/traces/{traceId}", this::readTrace),
                Route.get(Permission.READ, "/api/v1/projects/{project}/traces/{traceId}/tree", this::readTree),
                Route.get(Permission.READ, "/api/v1/projects/{project}/traces/{traceId}/spans", this::readSpans),
                Route.get(Permission.READ, "/api/v1/projects/{project}/spans", this::findSpans),
                Route.get(Permission.READ, "/api/v1/projects/{project}/stats", this::readStats),
                Route.get(Permission.READ, "/api/v1/projects/{project}/facets", this::findFacets),
                Route.get(Permission.READ, "/api/v1/projects/{project}/fields", this::findFields));
    }

    private Response findTraces(Request request) {
        String project = known.of(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("limit", "cursor");
        TraceFilter filter = parameters.filter(project);
        int limit = parameters.number("limit", 1, 500, 50);
        Optional<FindTraces.Cursor> cursor = request.query("cursor").map(CursorText::read);
        FindTraces.Page page = columns.findTraces().find(filter, limit, cursor);
        return PageJson.of(page.items(), TraceJson::writeSummary, page.next().map(CursorText::write));
    }

    private Response findSpans(Request request) {
        String project = known.of(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("limit", "cursor");
        TraceFilter filter = parameters.filter(project);
        int limit = parameters.number("limit", 1, 500, 50);
        Optional<FindSpans.Cursor> cursor = request.query("cursor").map(CursorText::readSpan);
        FindSpans.Page page = columns.findSpans().find(filter, limit, cursor);
        return PageJson.of(page.items(), SpanRowJson::write, page.next().map(CursorText::write));
    }

    private Response readTrace(Request request) {
        String project = known.of(request);
        String traceId = traceId(request);
        ReadTrace.Trace trace = columns.readTrace().read(project, traceId).orElseThrow(() -> noTrace(project, traceId));
        TraceSummary summary =
                TraceSummaries.of(trace.spans().stream().map(SpanRow::of).toList(), trace.scores());
        CutTexts texts = CutTexts.of(request);
        return Response.json(200, json -> TraceJson.writeTrace(json, summary, trace, texts));
    }

    private Response readTree(Request request) {
        String project = known.of(request);
        String traceId = traceId(request);
        ReadTrace.Tree tree = columns.readTrace().tree(project, traceId).orElseThrow(() -> noTrace(project, traceId));
        return Response.json(200, json -> TreeJson.write(json, TraceSummaries.of(tree.spans(), tree.scores()), tree));
    }

    private Response readSpans(Request request) {
        String project = known.of(request);
        String traceId = traceId(request);
        Set<String> spanIds = new LinkedHashSet<>();
        for (String spanId : request.queries("span")) {
            if (!SPAN_ID.matcher(spanId).matches()) {
                throw ProblemException.badRequest("span is '" + spanId + "' (expected: 16 hexadecimal digits)");
            }
            spanIds.add(spanId.toLowerCase(Locale.ROOT));
        }
        if (spanIds.isEmpty() || spanIds.size() > MAX_SPANS) {
            throw ProblemException.badRequest(
                    "span is given " + spanIds.size() + " times (expected: 1 to " + MAX_SPANS + " span ids)");
        }
        ReadTrace.Some some = columns.readTrace().some(project, traceId, spanIds, SPANS_BYTES);
        CutTexts texts = CutTexts.of(request);
        return Response.json(200, json -> TraceJson.writeSome(json, some, texts));
    }

    private static String traceId(Request request) {
        String traceId = request.path("traceId").toLowerCase(Locale.ROOT);
        if (!TRACE_ID.matcher(traceId).matches()) {
            throw ProblemException.badRequest(
                    "traceId is '" + request.path("traceId") + "' (expected: 32 hexadecimal digits)");
        }
        return traceId;
    }

    private static ProblemException noTrace(String project, String traceId) {
        return ProblemException.notFound("project '" + project + "' has no trace " + traceId);
    }

    private Response readStats(Request request) {
        String project = known.of(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("buckets", "of", "by", "limit");
        TraceFilter filter = parameters.filter(project);
        Duration width =
                BucketWidth.of(Duration.between(filter.from(), filter.to()), parameters.number("buckets", 1, 500, 60));
        ReadStats.Question question = new ReadStats.Question(
                filter,
                parameters.counted(),
                width,
                request.query("by").map(name -> FilterParameters.grouped("by", name)),
                parameters.number("limit", 1, 50, 10));
        ReadStats.Stats stats = columns.readStats().stats(question);
        return Response.json(200, json -> StatsJson.write(json, question, stats));
    }

    private Response findFacets(Request request) {
        String project = known.of(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("of", "field", "prefix", "limit");
        List<Subject> fields = request.queries("field").stream()
                .map(name -> FilterParameters.grouped("field", name))
                .distinct()
                .toList();
        if (fields.isEmpty() || fields.size() > MAX_FACETS) {
            throw ProblemException.badRequest("field is given " + fields.size() + " times (expected: 1 to " + MAX_FACETS
                    + " fields, like field=model&field=user)");
        }
        FindFacets.Question question = new FindFacets.Question(
                parameters.filter(project),
                parameters.counted(),
                fields,
                request.query("prefix").orElse(""),
                parameters.number("limit", 1, 200, 10));
        List<FindFacets.Facet> facets = columns.findFacets().facets(question);
        return Response.json(200, json -> FacetsJson.write(json, question, facets));
    }

    private Response findFields(Request request) {
        String project = known.of(request);
        FilterParameters parameters = new FilterParameters(request, clock, Set.of("from", "to"));
        parameters.allow();
        TraceFilter filter = parameters.filter(project);
        FindKeys.Keys keys = columns.findKeys().keys(project, filter.from(), filter.to());
        return Response.json(200, json -> FieldsJson.write(json, keys));
    }
}
