package dev.assay.server.app;

import dev.assay.server.ingest.imports.AssayClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command asks. */
final class ServerOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Config.DEFAULT_DATA,
            description =
                    "The data folder (default: ${DEFAULT-VALUE}). The server that runs on it is asked; where none runs, "
                            + "one does so for as long as it takes.")
    private Path data = Path.of(Config.DEFAULT_DATA);

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server to ask, in place of a data folder's. Where it has accounts, ASSAY_KEY holds a full key of the project.")
    private @Nullable URI url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the key for --url in its first line, in place of ASSAY_KEY.")
    private @Nullable Path keyFile;

    Endpoint endpoint() {
        if (url == null) {
            if (keyFile != null) {
                throw new StartException("--key-file is for --url (expected: both, or --data, which needs no key)");
            }
            return ofFolder(data, LocalServer::whole);
        }
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new StartException("--url is '" + url + "' (expected: an address like https://assay.internal:4318)");
        }
        return Endpoint.running(url, key());
    }

    /** Never an argument, which others on the machine see. */
    private String key() {
        if (keyFile == null) {
            return Objects.requireNonNullElse(System.getenv("ASSAY_KEY"), "").strip();
        }
        try (Stream<String> lines = Files.lines(keyFile)) {
            String first = lines.findFirst().orElse("").strip();
            if (first.isEmpty()) {
                throw new StartException(keyFile + " is empty (expected: a key in its first line)");
            }
            return first;
        } catch (IOException | UncheckedIOException e) {
            throw new StartException(keyFile + " cannot be read: " + e, e);
        }
    }

    /** The server that runs on a data folder, or one for as long as it takes. */
    static Endpoint ofFolder(Path data, LocalServer local) {
        return running(data).orElseGet(() -> local.start(data));
    }

    /** The server that runs on a data folder. */
    static Optional<Endpoint> running(Path data) {
        return DataFolder.announcement(data)
                .map(announced -> Endpoint.running(URI.create(announced.url()), announced.key()))
                .filter(ServerOptions::lives);
    }

    private static boolean lives(Endpoint server) {
        try (AssayClient client = new AssayClient(server.url(), server.key())) {
            return client.lives();
        }
    }
}
