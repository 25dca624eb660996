package dev.assay.server.ingest.redact;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/**
 * Requests with every text in them redacted: values of attributes however deep, bodies, names, states and messages. Ids, times
 * and the names of attributes stay.
 */
public final class RedactedRequests {

    /** Deeper values are hostile, and dropped. */
    private static final int MAX_DEPTH = 100;

    private final Redactor redactor;

    public RedactedRequests(Redactor redactor) {
        this.redactor = redactor;
    }

    public ExportTraceServiceRequest traces(ExportTraceServiceRequest request) {
        ExportTraceServiceRequest.Builder redacted = request.toBuilder();
        for (ResourceSpans.Builder resource : redacted.getResourceSpansBuilderList()) {
            resource(resource.getResourceBuilder());
            for (ScopeSpans.Builder scope : resource.getScopeSpansBuilderList()) {
                scope(scope.getScopeBuilder());
                scope.getSpansBuilderList().forEach(this::span);
            }
        }
        return redacted.build();
    }

    public ExportLogsServiceRequest logs(ExportLogsServiceRequest request) {
        ExportLogsServiceRequest.Builder redacted = request.toBuilder();
        for (ResourceLogs.Builder resource : redacted.getResourceLogsBuilderList()) {
            resource(resource.getResourceBuilder());
            for (ScopeLogs.Builder scope : resource.getScopeLogsBuilderList()) {
                scope(scope.getScopeBuilder());
                scope.getLogRecordsBuilderList().forEach(this::log);
            }
        }
        return redacted.build();
    }

    private void resource(Resource.Builder resource) {
        attributes(resource.getAttributesBuilderList());
    }

    private void scope(InstrumentationScope.Builder scope) {
        attributes(scope.getAttributesBuilderList());
    }

    private void span(Span.Builder span) {
        span.setName(redactor.redact(span.getName()));
        span.setTraceState(redactor.redact(span.getTraceState()));
        attributes(span.getAttributesBuilderList());
        for (Span.Event.Builder event : span.getEventsBuilderList()) {
            event.setName(redactor.redact(event.getName()));
            attributes(event.getAttributesBuilderList());
        }
        for (Span.Link.Builder link : span.getLinksBuilderList()) {
            link.setTraceState(redactor.redact(link.getTraceState()));
            attributes(link.getAttributesBuilderList());
        }
        if (span.hasStatus()) {
            span.getStatusBuilder().setMessage(redactor.redact(span.getStatus().getMessage()));
        }
    }

    private void log(LogRecord.Builder log) {
        if (log.hasBody()) {
            value(log.getBodyBuilder(), 0);
        }
        attributes(log.getAttributesBuilderList());
    }

    private void attributes(List<KeyValue.Builder> attributes) {
        attributes.forEach(attribute -> value(attribute.getValueBuilder(), 0));
    }

    private void value(AnyValue.Builder value, int depth) {
        if (depth > MAX_DEPTH) {
            value.clear();
            return;
        }
        switch (value.getValueCase()) {
            case STRING_VALUE -> value.setStringValue(redactor.redact(value.getStringValue()));
            case INT_VALUE -> number(value);
            case ARRAY_VALUE ->
                value.getArrayValueBuilder().getValuesBuilderList().forEach(each -> value(each, depth + 1));
            case KVLIST_VALUE ->
                value.getKvlistValueBuilder()
                        .getValuesBuilderList()
                        .forEach(each -> value(each.getValueBuilder(), depth + 1));
            default -> {
                // truths, fractions and bytes hold none of it
            }
        }
    }

    /** The number of a card may be a number. */
    private void number(AnyValue.Builder value) {
        String digits = Long.toString(value.getIntValue());
        String redacted = digits.length() < 13 ? digits : redactor.redact(digits);
        if (!redacted.equals(digits)) {
            value.setStringValue(redacted);
        }
    }
}
