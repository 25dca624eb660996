package dev.assay.server.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Jetty refuses before anything else sees it, such as a path that cannot be decoded: a problem like all others, where it would send a page of its own. */
final class JettyProblems extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JettyProblems.class);

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            org.eclipse.jetty.server.Request request,
            org.eclipse.jetty.server.Response to,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        boolean failed = status == 500;
        if (failed) {
            LOG.error("{} {} failed: {}", request.getMethod(), request.getHttpURI(), reason, cause);
        }
        Response problem = new ProblemException(
                        status,
                        failed ? "the server failed; its log has the reason" : "the request is refused: " + reason)
                .response();
        to.getHeaders().put(HttpHeader.CONTENT_TYPE, problem.contentType());
        to.getHeaders().put("X-Content-Type-Options", "nosniff");
        to.write(true, ByteBuffer.wrap(problem.body()), callback);
    }
}
