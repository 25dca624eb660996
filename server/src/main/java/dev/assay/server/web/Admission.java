package dev.assay.server.web;

import java.util.function.Consumer;

/** The one step between a request and its route: who asks, and may they? */
final class Admission {

    /** Anything in it will do: no page of another site can send it without asking first, and the answer is no. */
    private static final String CSRF_HEADER = "x-assay-csrf";

    private final Gate gate;

    Admission(Gate gate) {
        this.gate = gate;
    }

    /** @throws ProblemException with 403 where the request is for another machine */
    void checkHost(Request request) {
        String host = request.header("Host").orElse("");
        if (!Origins.isThisMachine(host) && gate.isOpen()) {
            throw Origins.otherHost(host);
        }
    }

    /** @param cookie takes what goes with the answer, before the handler is asked: a failure of it must not lose the cookie */
    Response answer(Route route, Request request, Consumer<String> cookie) {
        Caller caller;
        try {
            caller = admit(route, request);
        } catch (ProblemException e) {
            return route.refusal().refuse(request, e);
        }
        caller.cookie().ifPresent(cookie);
        return route.handler().handle(request.by(caller));
    }

    /** @throws ProblemException with 401, 403, or 404 where it is another project than the caller's */
    private Caller admit(Route route, Request request) {
        boolean changes = route.method().changes();
        if (route.permission() == Permission.NOTHING) {
            if (changes) {
                Origins.requireOwnPage(request::header, gate.isOpen());
            }
            return Caller.NOBODY;
        }
        Caller caller = gate.caller(request::header);
        // A key is in no browser's hands; whoever sends one means it.
        if (changes && caller.kind() != Caller.Kind.KEY) {
            Origins.requireOwnPage(request::header, caller.kind() == Caller.Kind.ANYBODY);
            if (caller.kind() == Caller.Kind.USER && request.header(CSRF_HEADER).isEmpty()) {
                throw new ProblemException(
                        403, "the header " + CSRF_HEADER + " is missing (expected with a log-in: any value)");
            }
        }
        if (route.path().contains("{project}") && caller.kind() != Caller.Kind.NOBODY) {
            String project = request.path("project");
            if (!caller.sees(project)) {
                throw ProjectName.unknown(project);
            }
        }
        caller.require(route.permission());
        return caller;
    }
}
