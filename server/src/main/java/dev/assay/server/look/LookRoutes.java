package dev.assay.server.look;

import dev.assay.model.TraceSummary;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.Projects;
import dev.assay.store.ReadTrace;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceStats;
import dev.assay.store.TraceSummaries;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The questions about traces, over HTTP. */
public final class LookRoutes {

    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

    private final Columns columns;
    private final Projects projects;
    private final Clock clock;

    public LookRoutes(Columns columns, Projects projects, Clock clock) {
        this.columns = columns;
        this.projects = projects;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(Permission.READ, "/api/v1/projects", this::listProjects),
                Route.get(Permission.READ, "/api/v1/projects/{project}/traces", this::findTraces),
                Route.get(Permission.READ, "/api/v1/projects/{project}/traces/{traceId}", this::readTrace),
                Route.get(Permission.READ, "/api/v1/projects/{project}/spans", this::findSpans),
                Route.get(Permission.READ, "/api/v1/projects/{project}/stats", this::traceStats));
    }

    private Response listProjects(Request request) {
        List<Projects.Project> all = projects.all();
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            for (Projects.Project project : all) {
                json.writeStartObject();
                json.writeStringProperty("name", project.name());
                json.writeStringProperty("createdAt", project.createdAt().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Response findTraces(Request request) {
        String project = existing(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("limit", "cursor");
        TraceFilter filter = parameters.filter(project);
        int limit = parameters.number("limit", 1, 500, 50);
        Optional<FindTraces.Cursor> cursor = request.query("cursor").map(CursorText::read);
        FindTraces.Page page = columns.findTraces().find(filter, limit, cursor);
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            page.items().forEach(summary -> TraceJson.writeSummary(json, summary));
            json.writeEndArray();
            if (page.next().isPresent()) {
                json.writeStringProperty(
                        "nextCursor", CursorText.write(page.next().get()));
            } else {
                json.writeNullProperty("nextCursor");
            }
            json.writeEndObject();
        });
    }

    private Response findSpans(Request request) {
        String project = existing(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("limit", "cursor");
        TraceFilter filter = parameters.filter(project);
        int limit = parameters.number("limit", 1, 500, 50);
        Optional<FindSpans.Cursor> cursor = request.query("cursor").map(CursorText::readSpan);
        FindSpans.Page page = columns.findSpans().find(filter, limit, cursor);
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            page.items().forEach(row -> SpanRowJson.write(json, row));
            json.writeEndArray();
            Fields.text(json, "nextCursor", page.next().map(CursorText::write).orElse(""));
            json.writeEndObject();
        });
    }

    private Response readTrace(Request request) {
        String project = existing(request);
        String traceId = request.path("traceId").toLowerCase(Locale.ROOT);
        if (!TRACE_ID.matcher(traceId).matches()) {
            throw ProblemException.badRequest(
                    "traceId is '" + request.path("traceId") + "' (expected: 32 hexadecimal digits)");
        }
        ReadTrace.Trace trace = columns.readTrace()
                .read(project, traceId)
                .orElseThrow(() -> ProblemException.notFound("project '" + project + "' has no trace " + traceId));
        TraceSummary summary =
                TraceSummaries.of(trace.spans().stream().map(SpanRow::of).toList(), trace.scores());
        return Response.json(200, json -> TraceJson.writeTrace(json, summary, trace));
    }

    private Response traceStats(Request request) {
        String project = existing(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("buckets");
        TraceFilter filter = parameters.filter(project);
        Duration width =
                BucketWidth.of(Duration.between(filter.from(), filter.to()), parameters.number("buckets", 1, 500, 60));
        TraceStats.Stats stats = columns.traceStats().stats(filter, width);
        return Response.json(200, json -> StatsJson.write(json, filter, width, stats));
    }

    /** @throws ProblemException with 404 where there is no such project */
    private String existing(Request request) {
        String name = request.path("project");
        if (projects.all().stream().noneMatch(project -> project.name().equals(name))) {
            throw ProblemException.notFound("there is no project '" + name + "'; the first span sent to it makes it");
        }
        return name;
    }
}
