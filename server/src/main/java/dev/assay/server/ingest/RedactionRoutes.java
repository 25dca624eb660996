package dev.assay.server.ingest;

import dev.assay.server.ingest.redact.RedactionSettings;
import dev.assay.server.ingest.redact.Redactions;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Projects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** What a project redacts, over HTTP. */
public final class RedactionRoutes {

    private static final String PATH = "/api/v1/projects/{project}/settings/redaction";
    private static final int MAX_BYTES = 64 << 10;

    private final Redactions redactions;
    private final Projects projects;
    private final Clock clock;

    public RedactionRoutes(Redactions redactions, Projects projects, Clock clock) {
        this.redactions = redactions;
        this.projects = projects;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get(Permission.READ, PATH, this::read), Route.put(Permission.EDIT, PATH, this::write));
    }

    private Response read(Request request) {
        String project = ProjectName.checked(request.path("project"));
        if (projects.all().stream().noneMatch(each -> each.name().equals(project))) {
            throw ProblemException.notFound("there is no project '" + project + "'; setting its redaction makes it");
        }
        return answer(redactions.settings(project));
    }

    /** Before the first span, because what has come is kept as it came. */
    private Response write(Request request) {
        String project = ProjectName.checked(request.path("project"));
        RedactionSettings settings;
        try {
            settings = RedactionSettings.read(new String(request.body(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
        projects.ensure(project, clock.instant());
        redactions.set(project, settings);
        return answer(settings);
    }

    private static Response answer(RedactionSettings settings) {
        return Response.json(200, settings::write);
    }
}
