package dev.assay.server.access;

import dev.assay.server.web.Body;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.LogIns;
import dev.assay.store.Role;
import dev.assay.store.Users;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** The accounts, for administrators. */
final class UserRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(UserRoutes.class);

    private static final String USERS = "/api/v1/users";
    private static final String USER = USERS + "/{name}";

    private final Users users;
    private final LogIns logIns;
    private final Clock clock;

    UserRoutes(Users users, LogIns logIns, Clock clock) {
        this.users = users;
        this.logIns = logIns;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Permission.ADMIN, USERS, _ -> list()),
                Route.post(Permission.ADMIN, USERS, this::add),
                Route.patch(Permission.ADMIN, USER, this::change),
                Route.delete(Permission.ADMIN, USER, this::remove));
    }

    private Response list() {
        List<Users.User> all = users.all();
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            all.forEach(user -> write(json, user));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Response add(Request request) {
        Body body = Body.of(request, "name", "role", "password");
        Users.User user = Body.checked(
                () -> NewUser.of(body.text("name"), body.text("role"), body.text("password"), clock.instant()));
        if (!users.any() && user.role() != Role.ADMIN) {
            throw new ProblemException(
                    409,
                    "the first account is a " + user.role().label()
                            + "'s (expected: an admin's, because with it everything else is locked)");
        }
        if (!users.add(user)) {
            throw new ProblemException(409, "there is an account '" + user.name() + "' already");
        }
        LOG.info("{} made the account {}", request.caller().name(), user);
        return answer(201, user);
    }

    private Response change(Request request) {
        Body body = Body.of(request, "role", "password");
        Users.User user = existing(request);
        Optional<Role> role = body.textIfAny("role").map(label -> Body.checked(() -> NewUser.role(label)));
        Optional<String> password = body.textIfAny("password").map(text -> Body.checked(() -> NewUser.hash(text)));
        if (role.isPresent() && !users.change(user.name(), role.get())) {
            throw lastAdministrator(user);
        }
        if (password.isPresent()) {
            users.changePassword(user.name(), password.get());
            logIns.removeOf(user.name());
        }
        LOG.info("{} changed the account {}", request.caller().name(), user.name());
        return answer(200, existing(request));
    }

    private Response remove(Request request) {
        Users.User user = existing(request);
        if (!users.remove(user.name())) {
            throw lastAdministrator(user);
        }
        LOG.info("{} removed the account {}", request.caller().name(), user.name());
        return Response.nothing();
    }

    private Users.User existing(Request request) {
        String name = request.path("name");
        return users.find(name).orElseThrow(() -> ProblemException.notFound("there is no account '" + name + "'"));
    }

    private static ProblemException lastAdministrator(Users.User user) {
        return new ProblemException(
                409, "'" + user.name() + "' is the last administrator (expected: another one first)");
    }

    private static Response answer(int status, Users.User user) {
        return Response.json(status, json -> write(json, user));
    }

    private static void write(JsonGenerator json, Users.User user) {
        json.writeStartObject();
        json.writeStringProperty("name", user.name());
        json.writeStringProperty("role", user.role().label());
        json.writeStringProperty("createdAt", user.createdAt().toString());
        json.writeEndObject();
    }
}
