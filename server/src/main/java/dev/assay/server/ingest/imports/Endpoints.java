package dev.assay.server.ingest.imports;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the server of a data folder. */
public final class Endpoints {

    /** Where a running server says where it answers. */
    private static final String ANNOUNCEMENT = "server.json";

    private Endpoints() {}

    /** The server that runs on the folder, or else one that is started for the import. */
    public static Endpoint of(Path data, LocalServer local) throws ImportException {
        Optional<URI> announced = announced(data);
        if (announced.isPresent()) {
            try (AssayClient client = new AssayClient(announced.get())) {
                if (client.lives()) {
                    return Endpoint.running(announced.get());
                }
            }
        }
        return local.start(data);
    }

    /** What the server on the folder announced, or one that ended without taking it back. */
    private static Optional<URI> announced(Path data) throws ImportException {
        Path file = data.resolve(ANNOUNCEMENT);
        try {
            JsonNode announcement = JsonMapper.shared().readTree(Files.readString(file));
            String url = announcement.path("url").asString("");
            return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new ImportException(
                    "cannot read " + file + ", where the running server says where it answers: " + e.getMessage()
                            + ". Name the server with --url, or remove the file if none runs",
                    e);
        }
    }
}
