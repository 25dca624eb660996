package dev.assay.server.access;

import dev.assay.server.web.Body;
import dev.assay.server.web.Caller;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Role;
import dev.assay.store.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out, and who one is. */
final class LogInRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LogInRoutes.class);

    private static final int FREE_OF_A_NAME = 5;

    /** More, because many people may sit behind one address. */
    private static final int FREE_OF_AN_ADDRESS = 50;

    private final Users users;
    private final Sessions sessions;
    private final Throttle ofName;
    private final Throttle ofAddress;

    LogInRoutes(Users users, Sessions sessions, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.ofName = new Throttle(FREE_OF_A_NAME, clock);
        this.ofAddress = new Throttle(FREE_OF_AN_ADDRESS, clock);
    }

    List<Route> routes() {
        return List.of(
                Route.post(Permission.NOTHING, "/api/v1/login", this::logIn),
                Route.post(Permission.KNOWN, "/api/v1/logout", this::logOut),
                Route.get(Permission.KNOWN, "/api/v1/me", request -> answer(request.caller())),
                Route.put(Permission.KNOWN, "/api/v1/me/password", this::changePassword));
    }

    private Response logIn(Request request) {
        Body body = Body.of(request, "name", "password");
        Users.User user = authenticated(body.text("name"), body.text("password"), request);
        LOG.info("{} logged in from {}", user.name(), request.remoteAddress());
        Caller caller =
                new Caller(Caller.Kind.USER, user.name(), Optional.empty(), Rights.of(user.role()), Optional.empty());
        return answer(caller).with("Set-Cookie", sessions.begin(user.name(), request::header));
    }

    /** @throws ProblemException with 401 where the two do not belong together, with 429 where too many did not lately */
    private Users.User authenticated(String name, String password, Request request) {
        String address = request.remoteAddress();
        String key = name.toLowerCase(Locale.ROOT);
        attempt(ofAddress, address);
        attempt(ofName, key);
        Optional<Users.User> user = users.find(name);
        boolean matches =
                Passwords.matches(password, user.map(Users.User::password).orElse(Passwords.OF_NOBODY));
        if (user.isEmpty() || !matches) {
            // The name may be anything, a password in the wrong field too, so it is not written down.
            LOG.warn("a log-in failed from {}", address);
            throw new ProblemException(401, "the name or the password is wrong");
        }
        ofName.succeeded(key);
        ofAddress.takeBack(address);
        return user.get();
    }

    private static void attempt(Throttle throttle, String who) {
        Duration wait = throttle.attempt(who);
        if (wait.isPositive()) {
            int seconds = (int) Math.max(1, wait.plusMillis(999).toSeconds());
            throw ProblemException.tryAgain(
                    429, "too many log-ins failed; the next one counts in " + seconds + " s", seconds);
        }
    }

    private Response logOut(Request request) {
        return Response.nothing().with("Set-Cookie", sessions.end(request::header));
    }

    private Response changePassword(Request request) {
        Body body = Body.of(request, "current", "password");
        if (request.caller().kind() != Caller.Kind.USER) {
            throw ProblemException.badRequest("nobody is logged in, so there is no password to change");
        }
        Users.User user = authenticated(request.caller().name(), body.text("current"), request);
        users.changePassword(user.name(), Body.checked(() -> NewUser.hash(body.text("password"))));
        LOG.info("{} changed the password", user.name());
        return Response.nothing().with("Set-Cookie", sessions.beginAlone(user.name(), request::header));
    }

    private Response answer(Caller caller) {
        Optional<Role> role =
                caller.kind() == Caller.Kind.USER ? users.find(caller.name()).map(Users.User::role) : Optional.empty();
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("kind", caller.kind().name().toLowerCase(Locale.ROOT));
            Fields.text(json, "name", caller.name());
            Fields.text(json, "role", role.map(Role::label).orElse(""));
            Fields.text(json, "project", caller.project().orElse(""));
            json.writeArrayPropertyStart("permissions");
            caller.may().stream()
                    .filter(permission -> permission != Permission.NOTHING)
                    .sorted()
                    .forEach(permission -> json.writeString(permission.label()));
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
