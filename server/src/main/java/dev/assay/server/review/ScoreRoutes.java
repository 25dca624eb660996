package dev.assay.server.review;

import dev.assay.model.Score;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Arrival;
import dev.assay.store.ArrivalKind;
import dev.assay.store.Deletions;
import dev.assay.store.Journal;
import dev.assay.store.Projects;
import dev.assay.store.json.ScoreJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Scores over HTTP. They go through the journal like everything that arrives. */
public final class ScoreRoutes {

    private static final int MAX_BYTES = 64 << 20;

    private final Journal journal;
    private final Projects projects;
    private final Deletions deletions;
    private final Clock clock;
    private final Supplier<String> ids;

    public ScoreRoutes(Journal journal, Projects projects, Deletions deletions, Clock clock, Supplier<String> ids) {
        this.journal = journal;
        this.projects = projects;
        this.deletions = deletions;
        this.clock = clock;
        this.ids = ids;
    }

    public List<Route> routes() {
        return List.of(Route.post(Permission.SCORE, "/api/v1/projects/{project}/scores", this::postScores));
    }

    private Response postScores(Request request) {
        String project = ProjectName.checked(request.path("project"));
        if (!request.mediaType().equals("application/json")) {
            throw new ProblemException(
                    415, "Content-Type is '" + request.mediaType() + "' (expected: application/json)");
        }
        Instant now = clock.instant();
        List<Score> scores = new NewScores(now, ids).read(request.body(MAX_BYTES));
        try (Deletions.Standing _ = deletions.standing()) {
            projects.ensure(project, now);
            requireStanding(project, scores);
            journal.append(new Arrival(
                    project, ArrivalKind.SCORES, false, now, Arrival.Encoding.IDENTITY, ScoreJson.write(scores)));
        }
        return Response.json(201, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("ids");
            scores.forEach(score -> json.writeString(score.id()));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void requireStanding(String project, List<Score> scores) {
        for (int i = 0; i < scores.size(); i++) {
            if (deletions.isDeleted(project, scores.get(i).traceId())) {
                throw new ProblemException(
                        410,
                        "score " + i + " is about the trace " + scores.get(i).traceId()
                                + ", which was deleted; leave it out, nothing of the request was kept");
            }
        }
    }
}
