package dev.assay.server.web;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is asked all the time before servlets and Javalin come to it: called once a request, most of what they do is interpreted for as
 * long as a server is young. The same paths written otherwise are left to them.
 */
final class DirectRoutes extends Handler.Wrapper {

    private final Map<String, Route> byPath;
    private final Admission admission;
    private final HttpMetrics metrics;

    /** @param routes of which the direct ones are answered */
    DirectRoutes(List<Route> routes, Admission admission, HttpMetrics metrics) {
        this.byPath =
                routes.stream().filter(Route::isDirect).collect(Collectors.toMap(Route::path, Function.identity()));
        this.admission = admission;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response to, Callback callback)
            throws Exception {
        @Nullable Route route = byPath.get(request.getHttpURI().getPath());
        if (route == null || !request.getMethod().equals(route.method().name())) {
            return super.handle(request, to, callback);
        }
        long start = System.nanoTime();
        HttpFields.Mutable headers = to.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Response response = answer(route, new Request(new Exchange.OfJetty(request)), headers);
        metrics.answered(route, response.status(), System.nanoTime() - start);
        to.setStatus(response.status());
        headers.put(HttpHeader.CONTENT_TYPE, response.contentType());
        response.headers().forEach(headers::put);
        headers.put("X-Content-Type-Options", "nosniff");
        if (!request.consumeAvailable()) {
            headers.put(HttpHeader.CONNECTION, "close"); // what was not read of the body is no other request
        }
        to.write(true, ByteBuffer.wrap(response.body()), callback);
        return true;
    }

    private Response answer(Route route, Request request, HttpFields.Mutable headers) {
        try {
            admission.checkHost(request);
            return admission.answer(route, request, cookie -> headers.put(HttpHeader.SET_COOKIE, cookie));
        } catch (RuntimeException e) {
            return WebServer.failure(e, route.method(), route.path());
        }
    }
}
