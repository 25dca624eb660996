package dev.assay.server.ingest;

import dev.assay.server.web.ProjectName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which project a sender means. Assay's own header comes first; then those that the exporters of other servers send anyway, so
 * that a team can move by changing an address. What they call a project may hold characters that names here do not have; each
 * becomes a hyphen.
 */
final class ProjectOfSender {

    static final String HEADER = "x-assay-project";

    /** Opik, LangSmith. */
    private static final String[] NAMES = {"projectName", "Langsmith-Project"};

    private static final String MLFLOW = "x-mlflow-experiment-id";

    private ProjectOfSender() {}

    /**
     * As {@link #of(Function, boolean)}; but a key has its project, and what other servers' headers say does not matter then.
     *
     * @param bound the only project that the sender may mean, if any
     * @throws dev.assay.server.web.ProblemException with 404 where Assay's own header names another
     */
    static String of(Function<String, Optional<String>> header, boolean keysName, Optional<String> bound) {
        if (bound.isEmpty()) {
            return of(header, keysName);
        }
        Optional<String> own = header.apply(HEADER);
        if (own.isPresent() && !own.equals(bound)) {
            throw ProjectName.unknown(own.get());
        }
        return bound.get();
    }

    /**
     * @param header a header by its name, whatever its case
     * @param keysName whether the user of the sender's Basic authentication may be a project: at Langfuse it is the public
     *     key, and one that is not of Langfuse's own making can only have been chosen to say something
     * @throws dev.assay.server.web.ProblemException with 400 where Assay's own header holds no name
     */
    static String of(Function<String, Optional<String>> header, boolean keysName) {
        Optional<String> own = header.apply(HEADER);
        if (own.isPresent()) {
            return ProjectName.checked(own.get());
        }
        for (String name : NAMES) {
            Optional<String> project = header.apply(name);
            if (project.isPresent()) {
                return fitted(project.get());
            }
        }
        return header.apply(MLFLOW)
                .map(experiment -> fitted("mlflow-" + experiment))
                .or(() -> keysName
                        ? header.apply("Authorization").flatMap(ProjectOfSender::chosenUser)
                        : Optional.empty())
                .orElse(ProjectName.DEFAULT);
    }

    private static Optional<String> chosenUser(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            String user = colon < 0 ? pair : pair.substring(0, colon);
            return user.isBlank() || user.startsWith("pk-lf-") ? Optional.empty() : Optional.of(fitted(user));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64, so it names nothing
        }
    }

    /** A name that is allowed here. */
    private static String fitted(String name) {
        StringBuilder fitted = new StringBuilder();
        name.strip().chars().limit(64).forEach(c -> fitted.append(isAllowed(c) ? (char) c : '-'));
        return fitted.isEmpty() ? ProjectName.DEFAULT : fitted.toString();
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
