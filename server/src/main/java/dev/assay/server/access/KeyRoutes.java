package dev.assay.server.access;

import dev.assay.server.web.Body;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Keys;
import dev.assay.store.Projects;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** The keys of a project, for administrators. */
final class KeyRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRoutes.class);

    private static final String KEYS = "/api/v1/projects/{project}/keys";

    private final Keys keys;
    private final Projects projects;
    private final Clock clock;
    private final Supplier<String> ids;

    KeyRoutes(Keys keys, Projects projects, Clock clock, Supplier<String> ids) {
        this.keys = keys;
        this.projects = projects;
        this.clock = clock;
        this.ids = ids;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Permission.ADMIN, KEYS, this::list),
                Route.post(Permission.ADMIN, KEYS, this::add),
                Route.delete(Permission.ADMIN, KEYS + "/{key}", this::revoke));
    }

    private Response list(Request request) {
        List<Keys.Key> all = keys.of(existing(request));
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            all.forEach(key -> write(json, key, Optional.empty()));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Response add(Request request) {
        String project = existing(request);
        Body body = Body.of(request, "name", "scope");
        NewKey made = Body.checked(
                () -> NewKey.of(ids.get(), project, body.text("name"), body.text("scope"), clock.instant()));
        keys.add(made.key(), made.hash());
        LOG.info("{} made the key {}", request.caller().name(), made.key());
        return Response.json(201, json -> write(json, made.key(), Optional.of(made.secret())));
    }

    private Response revoke(Request request) {
        String project = existing(request);
        String id = request.path("key");
        if (!keys.revoke(project, id, clock.instant())) {
            throw ProblemException.notFound(
                    "project '" + project + "' has no key '" + id + "' that still opens something");
        }
        LOG.info("{} revoked the key {} of {}", request.caller().name(), id, project);
        return Response.nothing();
    }

    private String existing(Request request) {
        String name = request.path("project");
        return projects.find(name).orElseThrow(() -> ProjectName.unknown(name)).name();
    }

    /** @param secret where it is shown, once */
    private static void write(JsonGenerator json, Keys.Key key, Optional<String> secret) {
        json.writeStartObject();
        json.writeStringProperty("id", key.id());
        json.writeStringProperty("name", key.name());
        json.writeStringProperty("scope", key.scope().label());
        json.writeStringProperty("hint", key.hint());
        json.writeStringProperty("createdAt", key.createdAt().toString());
        Fields.time(json, "lastUsedAt", key.lastUsedAt());
        Fields.time(json, "revokedAt", key.revokedAt());
        secret.ifPresent(text -> json.writeStringProperty("key", text));
        json.writeEndObject();
    }
}
