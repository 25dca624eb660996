package dev.assay.server.web;

/**
 * One thing the server answers.
 *
 * @param path as in the OpenAPI document, for example {@code /api/v1/projects/{project}/traces}
 */
public record Route(Method method, String path, Handler handler) {

    /** The methods in use. */
    public enum Method {
        GET,
        POST,
        PUT
    }

    /** Answers a request; what it throws becomes a problem. */
    public interface Handler {
        Response handle(Request request);
    }

    public static Route get(String path, Handler handler) {
        return new Route(Method.GET, path, handler);
    }

    public static Route put(String path, Handler handler) {
        return new Route(Method.PUT, path, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route(Method.POST, path, handler);
    }
}
