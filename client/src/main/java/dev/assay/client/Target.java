package dev.assay.client;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Map;
import java.util.regex.Pattern;

/** What a statement is about. It may be made before that arrives. */
public sealed interface Target {

    /**
     * All that happened for one request.
     *
     * @param traceId 32 hexadecimal digits
     */
    record Trace(String traceId) implements Target {
        /** Checks the id. */
        public Trace {
            Ids.require("trace id", traceId, Ids.TRACE, "32 hexadecimal digits");
        }
    }

    /**
     * One step of a request, for example one call of a model.
     *
     * @param traceId 32 hexadecimal digits
     * @param spanId 16 hexadecimal digits
     */
    record OneSpan(String traceId, String spanId) implements Target {
        /** Checks the ids. */
        public OneSpan {
            Ids.require("trace id", traceId, Ids.TRACE, "32 hexadecimal digits");
            Ids.require("span id", spanId, Ids.SPAN, "16 hexadecimal digits");
        }
    }

    /**
     * What a provider answered.
     *
     * @param responseId the provider's own id, for example {@code chatcmpl-...} or {@code msg_...}
     */
    record Response(String responseId) implements Target {
        /** Checks the id. */
        public Response {
            Ids.requireText("response id", responseId);
        }
    }

    /**
     * A whole conversation.
     *
     * @param sessionId as the application names it on its spans
     */
    record Session(String sessionId) implements Target {
        /** Checks the id. */
        public Session {
            Ids.requireText("session id", sessionId);
        }
    }

    /**
     * The span that is current on this thread.
     *
     * @return the span
     * @throws AssayException where none is
     */
    static Target current() {
        return of(Span.current());
    }

    /**
     * A span that the application holds.
     *
     * @param span a span of OpenTelemetry
     * @return that span
     * @throws AssayException where it records nothing
     */
    static Target of(Span span) {
        SpanContext context = span.getSpanContext();
        if (!context.isValid()) {
            throw new AssayException(
                    "there is no span (expected: one that is current; is an OpenTelemetry SDK installed?)");
        }
        return new OneSpan(context.getTraceId(), context.getSpanId());
    }

    /**
     * As Assay's REST names it.
     *
     * @return field by field
     */
    default Map<String, String> fields() {
        if (this instanceof Trace trace) {
            return Map.of("traceId", trace.traceId());
        }
        if (this instanceof OneSpan span) {
            return Map.of("traceId", span.traceId(), "spanId", span.spanId());
        }
        if (this instanceof Response response) {
            return Map.of("responseId", response.responseId());
        }
        return Map.of("sessionId", ((Session) this).sessionId());
    }

    /** How ids look. */
    final class Ids {
        static final Pattern TRACE = Pattern.compile("[0-9a-fA-F]{32}");
        static final Pattern SPAN = Pattern.compile("[0-9a-fA-F]{16}");

        private Ids() {}

        static void require(String what, String value, Pattern form, String expected) {
            if (!form.matcher(value).matches()) {
                throw new AssayException("the " + what + " is '" + value + "' (expected: " + expected + ")");
            }
        }

        static void requireText(String what, String value) {
            if (value.isBlank()) {
                throw new AssayException("the " + what + " is blank (expected: the id)");
            }
        }
    }
}
