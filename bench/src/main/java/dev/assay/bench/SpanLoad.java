package dev.assay.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
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

/**
 * Requests as an exporter sends them: calls of a model after the GenAI convention, about 3 KB each with a prompt of 1.5 KB
 * and an answer of 0.8 KB.
 */
final class SpanLoad {

    private static final String[] MODELS = {"gpt-5-mini", "gpt-5.2", "claude-opus-5-5", "gemini-3-flash"};
    private static final String[] SNAPSHOTS = {
        "gpt-5-mini-2025-08-07", "gpt-5.2-2026-06-30", "claude-opus-5-5", "gemini-3-flash-002"
    };
    private static final String[] PROVIDERS = {"openai", "openai", "anthropic", "gcp.gemini"};

    private final RealTexts texts;
    private final SplittableRandom random;
    private long number;

    SpanLoad(RealTexts texts, long seed) {
        this.texts = texts;
        this.random = new SplittableRandom(seed);
    }

    /** @param now the spans end about then */
    ExportTraceServiceRequest request(int spans, Instant now) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName("opentelemetry.instrumentation.openai_v2")
                        .setVersion("2.4.0"));
        for (int i = 0; i < spans; i++) {
            scope.addSpans(span(now));
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

    private Span span(Instant now) {
        int model = random.nextInt(MODELS.length);
        int inputTokens = 300 + random.nextInt(300);
        int outputTokens = 120 + random.nextInt(160);
        long end = now.getEpochSecond() * 1_000_000_000L + now.getNano() - random.nextLong(1_000_000_000L);
        long duration = 200_000_000L + random.nextLong(4_000_000_000L);
        number++;
        return Span.newBuilder()
                .setTraceId(bytes(random.nextLong(), random.nextLong() | 1))
                .setSpanId(bytes(random.nextLong() | 1))
                .setName("chat " + MODELS[model])
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(end - duration)
                .setEndTimeUnixNano(end)
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_UNSET))
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", PROVIDERS[model]))
                .addAttributes(text("gen_ai.request.model", MODELS[model]))
                .addAttributes(text("gen_ai.response.model", SNAPSHOTS[model]))
                .addAttributes(text("gen_ai.response.id", "resp_" + Long.toHexString(random.nextLong())))
                .addAttributes(number("gen_ai.usage.input_tokens", inputTokens))
                .addAttributes(number("gen_ai.usage.output_tokens", outputTokens))
                .addAttributes(number("gen_ai.request.max_tokens", 1_024))
                .addAttributes(texts("gen_ai.response.finish_reasons", "stop"))
                .addAttributes(text("gen_ai.conversation.id", "conversation-" + number / 8))
                .addAttributes(text("user.id", "user-" + random.nextInt(5_000)))
                .addAttributes(text("server.address", "api.example.com"))
                .addAttributes(text("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]"))
                .addAttributes(text(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":"
                                + quoted(texts.piece(1_350 + random.nextInt(300)))
                                + "}]}]"))
                .addAttributes(text(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":"
                                + quoted(texts.piece(700 + random.nextInt(200)))
                                + "}],\"finish_reason\":\"stop\"}]"))
                .build();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 32).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' || Character.isSurrogate(c) ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
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

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static KeyValue texts(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder()
                                .addValues(AnyValue.newBuilder().setStringValue(value))))
                .build();
    }
}
