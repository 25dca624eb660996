package dev.assay.server.access;

import dev.assay.server.web.Body;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Deletions;
import dev.assay.store.Projects;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The projects. Their names stay, because everything that was ever sent says them; what people read can change. */
final class ProjectRoutes {

    private static final String PROJECTS = "/api/v1/projects";
    private static final int MAX_TITLE = 100;

    private final Projects projects;
    private final Deletions deletions;
    private final Clock clock;

    ProjectRoutes(Projects projects, Deletions deletions, Clock clock) {
        this.projects = projects;
        this.deletions = deletions;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Permission.READ, PROJECTS, this::list),
                Route.post(Permission.ADMIN, PROJECTS, this::add),
                Route.patch(Permission.EDIT, PROJECTS + "/{project}", this::change));
    }

    private Response list(Request request) {
        List<Projects.Project> seen = projects.all().stream()
                .filter(project -> request.caller().sees(project.name()))
                .toList();
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            seen.forEach(project -> write(json, project));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Response add(Request request) {
        Body body = Body.of(request, "name", "title");
        String name = ProjectName.checked(body.text("name"));
        Optional<String> title = body.textIfAny("title").map(ProjectRoutes::checked);
        requireGone(name);
        deletions.allow(name);
        if (!projects.ensure(name, clock.instant())) {
            throw new ProblemException(409, "there is a project '" + name + "' already");
        }
        title.ifPresent(text -> projects.entitle(name, text));
        return answer(201, name);
    }

    /** What is made anew under the name would be deleted with the old. */
    private void requireGone(String name) {
        if (deletions.unfinished().stream()
                .anyMatch(each -> each.subject() == Deletions.Subject.PROJECT
                        && each.project().equals(name))) {
            throw new ProblemException(
                    409, "the project '" + name + "' is still being deleted (expected: first the end of that)");
        }
    }

    private Response change(Request request) {
        String name = request.path("project");
        String title = checked(Body.of(request, "title").text("title"));
        projects.entitle(name, title);
        return answer(200, name);
    }

    private static String checked(String title) {
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw ProblemException.badRequest(
                    "the title has " + title.length() + " characters (expected: 1 to " + MAX_TITLE + ")");
        }
        return title.strip();
    }

    private Response answer(int status, String name) {
        Projects.Project project = projects.find(name).orElseThrow(() -> ProjectName.unknown(name));
        return Response.json(status, json -> write(json, project));
    }

    private static void write(JsonGenerator json, Projects.Project project) {
        json.writeStartObject();
        json.writeStringProperty("name", project.name());
        json.writeStringProperty("title", project.title());
        json.writeStringProperty("createdAt", project.createdAt().toString());
        json.writeEndObject();
    }
}
