package dev.assay.server.app;

import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a backup while the server runs. It is unpacked and checked while everything goes on; only then are those who come told to come
 * again, for as long as it takes to put other files into the place of these and to open them.
 */
final class RestoreRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreRoutes.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final Current current;
    private final boolean loopback;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();

    /** @param loopback whether nobody but this machine can reach the server */
    RestoreRoutes(DataFolder folder, Current current, boolean loopback, Clock clock) {
        this.folder = folder;
        this.current = current;
        this.loopback = loopback;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.post(Permission.ADMIN, "/api/v1/restore", this::restore));
    }

    private Response restore(Request request) {
        if (!request.mediaType().equals("application/zip")) {
            throw new ProblemException(
                    415,
                    "Content-Type is '" + request.mediaType()
                            + "' (expected: application/zip, and as the body what 'assay backup' wrote)");
        }
        if (!one.tryLock()) {
            throw new ProblemException(409, "another backup is being restored (expected: one at a time)");
        }
        try (InputStream body = request.stream()) {
            try {
                return restore(body);
            } finally {
                body.transferTo(OutputStream.nullOutputStream()); // many clients see no answer while they still send
            }
        } catch (StartException e) {
            throw new ProblemException(400, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            LOG.error("a backup could not be restored", e);
            throw new ProblemException(
                    503, "the backup could not be restored: " + e + "; what was there is as it was", e);
        } finally {
            one.unlock();
        }
    }

    private Response restore(InputStream body) throws IOException {
        Replacement replacement = new Replacement(folder.path());
        try {
            Restore.Content content = new Restore(replacement.draft()).unpack(body);
            requireAccounts(content);
            current.replace(
                    "a backup is being restored; send it again in a moment",
                    PATIENCE,
                    () -> replacement.apply(clock.instant()),
                    () -> replacement.undo(clock.instant()));
            LOG.info("restored the backup of {}", content.at());
            return answer(content, replacement.replaced());
        } finally {
            replacement.discard();
        }
    }

    /** Nobody who was locked out may be let in by it. */
    private void requireAccounts(Restore.Content content) {
        if (!content.locked() && !(loopback && current.isOpenToAll())) {
            throw new StartException(
                    "nobody has an account in the backup, and with it everybody who reaches this server "
                            + "could read and change everything (expected: an administrator in it); nothing was changed. Stop "
                            + "the server, restore it into the folder, and make one with 'assay user add'");
        }
    }

    private static Response answer(Restore.Content content, Optional<Path> replaced) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("backupAt", content.at());
            json.writeNumberProperty("requests", content.requests());
            json.writeStringProperty("replaced", replaced.map(Path::toString).orElse(""));
            json.writeEndObject();
        });
    }
}
