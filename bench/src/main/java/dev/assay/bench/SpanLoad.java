package dev.assay.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.SplittableRandom;

/** Requests as exporters send them: calls of a model. */
final class SpanLoad {

    /** What the spans hold. */
    enum Shape {
        /** About 3 KB each, after the GenAI convention, with a prompt of 1.5 KB and an answer of 0.8 KB. */
        TEXTS,
        /** About 620 B each, without texts. */
        SHORT,
        /** The same texts, as six clients write them, request by request. */
        CLIENTS
    }

    private static final String[] MODELS = {"gpt-5-mini", "gpt-5.2", "claude-opus-5-5", "gemini-3-flash"};
    private static final String[] SNAPSHOTS = {
        "gpt-5-mini-2025-08-07", "gpt-5.2-2026-06-30", "claude-opus-5-5", "gemini-3-flash-002"
    };
    private static final String[] PROVIDERS = {"openai", "openai", "anthropic", "gcp.gemini"};

    private final RealTexts texts;
    private final Shape shape;
    private final SplittableRandom random;
    private long number;
    private int requests;

    SpanLoad(RealTexts texts, Shape shape, long seed) {
        this.texts = texts;
        this.shape = shape;
        this.random = new SplittableRandom(seed);
    }

    /** @param now the spans end about then */
    ExportTraceServiceRequest request(int spans, Instant now) {
        ClientForm[] forms = ClientForm.values();
        ClientForm form = shape == Shape.CLIENTS ? forms[requests++ % forms.length] : ClientForm.GEN_AI;
        ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName(form.scope).setVersion("2.4.0"));
        for (int i = 0; i < spans; i++) {
            scope.addSpans(span(now, form));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("service.name", "support"))
                                .addAttributes(text("deployment.environment.name", "production"))
                                .addAttributes(text("telemetry.sdk.language", "python")))
                        .addScopeSpans(scope))
                .build();
    }

    private Span span(Instant now, ClientForm form) {
        int model = random.nextInt(MODELS.length);
        long end = now.getEpochSecond() * 1_000_000_000L + now.getNano() - random.nextLong(1_000_000_000L);
        long duration = 200_000_000L + random.nextLong(4_000_000_000L);
        number++;
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(random.nextLong(), random.nextLong() | 1))
                .setSpanId(bytes(random.nextLong() | 1))
                .setName("chat " + MODELS[model])
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(end - duration)
                .setEndTimeUnixNano(end)
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_UNSET));
        boolean texted = shape != Shape.SHORT;
        form.describe(
                span,
                new ClientForm.Call(
                        PROVIDERS[model],
                        MODELS[model],
                        SNAPSHOTS[model],
                        "resp_" + Long.toHexString(random.nextLong()),
                        300 + random.nextInt(300),
                        120 + random.nextInt(160),
                        "conversation-" + number / 8,
                        "user-" + random.nextInt(5_000),
                        texted ? texts.piece(1_350 + random.nextInt(300)) : "",
                        texted ? texts.piece(700 + random.nextInt(200)) : ""));
        return span.build();
    }

    private static ByteString bytes(long... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * parts.length);
        for (long part : parts) {
            bytes.putLong(part);
        }
        return ByteString.copyFrom(bytes.flip());
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
