package dev.assay.server.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What the web server knows of a request. */
interface Exchange {

    String remoteAddress();

    @Nullable String header(String name);

    /** A parameter of the path, decoded. */
    String path(String name);

    Map<String, List<String>> query();

    /** Of the body in bytes; negative where the request does not tell. */
    long length();

    /** The body, to be read once; it need not be closed. */
    InputStream input() throws IOException;

    /** One that came by way of Javalin. */
    record OfJavalin(Context context) implements Exchange {

        @Override
        public String remoteAddress() {
            return context.ip();
        }

        @Override
        public @Nullable String header(String name) {
            return context.header(name);
        }

        @Override
        public String path(String name) {
            return context.pathParam(name);
        }

        @Override
        public Map<String, List<String>> query() {
            return context.queryParamMap();
        }

        @Override
        public long length() {
            return context.req().getContentLengthLong();
        }

        @Override
        public InputStream input() throws IOException {
            return context.req().getInputStream();
        }
    }

    /** One that came straight from Jetty, to a path without parameters. */
    record OfJetty(Request request) implements Exchange {

        @Override
        public String remoteAddress() {
            return Request.getRemoteAddr(request);
        }

        @Override
        public @Nullable String header(String name) {
            return request.getHeaders().get(name);
        }

        @Override
        public String path(String name) {
            throw new IllegalArgumentException("the path has no parameter '" + name + "'");
        }

        @Override
        public Map<String, List<String>> query() {
            return Request.extractQueryParameters(request).toMultiMap();
        }

        @Override
        public long length() {
            return request.getLength();
        }

        @Override
        public InputStream input() {
            return Content.Source.asInputStream(request);
        }
    }
}
