package dev.assay.bench;

import dev.assay.model.Client;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Traces of an application as a month of them looks: an agent, calls of a model and of tools, in sessions of users. A tenth of the
 * calls has texts of 2.3 KB, the others short ones. The same seed gives the same traces.
 */
final class QueryLoad {

    static final String PROJECT = "bench";
    static final Instant START = Instant.parse("2026-10-25T00:00:00Z");
    static final Duration RANGE = Duration.ofDays(30);
    static final Instant END = START.plus(RANGE);

    /** In a thousandth of the long texts. */
    static final String RARE = "heliotrope";

    private static final List<String> MODELS =
            List.of("gpt-5-mini", "gpt-5", "claude-haiku-4-5", "claude-sonnet-4-5", "gemini-3-flash", "mistral-small");
    private static final List<String> PROVIDERS =
            List.of("openai", "openai", "anthropic", "anthropic", "gcp.gemini", "mistral_ai");
    private static final List<String> SERVICES = List.of("support", "search", "billing", "onboarding");
    private static final List<String> WORDS = List.of(
            ("the of to and a in is it you that he was for on are with as his they be at one have this from or had by hot but"
                            + " some what there we can out other were all your when up use word how said an each she which do"
                            + " their time if will way about many then them would write like so these her long make thing see"
                            + " him two has look more day could go come did my sound no most number who over know water than"
                            + " call first people may down side been now find order refund invoice parcel address delivery"
                            + " account password payment card customer number Berlin Hamburg Monday Tuesday")
                    .split(" "));

    private final Random random;
    private long traces;

    QueryLoad(long seed) {
        random = new Random(seed);
    }

    /** One trace of one to nine spans. */
    List<Span> trace(Instant start) {
        return trace(start, 1 + random.nextInt(5));
    }

    /** One trace of an agent that calls a model and a tool so many times. */
    List<Span> trace(Instant start, int rounds) {
        String traceId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        traces++;
        int user = (int) Math.min(9_999, Math.abs(random.nextGaussian()) * 3_000);
        List<Span> spans = new ArrayList<>();
        SpanBuilder root = span(traceId, "", SpanKind.AGENT, start, user);
        root.name = "support-agent";
        root.input = List.of(Message.text("user", words(12)));
        root.output = List.of(Message.text("assistant", words(20)));
        Instant at = start;
        boolean failed = random.nextInt(100) < 3;
        for (int i = 0; i < rounds; i++) {
            SpanBuilder call = span(traceId, root.spanId, SpanKind.LLM, at.plusMillis(2), user);
            int model = (int) Math.min(MODELS.size() - 1, Math.abs(random.nextGaussian()) * 2);
            boolean large = random.nextInt(10) == 0;
            call.name = "chat " + MODELS.get(model);
            call.operation = "chat";
            call.provider = PROVIDERS.get(model);
            call.requestModel = MODELS.get(model);
            call.responseModel = MODELS.get(model) + "-2026-08-07";
            call.usage = Usage.of(200 + random.nextInt(3_000), 20 + random.nextInt(500));
            call.costUsd = OptionalDouble.of(random.nextInt(10_000) / 1e6);
            call.finishReasons = List.of(i + 1 < rounds ? "tool_call" : "stop");
            call.input = List.of(Message.text("user", words(large ? 260 : 10)));
            call.output = List.of(Message.text(
                    "assistant", words(large ? 140 : 12) + (large && random.nextInt(1_000) == 0 ? " " + RARE : "")));
            call.attributes = new Json(
                    "{\"gen_ai.request.temperature\":0.2,\"region\":\"" + (random.nextBoolean() ? "eu" : "us") + "\"}");
            call.responseId = "resp_" + Long.toHexString(random.nextLong());
            call.endTime = call.startTime.plusMillis((long) (300 * Math.exp(random.nextGaussian())));
            if (failed && i + 1 == rounds) {
                call.status = Status.ERROR;
                call.errorType = "timeout";
            }
            at = call.endTime;
            spans.add(call.build());
            if (i + 1 < rounds) {
                SpanBuilder tool = span(traceId, root.spanId, SpanKind.TOOL, at.plusMillis(1), user);
                tool.name = "get_order";
                tool.endTime = tool.startTime.plusMillis(5 + random.nextInt(200));
                at = tool.endTime;
                spans.add(tool.build());
            }
        }
        root.endTime = at.plusMillis(1);
        root.status = failed ? Status.ERROR : Status.OK;
        spans.add(root.build());
        return spans;
    }

    private SpanBuilder span(String traceId, String parent, SpanKind kind, Instant start, int user) {
        SpanBuilder span = new SpanBuilder(traceId, "%016x".formatted(random.nextLong()));
        span.parentSpanId = parent;
        span.kind = kind;
        span.startTime = start;
        span.endTime = start;
        span.status = Status.OK;
        span.sessionId = "s-" + traces / 4;
        span.userId = "u-" + user;
        span.tags = user % 50 == 0 ? List.of("vip") : List.of();
        span.service = SERVICES.get(user % SERVICES.size());
        span.environment = user % 10 == 0 ? "staging" : "production";
        span.client = new Client("opentelemetry.instrumentation.openai", "2.1", "otel-genai");
        return span;
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder(count * 6);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
