package dev.assay.client;

import java.net.URI;
import java.util.Map;

/**
 * Where Assay is, and as whom to speak to it.
 *
 * @param url of the server, without a path, for example {@code http://localhost:4318}
 * @param project what the statements are about
 * @param key a key of the project; empty where the server asks for none
 */
public record Connection(URI url, String project, String key) {

    private static final String DEFAULT_URL = "http://localhost:4318";
    private static final String DEFAULT_PROJECT = "default";

    /**
     * Checks the parts.
     *
     * @throws AssayException where the address is none of HTTP, or the project has no name
     */
    public Connection {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new AssayException("the address is '" + url + "' (expected: one like " + DEFAULT_URL + ")");
        }
        if (project.isBlank()) {
            throw new AssayException("the project is blank (expected: its name)");
        }
    }

    /**
     * A server on this machine that asks for no key.
     *
     * @return the connection of a server that was started without anything else said
     */
    public static Connection local() {
        return new Connection(URI.create(DEFAULT_URL), DEFAULT_PROJECT, "");
    }

    /**
     * Read from {@code ASSAY_URL}, {@code ASSAY_PROJECT} and {@code ASSAY_KEY}; what is not set is as in {@link #local()}.
     *
     * @param environment for example {@code System.getenv()}
     * @return the connection
     * @throws AssayException where the address is none
     */
    public static Connection from(Map<String, String> environment) {
        String url = environment.getOrDefault("ASSAY_URL", DEFAULT_URL);
        URI parsed;
        try {
            parsed = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new AssayException("ASSAY_URL is '" + url + "' (expected: an address like " + DEFAULT_URL + ")", e);
        }
        return new Connection(
                parsed,
                environment.getOrDefault("ASSAY_PROJECT", DEFAULT_PROJECT),
                environment.getOrDefault("ASSAY_KEY", ""));
    }

    /**
     * The same without the key, which belongs in no log.
     *
     * @return address and project
     */
    @Override
    public String toString() {
        return url + " (project " + project + ")";
    }
}
