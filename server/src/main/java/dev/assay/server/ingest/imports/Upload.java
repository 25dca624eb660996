package dev.assay.server.ingest.imports;

import dev.assay.files.RowException;
import dev.assay.files.RowScore;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gathers traces into requests of a size that any server takes. */
final class Upload {

    private static final int BATCH_BYTES = 1 << 20;

    /** What a server takes in one request, less what is around a span. */
    private static final int MOST_SPAN_BYTES = (64 << 20) - (64 << 10);

    private static final int BATCH_SCORES = 1000;
    private static final int BATCH_SCORE_CHARACTERS = 1 << 20;

    private final AssayClient client;
    private final String project;
    private final String version;
    private final ScoreSource scoreSource;
    private final ImportReport report;
    private final Map<String, List<Span>> spans = new LinkedHashMap<>();

    /** By their ids: of rows with one identity the last one counts. */
    private final Map<String, ObjectNode> scores = new LinkedHashMap<>();

    private int scoreCharacters;
    private int bytes;

    Upload(AssayClient client, String project, String version, ScoreSource scoreSource, ImportReport report) {
        this.client = client;
        this.project = project;
        this.version = version;
        this.scoreSource = scoreSource;
        this.report = report;
    }

    /** @throws RowException where no request could hold it; nothing of it was sent */
    void add(ImportedTrace trace) throws ImportException, RowException {
        for (Span span : trace.spans()) {
            if (span.getSerializedSize() > MOST_SPAN_BYTES) {
                throw new RowException("is a span of " + (span.getSerializedSize() >> 20)
                        + " MiB as JSON, where a control character takes six bytes (expected: less than 64 MiB)");
            }
        }
        for (Span span : trace.spans()) {
            if (bytes > 0 && bytes + span.getSerializedSize() > BATCH_BYTES) {
                sendSpans();
            }
            spans.computeIfAbsent(trace.environment(), _ -> new ArrayList<>()).add(span);
            bytes += span.getSerializedSize();
        }
        for (RowScore score : trace.scores()) {
            add(trace, score);
        }
        report.add(trace);
    }

    private void add(ImportedTrace trace, RowScore score) throws ImportException {
        String id =
                HexFormat.of().formatHex(RowIds.score(trace.id(), score.name()).toByteArray());
        scores.put(id, json(id, trace, score));
        scoreCharacters += score.name().length()
                + score.comment().length()
                + (score.value() instanceof ScoreValue.Text text ? text.value().length() : 0);
        if (scores.size() >= BATCH_SCORES || scoreCharacters >= BATCH_SCORE_CHARACTERS) {
            sendScores();
        }
    }

    /** Sends what has been gathered. */
    void flush() throws ImportException {
        sendSpans();
        sendScores();
    }

    private void sendSpans() throws ImportException {
        if (spans.isEmpty()) {
            return;
        }
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        spans.forEach((environment, list) -> request.addResourceSpans(ResourceSpans.newBuilder()
                .setResource(resource(environment))
                .addScopeSpans(ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName("assay.import")
                                .setVersion(version))
                        .addAllSpans(list))));
        AssayClient.Rejection rejection = client.sendSpans(project, request.build());
        if (rejection.spans() > 0) {
            report.rejected(rejection);
        }
        spans.clear();
        bytes = 0;
    }

    private void sendScores() throws ImportException {
        if (!scores.isEmpty()) {
            client.sendScores(project, JsonMapper.shared().createArrayNode().addAll(scores.values()));
            scores.clear();
            scoreCharacters = 0;
        }
    }

    private static Resource resource(String environment) {
        return environment.isEmpty()
                ? Resource.getDefaultInstance()
                : Resource.newBuilder()
                        .addAttributes(KeyValue.newBuilder()
                                .setKey("deployment.environment.name")
                                .setValue(AnyValue.newBuilder().setStringValue(environment)))
                        .build();
    }

    private ObjectNode json(String id, ImportedTrace trace, RowScore score) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("name", score.name())
                .put("source", scoreSource.label())
                .put("traceId", HexFormat.of().formatHex(trace.id().toByteArray()))
                .put("time", trace.start().toString());
        switch (score.value()) {
            case ScoreValue.Numeric numeric ->
                json.put("value", numeric.value()).put("kind", "number");
            case ScoreValue.Bool bool -> json.put("value", bool.value()).put("kind", "boolean");
            case ScoreValue.Category category ->
                json.put("value", category.value()).put("kind", "category");
            case ScoreValue.Text text -> json.put("value", text.value()).put("kind", "text");
        }
        if (!score.comment().isEmpty()) {
            json.put("comment", score.comment());
        }
        return json;
    }
}
