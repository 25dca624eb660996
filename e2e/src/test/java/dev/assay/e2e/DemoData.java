package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.demo.DemoTraffic;
import dev.assay.server.demo.Exchange;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The demo's day of traffic, the same each time. */
final class DemoData {

    private static final int BATCH = 40;

    private DemoData() {}

    /** Sends what happened in the 24 hours before, and what people thought of it. */
    static List<Exchange> send(Rest rest, Instant now) throws IOException, InterruptedException {
        List<Exchange> history = new DemoTraffic(1).history(now);
        for (int from = 0; from < history.size(); from += BATCH) {
            ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
            history.subList(from, Math.min(history.size(), from + BATCH))
                    .forEach(exchange -> request.addResourceSpans(exchange.spans()));
            assertThat(rest.post("/v1/traces", request.build().toByteArray(), "Content-Type", Rest.PROTOBUF))
                    .as("the answer to spans of the demo")
                    .isEqualTo(200);
        }
        ArrayNode scores = JsonMapper.shared().createArrayNode();
        history.forEach(exchange -> exchange.thumb()
                .ifPresent(thumb -> scores.addObject()
                        .put("id", "thumb-" + exchange.traceId())
                        .put("name", "thumbs")
                        .put("value", thumb.up())
                        .put("traceId", exchange.traceId())
                        .put("source", "user")
                        .put("comment", thumb.comment())
                        .put("time", thumb.time().toString())));
        assertThat(rest.post(
                        "/api/v1/projects/default/scores",
                        scores.toString().getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json"))
                .as("the answer to thumbs of the demo")
                .isEqualTo(201);
        return history;
    }
}
