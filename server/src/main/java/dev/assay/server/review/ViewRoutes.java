package dev.assay.server.review;

import dev.assay.server.web.Body;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Projects;
import dev.assay.store.Views;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** Saved views over REST: questions that a team gave a name. */
public final class ViewRoutes {

    private static final String VIEWS = "/api/v1/projects/{project}/views";
    private static final int MAX_NAME = 80;
    private static final int MAX_ADDRESS = 4_000;
    private static final int MAX_VIEWS = 500;

    /** A page and its question: nothing that leads elsewhere. */
    private static final Pattern ADDRESS = Pattern.compile("[a-z]{1,32}(\\?[^\\p{Cntrl}\\s]*)?");

    private final Views views;
    private final Projects projects;
    private final Clock clock;

    public ViewRoutes(Views views, Projects projects, Clock clock) {
        this.views = views;
        this.projects = projects;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(Permission.READ, VIEWS, this::list),
                Route.put(Permission.REVIEW, VIEWS + "/{view}", this::keep),
                Route.delete(Permission.REVIEW, VIEWS + "/{view}", this::remove));
    }

    private Response list(Request request) {
        List<Views.View> all = views.of(existing(request));
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            all.forEach(view -> write(json, view));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Response keep(Request request) {
        String project = existing(request);
        String name = request.path("view").strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw ProblemException.badRequest(
                    "the name of the view has " + name.length() + " characters (expected: 1 to " + MAX_NAME + ")");
        }
        String address = Body.of(request, "address").text("address");
        if (address.length() > MAX_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw ProblemException.badRequest("the address of the view has " + address.length()
                    + " characters, or leads to no page of the project (expected: such as traces?f=has:error, up to "
                    + MAX_ADDRESS + " characters)");
        }
        List<Views.View> others = views.of(project);
        if (others.size() >= MAX_VIEWS
                && others.stream().noneMatch(view -> view.name().equals(name))) {
            throw ProblemException.badRequest("project '" + project + "' has " + others.size()
                    + " views (expected: fewer than " + MAX_VIEWS + "); remove one first");
        }
        Views.View view =
                new Views.View(project, name, address, request.caller().name(), clock.instant());
        views.keep(view);
        return Response.json(200, json -> write(json, view));
    }

    private Response remove(Request request) {
        String project = existing(request);
        String name = request.path("view");
        if (!views.remove(project, name)) {
            throw ProblemException.notFound("project '" + project + "' has no view '" + name + "'");
        }
        return Response.nothing();
    }

    private String existing(Request request) {
        String name = request.path("project");
        return projects.find(name).orElseThrow(() -> ProjectName.unknown(name)).name();
    }

    private static void write(JsonGenerator json, Views.View view) {
        json.writeStartObject();
        json.writeStringProperty("name", view.name());
        json.writeStringProperty("address", view.address());
        if (view.by().isEmpty()) {
            json.writeNullProperty("by");
        } else {
            json.writeStringProperty("by", view.by());
        }
        json.writeStringProperty("at", view.at().toString());
        json.writeEndObject();
    }
}
