package dev.assay.server.keep;

import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Deletions.Deletion;
import dev.assay.store.Deletions.Subject;
import dev.assay.store.Records;
import dev.assay.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Deletion over HTTP. Who asks is answered with the proof, or, where it takes long, with where it will be. */
public final class DeletionRoutes {

    private static final String PROJECT = "/api/v1/projects/{project}";
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-fA-F]{32}");

    /** For so long what is sent again of a deleted trace is not kept: longer than any exporter or collector tries. */
    private static final Duration NO_WAY_BACK = Duration.ofDays(30);

    private static final Duration CATCH_UP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Keeper keeper;
    private final Columns columns;
    private final Records records;
    private final Clock clock;
    private final Supplier<String> ids;

    public DeletionRoutes(Keeper keeper, Columns columns, Records records, Clock clock, Supplier<String> ids) {
        this.keeper = keeper;
        this.columns = columns;
        this.records = records;
        this.clock = clock;
        this.ids = ids;
    }

    public List<Route> routes() {
        return List.of(
                Route.delete(Permission.ADMIN, PROJECT + "/traces/{traceId}", this::deleteTrace),
                Route.delete(Permission.ADMIN, PROJECT + "/sessions/{sessionId}", this::deleteSession),
                Route.delete(Permission.ADMIN, PROJECT + "/users/{userId}", this::deleteUser),
                Route.delete(Permission.ADMIN, PROJECT, this::deleteProject),
                Route.get(Permission.READ, PROJECT + "/deletions/{id}", this::deletion));
    }

    private Response deleteTrace(Request request) {
        String traceId = request.path("traceId");
        if (!TRACE_ID.matcher(traceId).matches()) {
            throw ProblemException.badRequest("the trace id is '" + traceId + "' (expected: 32 hexadecimal digits)");
        }
        return delete(request, Subject.TRACE, traceId.toLowerCase(Locale.ROOT));
    }

    private Response deleteSession(Request request) {
        return delete(request, Subject.SESSION, request.path("sessionId"));
    }

    private Response deleteUser(Request request) {
        return delete(request, Subject.USER, request.path("userId"));
    }

    private Response deleteProject(Request request) {
        String project = request.path("project");
        if (!request.query("name").equals(Optional.of(project))) {
            throw ProblemException.badRequest(
                    "name is '" + request.query("name").orElse("") + "' (expected: the name of "
                            + "the project once more, as '?name=" + project + "', so that none goes by a slip)");
        }
        if (project.equals(ProjectName.DEFAULT)) {
            throw new ProblemException(
                    409,
                    "the project '" + ProjectName.DEFAULT + "' stays, because what names no project goes there "
                            + "(expected: another one); its traces go by retention, or with their sessions and users");
        }
        return delete(request, Subject.PROJECT, "");
    }

    private Response delete(Request request, Subject subject, String name) {
        String project = existing(request);
        try {
            keeper.eraser().awaitColumns(CATCH_UP);
            Set<String> traceIds = traces(project, subject, name);
            Instant now = clock.instant();
            Deletion deletion = new Deletion(
                    ids.get(), project, subject, subject == Subject.SESSION ? name : "", now, Optional.empty(), "");
            records.deletions().begin(deletion, traceIds, now.plus(NO_WAY_BACK));
            keeper.wake();
            return answer(project, deletion.id(), awaitEnd(project, deletion));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while something was deleted; it goes on", e);
        }
    }

    private Set<String> traces(String project, Subject subject, String name) {
        return switch (subject) {
            case TRACE -> Set.of(name);
            case SESSION -> columns.eraseTraces().ofSession(project, name);
            case USER -> columns.eraseTraces().ofUser(project, name);
            case PROJECT -> Set.of(); // all, also those that nobody knows yet
        };
    }

    /** Waits no longer where a round has failed, since the next one is far. */
    private Deletion awaitEnd(String project, Deletion deletion) throws InterruptedException {
        Deletions deletions = records.deletions();
        long until = System.nanoTime() + PATIENCE.toNanos();
        Deletion now = deletion;
        while (now.finishedAt().isEmpty() && keeper.trouble().isEmpty() && System.nanoTime() < until) {
            keeper.awaitRound(Duration.ofMillis(200));
            now = deletions.read(project, deletion.id()).orElse(deletion);
        }
        return now;
    }

    private Response deletion(Request request) {
        String project = ProjectName.checked(request.path("project")); // which may be what was deleted
        String id = request.path("id");
        Deletion deletion = records.deletions()
                .read(project, id)
                .orElseThrow(() ->
                        ProblemException.notFound("there is no deletion '" + id + "' in project '" + project + "'"));
        return response(200, deletion);
    }

    private String existing(Request request) {
        String project = ProjectName.checked(request.path("project"));
        if (records.projects().all().stream().noneMatch(each -> each.name().equals(project))) {
            throw ProblemException.notFound("there is no project '" + project + "'");
        }
        return project;
    }

    private Response answer(String project, String id, Deletion deletion) {
        return deletion.finishedAt().isPresent()
                ? response(200, deletion)
                : response(202, deletion).with("Location", "/api/v1/projects/" + project + "/deletions/" + id);
    }

    private Response response(int status, Deletion deletion) {
        return Response.json(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("id", deletion.id());
            json.writeStringProperty("subject", deletion.subject().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("requestedAt", deletion.requestedAt().toString());
            if (deletion.finishedAt().isPresent()) {
                json.writeStringProperty(
                        "finishedAt", deletion.finishedAt().get().toString());
                json.writeName("proof");
                json.writeRawValue(deletion.proof());
                json.writeNullProperty("reason");
            } else {
                json.writeNullProperty("finishedAt");
                json.writeNullProperty("proof");
                if (keeper.trouble().isEmpty()) {
                    json.writeNullProperty("reason");
                } else {
                    json.writeStringProperty("reason", keeper.trouble());
                }
            }
            json.writeEndObject();
        });
    }
}
