package dev.assay.server.ingest;

import com.google.protobuf.MessageLite;
import com.google.rpc.Status;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.server.web.Response;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/** Answers of OTLP over HTTP in the encoding of the request. */
record OtlpAnswer(boolean json) {

    /** What a request carries; they name their rejections differently. */
    enum Signal {
        TRACES("rejectedSpans"),
        LOGS("rejectedLogRecords"),
        METRICS("rejectedDataPoints");

        private final String rejectedField;

        Signal(String rejectedField) {
            this.rejectedField = rejectedField;
        }
    }

    Response success(Signal signal, Rejected rejected) {
        if (json) {
            return Response.json(200, out -> {
                out.writeStartObject();
                if (rejected.count() > 0) {
                    out.writeObjectPropertyStart("partialSuccess");
                    out.writeStringProperty(signal.rejectedField, Long.toString(rejected.count()));
                    out.writeStringProperty("errorMessage", rejected.reason());
                    out.writeEndObject();
                }
                out.writeEndObject();
            });
        }
        return protobuf(
                200,
                switch (signal) {
                    case TRACES -> traces(rejected);
                    case LOGS -> logs(rejected);
                    case METRICS -> ExportMetricsServiceResponse.getDefaultInstance();
                });
    }

    static ExportTraceServiceResponse traces(Rejected rejected) {
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (rejected.count() > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected.count())
                    .setErrorMessage(rejected.reason()));
        }
        return response.build();
    }

    static ExportLogsServiceResponse logs(Rejected rejected) {
        ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
        if (rejected.count() > 0) {
            response.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(rejected.count())
                    .setErrorMessage(rejected.reason()));
        }
        return response.build();
    }

    /** A {@code google.rpc.Status} with its message. */
    Response failure(int status, String message) {
        if (json) {
            return Response.json(status, out -> {
                out.writeStartObject();
                out.writeStringProperty("message", message);
                out.writeEndObject();
            });
        }
        return protobuf(status, Status.newBuilder().setMessage(message).build());
    }

    private static Response protobuf(int status, MessageLite message) {
        return Response.of(status, "application/x-protobuf", message.toByteArray());
    }
}
