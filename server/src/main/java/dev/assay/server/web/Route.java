package dev.assay.server.web;

/**
 * One thing the server answers.
 *
 * @param path as in the OpenAPI document, for example {@code /api/v1/projects/{project}/traces}; where it has a
 *     {@code {project}}, callers who do not see that project are told that there is none
 * @param permission what the caller must have
 * @param refusal how those are answered who may not
 * @param isDirect whether it is answered by {@link DirectRoutes}: of a path without parameters, with a short body
 */
public record Route(
        Method method, String path, Permission permission, Handler handler, Refusal refusal, boolean isDirect) {

    /** The methods in use. */
    public enum Method {
        GET(false),
        POST(true),
        PUT(true),
        PATCH(true),
        DELETE(true);

        private final boolean changes;

        Method(boolean changes) {
            this.changes = changes;
        }

        /** Whether it may change something. */
        public boolean changes() {
            return changes;
        }
    }

    /** Answers a request; what it throws becomes a problem. */
    public interface Handler {
        Response handle(Request request);
    }

    /** Says in the words of a protocol why a request is not handled. */
    public interface Refusal {
        Response refuse(Request request, ProblemException problem);
    }

    public static Route get(Permission permission, String path, Handler handler) {
        return of(Method.GET, permission, path, handler);
    }

    public static Route put(Permission permission, String path, Handler handler) {
        return of(Method.PUT, permission, path, handler);
    }

    public static Route post(Permission permission, String path, Handler handler) {
        return of(Method.POST, permission, path, handler);
    }

    public static Route patch(Permission permission, String path, Handler handler) {
        return of(Method.PATCH, permission, path, handler);
    }

    public static Route delete(Permission permission, String path, Handler handler) {
        return of(Method.DELETE, permission, path, handler);
    }

    private static Route of(Method method, Permission permission, String path, Handler handler) {
        return new Route(method, path, permission, handler, (_, problem) -> problem.response(), false);
    }

    /** The same, handled otherwise. */
    public Route handledBy(Handler other) {
        return new Route(method, path, permission, other, refusal, isDirect);
    }

    /** The same, for a protocol with errors of its own. */
    public Route refusing(Refusal other) {
        return new Route(method, path, permission, handler, other, isDirect);
    }

    /** The same, for what is asked all the time. */
    public Route direct() {
        return new Route(method, path, permission, handler, refusal, true);
    }
}
