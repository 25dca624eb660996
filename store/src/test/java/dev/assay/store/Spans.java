package dev.assay.store;

import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Spans for tests that read like what they are. */
public final class Spans {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Spans() {}

    /** 32 digits from a short number. */
    public static String trace(int number) {
        return "%032x".formatted(number);
    }

    /** 16 digits from a short number. */
    public static String id(int number) {
        return "%016x".formatted(number);
    }

    /** A call of a model that asks and answers, one second long, starting a second past noon for each number. */
    public static SpanBuilder llm(int trace, int span, int parent) {
        SpanBuilder builder = new SpanBuilder(trace(trace), id(span));
        builder.parentSpanId = parent == 0 ? "" : id(parent);
        builder.name = "chat gpt-5-mini";
        builder.kind = SpanKind.LLM;
        builder.operation = "chat";
        builder.provider = "openai";
        builder.requestModel = "gpt-5-mini";
        builder.responseModel = "gpt-5-mini-2025-08-07";
        builder.startTime = NOON.plusSeconds(span);
        builder.endTime = builder.startTime.plus(Duration.ofSeconds(1));
        builder.status = Status.OK;
        builder.input = List.of(Message.text("user", "Where is my order " + span + "?"));
        builder.output = List.of(Message.text("assistant", "It left on Monday."));
        builder.usage = Usage.of(40, 10);
        return builder;
    }

    /** A step that is no call of a model. */
    public static SpanBuilder step(SpanKind kind, int trace, int span, int parent) {
        SpanBuilder builder = new SpanBuilder(trace(trace), id(span));
        builder.parentSpanId = parent == 0 ? "" : id(parent);
        builder.name = kind.label() + " step";
        builder.kind = kind;
        builder.startTime = NOON.plusSeconds(span);
        builder.endTime = builder.startTime.plus(Duration.ofSeconds(1));
        return builder;
    }

    public static Batch.SpanWrite write(String project, Span span) {
        return new Batch.SpanWrite(project, span, true);
    }
}
