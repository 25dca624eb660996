package dev.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.model.Span;
import dev.assay.server.ingest.otlp.OtlpTraces;
import dev.assay.store.Preview;
import dev.assay.store.json.MessageJson;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The anchor: the same canonical rows into one wide table of a DuckDB file with its appender and its own settings, from
 * texts that lie ready in memory; checkpoint included.
 */
final class BareAppender {

    private static final String TABLE = """
            CREATE TABLE spans (
                project VARCHAR, trace_id VARCHAR, span_id VARCHAR, parent_span_id VARCHAR,
                start_time TIMESTAMP_NS, end_time TIMESTAMP_NS, name VARCHAR, kind VARCHAR, status VARCHAR,
                operation VARCHAR, provider VARCHAR, request_model VARCHAR, response_model VARCHAR,
                error_type VARCHAR, error_message VARCHAR, input_tokens BIGINT, output_tokens BIGINT,
                finish_reason VARCHAR, session_id VARCHAR, user_id VARCHAR, service VARCHAR, environment VARCHAR,
                client_name VARCHAR, client_version VARCHAR, dialect VARCHAR, response_id VARCHAR,
                input_preview VARCHAR, output_preview VARCHAR,
                input VARCHAR, output VARCHAR, system_instructions VARCHAR, attributes VARCHAR)
            """;

    private BareAppender() {}

    /** @param cpuSeconds for the rows after the warm-up */
    record Result(int rows, double cpuSeconds, long fileBytes) {

        double spansPerCpuSecond() {
            return rows / cpuSeconds;
        }

        static Result parse(String text) {
            String[] fields = text.strip().split(" ");
            return new Result(Integer.parseInt(fields[0]), Double.parseDouble(fields[1]), Long.parseLong(fields[2]));
        }
    }

    /** What one row holds, ready to be appended. */
    private record Row(
            Span span, String inputPreview, String outputPreview, String input, String output, String system) {}

    /** Its arguments are those that {@link IngestBench} gives it. */
    static void run(List<String> args) throws Exception {
        List<Row> rows = rows(new IngestLoad(
                args.get(0),
                SpanLoad.Shape.valueOf(args.get(1)),
                Integer.parseInt(args.get(2)),
                Integer.parseInt(args.get(3))));
        Path folder = Path.of(args.get(4));
        append(rows.subList(0, rows.size() / 5), folder.resolve("warm.duckdb"));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        Path file = folder.resolve("bare.duckdb");
        append(rows, file);
        double cpuSeconds = (system.getProcessCpuTime() - before) / 1e9;
        Files.writeString(Path.of(args.get(5)), rows.size() + " " + cpuSeconds + " " + Files.size(file));
    }

    private static List<Row> rows(IngestLoad load) throws Exception {
        List<Row> rows = new ArrayList<>(load.spans());
        for (byte[] body : load.bodies()) {
            for (Span span :
                    OtlpTraces.decode(ExportTraceServiceRequest.parseFrom(body)).spans()) {
                rows.add(new Row(
                        span,
                        Preview.ofInput(span.input()),
                        Preview.ofOutput(span.output()),
                        MessageJson.write(span.input()),
                        MessageJson.write(span.output()),
                        MessageJson.writeParts(span.systemInstructions())));
            }
        }
        return rows;
    }

    private static void append(List<Row> rows, Path file) throws Exception {
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            try (DuckDBAppender appender = connection.createAppender("main", "spans")) {
                for (Row row : rows) {
                    append(row, appender);
                }
            }
            statement.execute("CHECKPOINT");
        }
    }

    private static void append(Row row, DuckDBAppender appender) throws Exception {
        Span span = row.span;
        appender.beginRow()
                .append("default")
                .append(span.traceId())
                .append(span.spanId())
                .append(span.parentSpanId())
                .appendEpochNanos(nanos(span.startTime()))
                .appendEpochNanos(nanos(span.endTime()))
                .append(span.name())
                .append(span.kind().label())
                .append(span.status().label())
                .append(span.operation())
                .append(span.provider())
                .append(span.requestModel())
                .append(span.responseModel())
                .append(span.errorType())
                .append(span.errorMessage());
        number(appender, span.usage().inputTokens());
        number(appender, span.usage().outputTokens());
        appender.append(String.join(",", span.finishReasons()))
                .append(span.sessionId())
                .append(span.userId())
                .append(span.service())
                .append(span.environment())
                .append(span.client().name())
                .append(span.client().version())
                .append(span.client().dialect())
                .append(span.responseId())
                .append(row.inputPreview)
                .append(row.outputPreview)
                .append(row.input)
                .append(row.output)
                .append(row.system)
                .append(span.attributes().text())
                .endRow();
    }

    private static void number(DuckDBAppender appender, OptionalLong number) throws Exception {
        if (number.isPresent()) {
            appender.append(number.getAsLong());
        } else {
            appender.appendNull();
        }
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
