package dev.assay.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page: files of the class path below {@code /page}. A path that is no file is a place within the page, which finds
 * its way by itself. Files whose name carries a hash never change and are kept by the browser.
 */
public final class Page {

    /** Model output is shown here; nothing of it may ever act. */
    private static final String SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "json", "application/json",
            "webmanifest", "application/manifest+json");

    Response at(String path) {
        boolean isAsset = path.startsWith("/assets/");
        byte @Nullable [] file = path.equals("/") || path.contains("..") ? null : read("/page" + path);
        if (file != null) {
            return guarded(Response.of(200, type(path), file))
                    .with("Cache-Control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
        }
        if (isAsset) {
            return Response.text(404, "text/plain", "There is no " + path + ".");
        }
        byte @Nullable [] index = read("/page/index.html");
        if (index == null) {
            return Response.text(
                    404, "text/plain", "The page was not built into this program; './build ui' builds it.");
        }
        return guarded(Response.of(200, type("index.html"), index)).with("Cache-Control", "no-cache");
    }

    private static Response guarded(Response response) {
        return response.with("Content-Security-Policy", SECURITY_POLICY).with("Referrer-Policy", "no-referrer");
    }

    private static String type(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = Page.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }
}
