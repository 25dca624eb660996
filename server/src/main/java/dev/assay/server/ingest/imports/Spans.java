package dev.assay.server.ingest.imports;

import com.google.protobuf.ByteString;
import dev.assay.files.Content;
import dev.assay.files.Exchange;
import dev.assay.files.Step;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.store.json.MessageJson;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows as spans after the GenAI convention.
 *
 * <p>One call is one span. A conversation is a span of the agent with the conversation as it went - what opened it is the
 * input, all that followed the output - and below it a span for each call of the model and of a tool.
 */
final class Spans {

    /** Each call of a long conversation repeats all that was said before; beyond this it gets only what is new to it. */
    private static final long MOST_REPEATED_BYTES = 2 << 20;

    /** The least that all stores keep apart. Steps whose times nobody tells begin so far from each other, in their order, and take no time. */
    private static final Duration TICK = Duration.ofNanos(1000);

    private final ByteString traceId;
    private final Exchange exchange;
    private final Instant start;
    private final List<Span> spans = new ArrayList<>();

    private Spans(ByteString traceId, Exchange exchange, Instant start) {
        this.traceId = traceId;
        this.exchange = exchange;
        this.start = start;
    }

    /**
     * @param session where the row has none of its own, or empty
     * @param environment where the row has none of its own, or empty
     * @param otherwise when it began where the row does not tell
     */
    static ImportedTrace of(
            ByteString traceId, Exchange exchange, String session, String environment, Instant otherwise) {
        Instant start = exchange.time().orElse(otherwise);
        Spans trace = new Spans(traceId, exchange, start);
        String sessionId = exchange.sessionId().isEmpty() ? session : exchange.sessionId();
        Instant end = switch (exchange.content()) {
            case Content.Call call -> trace.call(call, sessionId);
            case Content.Conversation conversation -> trace.conversation(conversation, sessionId);
        };
        return new ImportedTrace(
                traceId,
                exchange.environment().isEmpty() ? environment : exchange.environment(),
                trace.spans,
                exchange.scores(),
                start,
                end);
    }

    private Instant call(Content.Call call, String session) {
        Instant end = start.plus(exchange.latency().orElse(Duration.ZERO));
        Attributes attributes = model("chat");
        aboutTheRow(attributes, session);
        attributes.messages("gen_ai.input.messages", call.input());
        attributes.messages("gen_ai.output.messages", call.output());
        add("root", "", named("chat", exchange.requestModel()), start, end, attributes, true);
        return end;
    }

    private Instant conversation(Content.Conversation conversation, String session) {
        List<Message> messages = conversation.messages();
        List<String> written = written(messages);
        List<Step> steps = conversation.steps();
        // A latency that is too short to hold the steps is one that nobody measured.
        Optional<Duration> measured =
                exchange.latency().filter(whole -> whole.dividedBy(steps.size()).compareTo(TICK) > 0);
        Duration step = measured.map(whole -> whole.dividedBy(steps.size())).orElse(TICK);
        Instant end = start.plus(measured.orElse(Duration.ZERO));
        int opening = 0;
        while (!messages.get(opening).role().equals("assistant")) {
            opening++;
        }
        Attributes root = new Attributes().text("gen_ai.operation.name", "invoke_agent");
        root.text("gen_ai.provider.name", exchange.provider());
        aboutTheRow(root, session);
        root.list("gen_ai.input.messages", written.subList(0, opening));
        root.list("gen_ai.output.messages", written.subList(opening, written.size()));
        add("root", "", "conversation", start, end, root, true);

        boolean repeat = repeatedBytes(written, steps) <= MOST_REPEATED_BYTES;
        int fresh = 0;
        for (int i = 0; i < steps.size(); i++) {
            // A little after the agent, so that nothing that is ordered by time puts a step before it.
            Instant begins = start.plus(step.multipliedBy(i)).plus(TICK);
            Instant ends = measured.isPresent() ? start.plus(step.multipliedBy(i + 1L)) : begins;
            String place = "step " + i;
            switch (steps.get(i)) {
                case Step.ModelCall(int answer) -> {
                    Attributes attributes = model("chat").text("gen_ai.conversation.id", session);
                    attributes.list("gen_ai.input.messages", written.subList(repeat ? 0 : fresh, answer));
                    attributes.list("gen_ai.output.messages", written.subList(answer, answer + 1));
                    if (!repeat && fresh > 0) {
                        attributes.text(
                                "metadata", "{\"assay.import.input\":\"only what was said since the previous call\"}");
                    }
                    fresh = answer + 1;
                    add(place, "root", named("chat", exchange.requestModel()), begins, ends, attributes, false);
                }
                case Step.ToolCall(var call, var response) -> {
                    Attributes attributes = new Attributes()
                            .text("gen_ai.operation.name", "execute_tool")
                            .text("gen_ai.tool.name", call.name())
                            .text("gen_ai.tool.call.id", call.id())
                            .text("gen_ai.conversation.id", session)
                            .json("gen_ai.tool.call.arguments", call.arguments());
                    response.ifPresent(given -> attributes.json("gen_ai.tool.call.result", given.response()));
                    add(place, "root", named("execute_tool", call.name()), begins, ends, attributes, false);
                }
            }
        }
        return end;
    }

    /** How long the inputs of all calls are together, about. */
    private static long repeatedBytes(List<String> written, List<Step> steps) {
        long[] before = new long[written.size() + 1];
        for (int i = 0; i < written.size(); i++) {
            before[i + 1] = before[i] + written.get(i).length();
        }
        long bytes = 0;
        for (Step step : steps) {
            if (step instanceof Step.ModelCall(int answer)) {
                bytes += before[answer];
            }
        }
        return bytes;
    }

    /** Each message as JSON, written once: long conversations repeat it in every call. */
    private static List<String> written(List<Message> messages) {
        return messages.stream()
                .map(message -> MessageJson.write(List.of(message)))
                .map(list -> list.substring(1, list.length() - 1))
                .toList();
    }

    private Attributes model(String operation) {
        Attributes attributes = new Attributes()
                .text("gen_ai.operation.name", operation)
                .text("gen_ai.provider.name", exchange.provider())
                .text("gen_ai.request.model", exchange.requestModel())
                .text("gen_ai.response.model", exchange.responseModel())
                .json("gen_ai.tool.definitions", exchange.tools());
        if (!exchange.systemInstructions().isEmpty()) {
            attributes.text("gen_ai.system_instructions", MessageJson.writeParts(exchange.systemInstructions()));
        }
        return attributes;
    }

    /** What the row says once, however many spans it becomes. */
    private void aboutTheRow(Attributes attributes, String session) {
        attributes
                .text("gen_ai.conversation.id", session)
                .text("user.id", exchange.userId())
                .text("gen_ai.response.id", exchange.responseId())
                .texts("gen_ai.response.finish_reasons", exchange.finishReasons())
                .texts("tag.tags", exchange.tags())
                .json("metadata", exchange.metadata())
                .number("gen_ai.usage.input_tokens", exchange.usage().inputTokens())
                .number("gen_ai.usage.output_tokens", exchange.usage().outputTokens())
                .number("gen_ai.usage.cache_read.input_tokens", exchange.usage().cacheReadTokens())
                .number(
                        "gen_ai.usage.cache_write.input_tokens",
                        exchange.usage().cacheWriteTokens())
                .number("gen_ai.usage.reasoning.output_tokens", exchange.usage().reasoningTokens());
        attributes.texts("assay.import.derived", derived());
        exchange.costUsd().ifPresent(cost -> attributes.number("gen_ai.usage.cost", cost));
    }

    /** What is not in the file: whoever measures should leave it out. */
    private List<String> derived() {
        List<String> derived = new ArrayList<>();
        if (exchange.time().isEmpty()) {
            derived.add("time");
        }
        if (exchange.latency().isEmpty()) {
            derived.add("duration");
        }
        return derived;
    }

    private void add(
            String place,
            String parent,
            String name,
            Instant begins,
            Instant ends,
            Attributes attributes,
            boolean carriesStatus) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(traceId)
                .setSpanId(RowIds.span(traceId, place))
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(nanos(begins))
                .setEndTimeUnixNano(nanos(ends))
                .addAllAttributes(attributes.list);
        if (!parent.isEmpty()) {
            span.setParentSpanId(RowIds.span(traceId, parent));
        }
        if (carriesStatus && !exchange.error().isEmpty()) {
            span.setStatus(Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage(exchange.error()));
        }
        spans.add(span.build());
    }

    private static String named(String operation, String what) {
        return what.isEmpty() ? operation : operation + " " + what;
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    /** Attributes of a span; what is absent is left out. */
    private static final class Attributes {

        private final List<KeyValue> list = new ArrayList<>();

        Attributes text(String key, String value) {
            return value.isEmpty() ? this : put(key, AnyValue.newBuilder().setStringValue(value));
        }

        Attributes json(String key, Json value) {
            return text(key, value.text());
        }

        Attributes messages(String key, List<Message> messages) {
            return list(key, written(messages));
        }

        /** @param elements of a JSON array, each as JSON */
        Attributes list(String key, List<String> elements) {
            return elements.isEmpty() ? this : text(key, "[" + String.join(",", elements) + "]");
        }

        Attributes texts(String key, List<String> values) {
            if (values.isEmpty()) {
                return this;
            }
            ArrayValue.Builder array = ArrayValue.newBuilder();
            values.forEach(value -> array.addValues(AnyValue.newBuilder().setStringValue(value)));
            return put(key, AnyValue.newBuilder().setArrayValue(array));
        }

        Attributes number(String key, OptionalLong value) {
            return value.isEmpty() ? this : put(key, AnyValue.newBuilder().setIntValue(value.getAsLong()));
        }

        Attributes number(String key, double value) {
            return put(key, AnyValue.newBuilder().setDoubleValue(value));
        }

        private Attributes put(String key, AnyValue.Builder value) {
            list.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
            return this;
        }
    }
}
