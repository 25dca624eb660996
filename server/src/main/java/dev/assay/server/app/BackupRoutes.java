package dev.assay.server.app;

import dev.assay.server.web.Permission;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Hands out a backup while the server runs, written while it is sent. */
final class BackupRoutes {

    /** For names of files, also on systems that allow no colon. */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm'Z'").withZone(ZoneOffset.UTC);

    private final DataFolder folder;
    private final Clock clock;

    BackupRoutes(DataFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get(Permission.ADMIN, "/api/v1/backup", this::backup));
    }

    private Response backup(Request request) {
        Instant now = clock.instant();
        return Response.stream("application/zip", out -> {
                    Files.createDirectories(folder.temporary());
                    Path scratch = Files.createTempDirectory(folder.temporary(), "backup");
                    try {
                        new Backup(folder.path()).writeTo(out, scratch, now);
                    } finally {
                        Folders.delete(scratch);
                    }
                })
                .with("Content-Disposition", "attachment; filename=\"assay-" + STAMP.format(now) + ".zip\"");
    }
}
