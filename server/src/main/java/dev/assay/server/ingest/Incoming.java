package dev.assay.server.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.model.Score;
import dev.assay.server.ingest.otlp.OtlpJson;
import dev.assay.server.ingest.otlp.OtlpLogs;
import dev.assay.server.ingest.otlp.OtlpTraces;
import dev.assay.server.ingest.otlp.SpansRequest;
import dev.assay.server.ingest.price.Prices;
import dev.assay.store.JournalEntry;
import dev.assay.store.json.ScoreJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.time.Instant;
import java.util.List;

/**
 * A request of the journal, taken apart.
 *
 * @param bytes of its inflated body
 */
record Incoming(long position, String project, boolean imported, Instant receivedAt, long bytes, Content content) {

    /** What the body says. */
    sealed interface Content {
        record Traces(OtlpTraces.Decoded decoded) implements Content {}

        record Logs(OtlpLogs.Decoded decoded) implements Content {}

        record Scores(List<Score> scores) implements Content {}
    }

    static Incoming of(JournalEntry entry, Prices prices) throws InvalidProtocolBufferException {
        return new Incoming(
                entry.position(),
                entry.project(),
                entry.imported(),
                entry.receivedAt(),
                entry.body().length,
                content(entry, prices));
    }

    private static Content content(JournalEntry entry, Prices prices) throws InvalidProtocolBufferException {
        byte[] body = entry.body();
        return switch (entry.kind()) {
            case TRACES_PROTOBUF -> new Content.Traces(OtlpTraces.decode(SpansRequest.parse(body), prices));
            case TRACES_JSON -> new Content.Traces(OtlpTraces.decode(SpansRequest.of(OtlpJson.traces(body)), prices));
            case LOGS_PROTOBUF -> new Content.Logs(OtlpLogs.decode(ExportLogsServiceRequest.parseFrom(body)));
            case LOGS_JSON -> new Content.Logs(OtlpLogs.decode(OtlpJson.logs(body)));
            case SCORES -> new Content.Scores(ScoreJson.read(body));
        };
    }
}
