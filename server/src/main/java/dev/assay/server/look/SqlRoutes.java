package dev.assay.server.look;

import dev.assay.model.Json;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.AskSql;
import dev.assay.store.RefusedSqlException;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions in SQL, over the projects that the caller sees. */
public final class SqlRoutes {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MOST_ROWS = 100_000;
    private static final int ROWS = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AskSql sql;

    public SqlRoutes(AskSql sql) {
        this.sql = sql;
    }

    public List<Route> routes() {
        return List.of(Route.post(Permission.READ, "/api/v1/sql", this::ask));
    }

    private Response ask(Request request) {
        JsonNode body = body(request);
        String question = body.path("sql").asString("");
        if (question.isBlank()) {
            throw ProblemException.badRequest(
                    "the body has no 'sql' (expected: {\"sql\": \"SELECT ...\", \"maxRows\": 1000})");
        }
        JsonNode most = body.path("maxRows");
        int maxRows = most.isMissingNode() ? ROWS : most.asInt(0);
        if (maxRows < 1 || maxRows > MOST_ROWS) {
            throw ProblemException.badRequest("maxRows is " + most + " (expected: 1 to " + MOST_ROWS + ")");
        }
        try {
            return answer(sql.ask(question, request.caller().project(), maxRows, TIMEOUT));
        } catch (RefusedSqlException e) {
            throw new ProblemException(400, e.getMessage(), e);
        }
    }

    private static JsonNode body(Request request) {
        if (!request.mediaType().equals("application/json")) {
            throw new ProblemException(
                    415, "Content-Type is '" + request.mediaType() + "' (expected: application/json)");
        }
        try {
            return JsonMapper.shared().readTree(request.body(MAX_BYTES));
        } catch (JacksonException e) {
            throw new ProblemException(400, "the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Response answer(AskSql.Answer answer) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("columns");
            for (AskSql.Column column : answer.columns()) {
                json.writeStartObject();
                json.writeStringProperty("name", column.name());
                json.writeStringProperty("type", column.type());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("rows");
            for (List<Json> row : answer.rows()) {
                json.writeStartArray();
                row.forEach(value -> json.writeRawValue(value.text()));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeBooleanProperty("complete", answer.complete());
            json.writeEndObject();
        });
    }
}
