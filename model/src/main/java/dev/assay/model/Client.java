package dev.assay.model;

/**
 * Who wrote the span: the instrumentation scope and the dialect that its attributes were read with.
 *
 * @param name the name of the instrumentation scope, or empty
 * @param version the version of the instrumentation scope, or empty
 * @param dialect the name of the dialect, for example {@code otel-genai}
 */
public record Client(String name, String version, String dialect) {

    public static final Client UNKNOWN = new Client("", "", "");
}
