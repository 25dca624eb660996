package dev.assay.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that is asked for all that it holds, which is a matter of its administrators: no key of a project opens that. */
final class RemoteOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server to ask, in place of a data folder, for example https://assay.internal.")
    private @Nullable URI url;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "With --url: an administrator of it. The password is asked for, or is the first line of standard input.")
    private @Nullable String user;

    /**
     * The server, and somebody there who may do what is asked of it.
     *
     * @return empty where a data folder is meant
     * @throws StartException where nobody answers, or not to them
     */
    Optional<Answers> answers(Secret secret) throws IOException {
        if (url == null) {
            if (user != null) {
                throw new StartException("--user is for --url (expected: both, or --data, which needs nobody)");
            }
            return Optional.empty();
        }
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new StartException("--url is '" + url + "' (expected: an address like https://assay.internal:4318)");
        }
        Answers answers = new Answers(Endpoint.running(url, ""), true);
        try {
            if (user != null) {
                answers.logIn(user, secret.ask("password"));
            }
            requireAdministrator(answers);
            return Optional.of(answers);
        } catch (IOException | StartException e) {
            answers.close();
            throw e;
        }
    }

    /** Before anything is sent: who is refused in the middle of a large body sees a broken connection. */
    private void requireAdministrator(Answers answers) throws IOException {
        try (InputStream in = answers.get("/api/v1/me")) {
            JsonNode me = JsonMapper.shared().readTree(in);
            if (me.path("permissions")
                    .valueStream()
                    .noneMatch(one -> one.asString("").equals("admin"))) {
                throw new StartException(
                        "'" + user + "' is " + me.path("role").asString("?") + " there (expected: an admin)");
            }
        }
    }
}
