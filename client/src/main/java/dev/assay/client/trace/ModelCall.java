package dev.assay.client.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The span of one call of a model, from the request to its end. Ends once, whoever says so first. */
final class ModelCall {

    static final String SCOPE = "dev.assay.client";
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

    private final Span span;
    private final Content content;
    private final long started = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean answering = new AtomicBoolean();

    private ModelCall(Span span, Content content) {
        this.span = span;
        this.content = content;
    }

    /** @param operation for example {@code chat} */
    static ModelCall start(
            OpenTelemetry telemetry, Content content, String operation, String provider, @Nullable String model) {
        Span span = telemetry
                .getTracer(SCOPE)
                .spanBuilder(model == null ? operation : operation + " " + model)
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        ModelCall call = new ModelCall(span, content);
        call.put("gen_ai.operation.name", operation);
        call.put("gen_ai.provider.name", provider);
        call.put("gen_ai.request.model", model);
        Conversation.current().describe(span);
        return call;
    }

    /** What is current here, with the span in it. */
    Context context() {
        return Context.current().with(span);
    }

    ModelCall put(String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            span.setAttribute(key, value);
        }
        return this;
    }

    ModelCall put(String key, @Nullable Number value) {
        if (value instanceof Double || value instanceof Float) {
            span.setAttribute(key, value.doubleValue());
        } else if (value != null) {
            span.setAttribute(key, value.longValue());
        }
        return this;
    }

    ModelCall put(String key, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            span.setAttribute(AttributeKey.stringArrayKey(key), values);
        }
        return this;
    }

    /** A text that people or models wrote, as JSON; left out where texts are. */
    ModelCall putContent(String key, @Nullable String json) {
        return content == Content.KEPT && json != null && !json.equals("[]") ? put(key, json) : this;
    }

    ModelCall finishReasons(List<String> reasons) {
        if (!reasons.isEmpty()) {
            span.setAttribute(FINISH_REASONS, reasons);
        }
        return this;
    }

    /** The first piece of a stream has come. */
    void firstPiece() {
        if (!answering.getAndSet(true)) {
            put("gen_ai.response.time_to_first_chunk", (System.nanoTime() - started) / 1e9);
        }
    }

    void end() {
        if (!ended.getAndSet(true)) {
            span.end();
        }
    }

    void fail(Throwable error) {
        if (!ended.getAndSet(true)) {
            put("error.type", error.getClass().getName());
            span.setStatus(StatusCode.ERROR, String.valueOf(error.getMessage()));
            span.recordException(error);
            span.end();
        }
    }
}
