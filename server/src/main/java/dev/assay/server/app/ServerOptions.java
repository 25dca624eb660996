package dev.assay.server.app;

import dev.assay.server.ingest.imports.AssayClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
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
            description = "The server to ask, in place of a data folder's. Where it wants a key, ASSAY_KEY holds it.")
    private @Nullable URI url;

    Endpoint endpoint() {
        return url == null
                ? ofFolder(data, LocalServer::whole)
                : Endpoint.running(url, Objects.requireNonNullElse(System.getenv("ASSAY_KEY"), ""));
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
