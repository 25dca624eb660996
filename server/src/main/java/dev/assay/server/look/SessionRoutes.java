package dev.assay.server.look;

import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.FindSessions;
import dev.assay.store.FindTraces;
import dev.assay.store.Projects;
import dev.assay.store.ReadSession;
import dev.assay.store.TraceFilter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions over HTTP. */
public final class SessionRoutes {

    private final Columns columns;
    private final KnownProjects projects;
    private final Clock clock;

    public SessionRoutes(Columns columns, Projects projects, Clock clock) {
        this.columns = columns;
        this.projects = new KnownProjects(projects);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(Permission.READ, "/api/v1/projects/{project}/sessions", this::find),
                Route.get(Permission.READ, "/api/v1/projects/{project}/sessions/{sessionId}", this::read));
    }

    private Response find(Request request) {
        String project = projects.of(request);
        FilterParameters parameters = new FilterParameters(request, clock);
        parameters.allow("limit", "cursor");
        TraceFilter filter = parameters.filter(project);
        int limit = parameters.number("limit", 1, 200, 50);
        Optional<FindSessions.Cursor> cursor = request.query("cursor").map(CursorText::readSession);
        FindSessions.Page page = columns.findSessions().find(filter, limit, cursor);
        return PageJson.of(page.items(), SessionJson::writeSummary, page.next().map(CursorText::write));
    }

    private Response read(Request request) {
        String project = projects.of(request);
        String sessionId = request.path("sessionId");
        FilterParameters parameters = new FilterParameters(request, clock, Set.of());
        parameters.allow("limit", "cursor", "texts");
        int limit = parameters.number("limit", 1, 200, 50);
        Optional<FindTraces.Cursor> cursor = request.query("cursor").map(CursorText::read);
        CutTexts texts = CutTexts.of(request);
        ReadSession.Session session = columns.readSession()
                .read(project, sessionId, limit, cursor)
                .orElseThrow(() ->
                        ProblemException.notFound("project '" + project + "' has no session '" + sessionId + "'"));
        return Response.json(200, json -> SessionJson.write(json, session, cursor, texts));
    }
}
