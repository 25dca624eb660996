package dev.assay.server.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds keys where clients put them: ours, Phoenix' {@code api_key}, LangSmith's {@code x-api-key}; as bearer (Phoenix,
 * MLflow, and whoever sets a header), as user or password of Basic authentication (Langfuse, MLflow), or bare (Opik).
 */
final class Credentials {

    static final String PREFIX = "assay_";

    private static final String[] HEADERS = {"x-assay-key", "x-api-key", "api_key"};

    private Credentials() {}

    /** What may be a key, ours first. */
    static List<String> of(Function<String, Optional<String>> header) {
        List<String> found = new ArrayList<>();
        for (String name : HEADERS) {
            header.apply(name).map(String::strip).ifPresent(found::add);
        }
        header.apply("Authorization")
                .map(value -> value.replace("%20", " ")) // Claude Code sends what its variable holds as it stands there
                .ifPresent(value -> addAuthorization(value.strip(), found));
        return found;
    }

    private static void addAuthorization(String value, List<String> found) {
        if (value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            found.add(value.substring(7).strip());
        } else if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair =
                        new String(Base64.getDecoder().decode(value.substring(6).strip()), StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                found.add(pair.substring(colon + 1));
                if (colon > 0) {
                    found.add(pair.substring(0, colon));
                }
            } catch (IllegalArgumentException e) {
                found.add(value); // not Base64, so it opens nothing
            }
        } else {
            found.add(value);
        }
    }
}
