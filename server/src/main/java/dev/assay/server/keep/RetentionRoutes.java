package dev.assay.server.keep;

import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Journal;
import dev.assay.store.Projects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** How long a project keeps things, over HTTP. */
public final class RetentionRoutes {

    private static final String PATH = "/api/v1/projects/{project}/retention";
    private static final int MAX_BYTES = 64 << 10;

    private final Keeper keeper;
    private final Retention retention;
    private final Journal journal;
    private final Projects projects;
    private final Clock clock;

    public RetentionRoutes(Keeper keeper, Retention retention, Journal journal, Projects projects, Clock clock) {
        this.keeper = keeper;
        this.retention = retention;
        this.journal = journal;
        this.projects = projects;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get(Permission.READ, PATH, this::read), Route.put(Permission.ADMIN, PATH, this::write));
    }

    private Response read(Request request) {
        String project = ProjectName.checked(request.path("project"));
        if (projects.all().stream().noneMatch(each -> each.name().equals(project))) {
            throw ProblemException.notFound("there is no project '" + project + "'; setting its retention makes it");
        }
        return answer(project, retention.of(project));
    }

    private Response write(Request request) {
        String project = ProjectName.checked(request.path("project"));
        RetentionSettings settings;
        try {
            settings = RetentionSettings.read(new String(request.body(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
        projects.ensure(project, clock.instant());
        retention.set(project, settings);
        if (!settings.isOff()) {
            keeper.wakeForRetention();
        }
        return answer(project, settings);
    }

    private Response answer(String project, RetentionSettings settings) {
        long bytes = journal.bytes().getOrDefault(project, 0L);
        return Response.json(200, json -> {
            json.writeStartObject();
            settings.writeFields(json);
            json.writeNumberProperty("bytes", bytes);
            json.writeEndObject();
        });
    }
}
