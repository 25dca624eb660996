package dev.assay.server.ingest.redact;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Requests with every text in them redacted: values of attributes however deep, bodies, names, states and messages. Ids, times
 * and the names of attributes stay.
 *
 * <p>Nearly every text stays as it is, so a message in which nothing is found is the same object, and only those around a finding are
 * made anew.
 */
@SuppressWarnings("ReferenceEquality") // whether it is the same object is what is asked
public final class RedactedRequests {

    /** Deeper values are hostile, and dropped. */
    private static final int MAX_DEPTH = 100;

    /** No card has fewer than 13. */
    private static final long TWELVE_DIGITS = 1_000_000_000_000L;

    private final Redactor redactor;

    public RedactedRequests(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Empty where nothing was found. */
    public Optional<ExportTraceServiceRequest> traces(ExportTraceServiceRequest request) {
        List<ResourceSpans> resources = each(request.getResourceSpansList(), this::resource);
        return resources == request.getResourceSpansList()
                ? Optional.empty()
                : Optional.of(request.toBuilder()
                        .clearResourceSpans()
                        .addAllResourceSpans(resources)
                        .build());
    }

    /** Empty where nothing was found. */
    public Optional<ExportLogsServiceRequest> logs(ExportLogsServiceRequest request) {
        List<ResourceLogs> resources = each(request.getResourceLogsList(), this::resource);
        return resources == request.getResourceLogsList()
                ? Optional.empty()
                : Optional.of(request.toBuilder()
                        .clearResourceLogs()
                        .addAllResourceLogs(resources)
                        .build());
    }

    private ResourceSpans resource(ResourceSpans spans) {
        Resource resource = resource(spans.getResource());
        List<ScopeSpans> scopes = each(spans.getScopeSpansList(), this::scope);
        if (resource == spans.getResource() && scopes == spans.getScopeSpansList()) {
            return spans;
        }
        ResourceSpans.Builder redacted = spans.toBuilder().clearScopeSpans().addAllScopeSpans(scopes);
        if (spans.hasResource()) {
            redacted.setResource(resource);
        }
        return redacted.build();
    }

    private ResourceLogs resource(ResourceLogs logs) {
        Resource resource = resource(logs.getResource());
        List<ScopeLogs> scopes = each(logs.getScopeLogsList(), this::scope);
        return resource == logs.getResource() && scopes == logs.getScopeLogsList()
                ? logs
                : logs.toBuilder()
                        .setResource(resource)
                        .clearScopeLogs()
                        .addAllScopeLogs(scopes)
                        .build();
    }

    private Resource resource(Resource resource) {
        List<KeyValue> attributes = attributes(resource.getAttributesList());
        return attributes == resource.getAttributesList()
                ? resource
                : resource.toBuilder()
                        .clearAttributes()
                        .addAllAttributes(attributes)
                        .build();
    }

    private ScopeSpans scope(ScopeSpans spans) {
        InstrumentationScope scope = scope(spans.getScope());
        List<Span> each = each(spans.getSpansList(), this::span);
        if (scope == spans.getScope() && each == spans.getSpansList()) {
            return spans;
        }
        ScopeSpans.Builder redacted = spans.toBuilder().clearSpans().addAllSpans(each);
        if (spans.hasScope()) {
            redacted.setScope(scope);
        }
        return redacted.build();
    }

    private ScopeLogs scope(ScopeLogs logs) {
        InstrumentationScope scope = scope(logs.getScope());
        List<LogRecord> redacted = each(logs.getLogRecordsList(), this::log);
        return scope == logs.getScope() && redacted == logs.getLogRecordsList()
                ? logs
                : logs.toBuilder()
                        .setScope(scope)
                        .clearLogRecords()
                        .addAllLogRecords(redacted)
                        .build();
    }

    private InstrumentationScope scope(InstrumentationScope scope) {
        List<KeyValue> attributes = attributes(scope.getAttributesList());
        return attributes == scope.getAttributesList()
                ? scope
                : scope.toBuilder()
                        .clearAttributes()
                        .addAllAttributes(attributes)
                        .build();
    }

    private Span span(Span span) {
        String name = redactor.redact(span.getName());
        String state = redactor.redact(span.getTraceState());
        List<KeyValue> attributes = attributes(span.getAttributesList());
        List<Span.Event> events = each(span.getEventsList(), this::event);
        List<Span.Link> links = each(span.getLinksList(), this::link);
        Status status = status(span.getStatus());
        boolean same = same(name, span.getName())
                && same(state, span.getTraceState())
                && attributes == span.getAttributesList()
                && events == span.getEventsList()
                && links == span.getLinksList()
                && status == span.getStatus();
        if (same) {
            return span;
        }
        Span.Builder redacted = span.toBuilder()
                .setName(name)
                .setTraceState(state)
                .clearAttributes()
                .addAllAttributes(attributes)
                .clearEvents()
                .addAllEvents(events)
                .clearLinks()
                .addAllLinks(links);
        if (span.hasStatus()) {
            redacted.setStatus(status);
        }
        return redacted.build();
    }

    private Span.Event event(Span.Event event) {
        String name = redactor.redact(event.getName());
        List<KeyValue> attributes = attributes(event.getAttributesList());
        return same(name, event.getName()) && attributes == event.getAttributesList()
                ? event
                : event.toBuilder()
                        .setName(name)
                        .clearAttributes()
                        .addAllAttributes(attributes)
                        .build();
    }

    private Span.Link link(Span.Link link) {
        String state = redactor.redact(link.getTraceState());
        List<KeyValue> attributes = attributes(link.getAttributesList());
        return same(state, link.getTraceState()) && attributes == link.getAttributesList()
                ? link
                : link.toBuilder()
                        .setTraceState(state)
                        .clearAttributes()
                        .addAllAttributes(attributes)
                        .build();
    }

    private Status status(Status status) {
        String message = redactor.redact(status.getMessage());
        return same(message, status.getMessage())
                ? status
                : status.toBuilder().setMessage(message).build();
    }

    private LogRecord log(LogRecord log) {
        AnyValue body = value(log.getBody(), 0);
        List<KeyValue> attributes = attributes(log.getAttributesList());
        if (body == log.getBody() && attributes == log.getAttributesList()) {
            return log;
        }
        LogRecord.Builder redacted = log.toBuilder().clearAttributes().addAllAttributes(attributes);
        if (log.hasBody()) {
            redacted.setBody(body);
        }
        return redacted.build();
    }

    private List<KeyValue> attributes(List<KeyValue> attributes) {
        return attributes(attributes, 0);
    }

    private List<KeyValue> attributes(List<KeyValue> attributes, int depth) {
        return each(attributes, attribute -> {
            AnyValue value = value(attribute.getValue(), depth);
            return value == attribute.getValue()
                    ? attribute
                    : attribute.toBuilder().setValue(value).build();
        });
    }

    private AnyValue value(AnyValue value, int depth) {
        if (depth > MAX_DEPTH) {
            return AnyValue.getDefaultInstance();
        }
        return switch (value.getValueCase()) {
            case STRING_VALUE -> text(value, value.getStringValue());
            case INT_VALUE -> number(value);
            case ARRAY_VALUE -> {
                List<AnyValue> values = value.getArrayValue().getValuesList();
                List<AnyValue> redacted = each(values, each -> value(each, depth + 1));
                yield redacted == values
                        ? value
                        : value.toBuilder()
                                .setArrayValue(ArrayValue.newBuilder().addAllValues(redacted))
                                .build();
            }
            case KVLIST_VALUE -> {
                List<KeyValue> values = value.getKvlistValue().getValuesList();
                List<KeyValue> redacted = attributes(values, depth + 1);
                yield redacted == values
                        ? value
                        : value.toBuilder()
                                .setKvlistValue(KeyValueList.newBuilder().addAllValues(redacted))
                                .build();
            }
            default -> value; // truths, fractions and bytes hold none of it
        };
    }

    /** The number of a card may be a number. */
    private AnyValue number(AnyValue value) {
        long number = value.getIntValue();
        boolean tooShort = -TWELVE_DIGITS < number && number < TWELVE_DIGITS;
        return tooShort ? value : text(value, Long.toString(number));
    }

    private AnyValue text(AnyValue value, String text) {
        String redacted = redactor.redact(text);
        return same(redacted, text)
                ? value
                : value.toBuilder().setStringValue(redacted).build();
    }

    /** The redactor gives back the text itself where nothing was found. */
    private static boolean same(String redacted, String text) {
        return redacted == text;
    }

    /** The same list where every element is the same object. */
    private static <T> List<T> each(List<T> list, UnaryOperator<T> redact) {
        List<T> redacted = list;
        for (int i = 0; i < list.size(); i++) {
            T before = list.get(i);
            T after = redact.apply(before);
            if (redacted != list) {
                redacted.add(after);
            } else if (after != before) {
                redacted = new ArrayList<>(list.size());
                redacted.addAll(list.subList(0, i));
                redacted.add(after);
            }
        }
        return redacted;
    }
}
