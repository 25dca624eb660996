package dev.assay.server.ingest.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import org.jspecify.annotations.Nullable;

/** The log records of an OTLP/JSON body. */
final class LogsReader {

    private LogsReader() {}

    static ExportLogsServiceRequest request(Tokens in) {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        in.begin();
        for (@Nullable String field = in.field(); field != null; field = in.field()) {
            if (field.equals("resourceLogs") && in.array()) {
                while (in.element()) {
                    request.addResourceLogs(resourceLogs(in));
                }
            } else {
                in.skip();
            }
        }
        return request.build();
    }

    private static ResourceLogs resourceLogs(Tokens in) {
        ResourceLogs.Builder logs = ResourceLogs.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "resource" -> logs.setResource(CommonReader.resource(in));
                    case "scopeLogs" -> {
                        if (in.array()) {
                            while (in.element()) {
                                logs.addScopeLogs(scopeLogs(in));
                            }
                        }
                    }
                    case "schemaUrl" -> logs.setSchemaUrl(in.text());
                    default -> in.skip();
                }
            }
        }
        return logs.build();
    }

    private static ScopeLogs scopeLogs(Tokens in) {
        ScopeLogs.Builder logs = ScopeLogs.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "scope" -> logs.setScope(CommonReader.scope(in));
                    case "logRecords" -> {
                        if (in.array()) {
                            while (in.element()) {
                                logs.addLogRecords(logRecord(in));
                            }
                        }
                    }
                    case "schemaUrl" -> logs.setSchemaUrl(in.text());
                    default -> in.skip();
                }
            }
        }
        return logs.build();
    }

    private static LogRecord logRecord(Tokens in) {
        LogRecord.Builder log = LogRecord.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "timeUnixNano" -> log.setTimeUnixNano(in.int64());
                    case "observedTimeUnixNano" -> log.setObservedTimeUnixNano(in.int64());
                    case "severityNumber" -> log.setSeverityNumberValue(in.enumNumber(LogsReader::severity));
                    case "severityText" -> log.setSeverityText(in.text());
                    case "body" -> log.setBody(CommonReader.value(in));
                    case "attributes" -> CommonReader.attributes(in, log::addAttributes);
                    case "droppedAttributesCount" -> log.setDroppedAttributesCount(in.int32());
                    case "flags" -> log.setFlags(in.int32());
                    case "traceId" -> log.setTraceId(in.id());
                    case "spanId" -> log.setSpanId(in.id());
                    case "eventName" -> log.setEventName(in.text());
                    default -> in.skip();
                }
            }
        }
        return log.build();
    }

    private static int severity(String name) {
        for (SeverityNumber severity : SeverityNumber.values()) {
            if (severity != SeverityNumber.UNRECOGNIZED && severity.name().equals(name)) {
                return severity.getNumber();
            }
        }
        return 0;
    }
}
