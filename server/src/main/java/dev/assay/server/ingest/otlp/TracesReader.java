package dev.assay.server.ingest.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.jspecify.annotations.Nullable;

/** The spans of an OTLP/JSON body. */
final class TracesReader {

    private TracesReader() {}

    static ExportTraceServiceRequest request(Tokens in) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        in.begin();
        for (@Nullable String field = in.field(); field != null; field = in.field()) {
            if (field.equals("resourceSpans") && in.array()) {
                while (in.element()) {
                    request.addResourceSpans(resourceSpans(in));
                }
            } else {
                in.skip();
            }
        }
        return request.build();
    }

    private static ResourceSpans resourceSpans(Tokens in) {
        ResourceSpans.Builder spans = ResourceSpans.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "resource" -> spans.setResource(CommonReader.resource(in));
                    case "scopeSpans" -> {
                        if (in.array()) {
                            while (in.element()) {
                                spans.addScopeSpans(scopeSpans(in));
                            }
                        }
                    }
                    case "schemaUrl" -> spans.setSchemaUrl(in.text());
                    default -> in.skip();
                }
            }
        }
        return spans.build();
    }

    private static ScopeSpans scopeSpans(Tokens in) {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "scope" -> spans.setScope(CommonReader.scope(in));
                    case "spans" -> {
                        if (in.array()) {
                            while (in.element()) {
                                spans.addSpans(span(in));
                            }
                        }
                    }
                    case "schemaUrl" -> spans.setSchemaUrl(in.text());
                    default -> in.skip();
                }
            }
        }
        return spans.build();
    }

    private static Span span(Tokens in) {
        Span.Builder span = Span.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "traceId" -> span.setTraceId(in.id());
                    case "spanId" -> span.setSpanId(in.id());
                    case "traceState" -> span.setTraceState(in.text());
                    case "parentSpanId" -> span.setParentSpanId(in.id());
                    case "flags" -> span.setFlags(in.int32());
                    case "name" -> span.setName(in.text());
                    case "kind" -> span.setKindValue(in.enumNumber(TracesReader::kind));
                    case "startTimeUnixNano" -> span.setStartTimeUnixNano(in.int64());
                    case "endTimeUnixNano" -> span.setEndTimeUnixNano(in.int64());
                    case "attributes" -> CommonReader.attributes(in, span::addAttributes);
                    case "droppedAttributesCount" -> span.setDroppedAttributesCount(in.int32());
                    case "events" -> {
                        if (in.array()) {
                            while (in.element()) {
                                span.addEvents(event(in));
                            }
                        }
                    }
                    case "droppedEventsCount" -> span.setDroppedEventsCount(in.int32());
                    case "links" -> {
                        if (in.array()) {
                            while (in.element()) {
                                span.addLinks(link(in));
                            }
                        }
                    }
                    case "droppedLinksCount" -> span.setDroppedLinksCount(in.int32());
                    case "status" -> span.setStatus(status(in));
                    default -> in.skip();
                }
            }
        }
        return span.build();
    }

    private static Span.Event event(Tokens in) {
        Span.Event.Builder event = Span.Event.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "timeUnixNano" -> event.setTimeUnixNano(in.int64());
                    case "name" -> event.setName(in.text());
                    case "attributes" -> CommonReader.attributes(in, event::addAttributes);
                    case "droppedAttributesCount" -> event.setDroppedAttributesCount(in.int32());
                    default -> in.skip();
                }
            }
        }
        return event.build();
    }

    private static Span.Link link(Tokens in) {
        Span.Link.Builder link = Span.Link.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "traceId" -> link.setTraceId(in.id());
                    case "spanId" -> link.setSpanId(in.id());
                    case "traceState" -> link.setTraceState(in.text());
                    case "attributes" -> CommonReader.attributes(in, link::addAttributes);
                    case "droppedAttributesCount" -> link.setDroppedAttributesCount(in.int32());
                    case "flags" -> link.setFlags(in.int32());
                    default -> in.skip();
                }
            }
        }
        return link.build();
    }

    private static Status status(Tokens in) {
        Status.Builder status = Status.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "message" -> status.setMessage(in.text());
                    case "code" -> status.setCodeValue(in.enumNumber(TracesReader::statusCode));
                    default -> in.skip();
                }
            }
        }
        return status.build();
    }

    private static int kind(String name) {
        for (Span.SpanKind kind : Span.SpanKind.values()) {
            if (kind != Span.SpanKind.UNRECOGNIZED && kind.name().equals(name)) {
                return kind.getNumber();
            }
        }
        return 0;
    }

    private static int statusCode(String name) {
        for (Status.StatusCode code : Status.StatusCode.values()) {
            if (code != Status.StatusCode.UNRECOGNIZED && code.name().equals(name)) {
                return code.getNumber();
            }
        }
        return 0;
    }
}
