package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.model.Client;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import dev.assay.store.Batch;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.Finding;
import dev.assay.store.Sightings;
import dev.assay.store.Sightings.Sighting;
import dev.assay.store.memory.MemoryRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Sightings sightings = new MemoryRecords().sightings();

    private static SpanBuilder call() {
        SpanBuilder span = new SpanBuilder("t".repeat(32), "s".repeat(16));
        span.kind = SpanKind.LLM;
        span.client = new Client("scope", "1", "otel-genai");
        span.provider = "openai";
        span.requestModel = "ours";
        span.input = List.of(Message.text("user", "hi"));
        span.output = List.of(Message.text("assistant", "Hello"));
        span.usage = Usage.of(1, 2);
        span.startTime = NOW;
        return span;
    }

    private void count(long position, List<Span> spans) {
        try (Conformance conformance = new Conformance(sightings, Clock.fixed(NOW, ZoneOffset.UTC))) {
            conformance.count(new Batch(
                    position,
                    spans.stream().map(span -> new SpanWrite("p", span, false)).toList(),
                    List.of(),
                    List.of()));
        }
    }

    @Test
    void whatIsNotTold() {
        SpanBuilder silent = call();
        silent.input = List.of();
        silent.usage = Usage.NONE;
        count(1, List.of(call().build(), silent.build()));
        assertThat(sightings.of("p"))
                .extracting(Sighting::finding, Sighting::subject, Sighting::spans)
                .containsExactlyInAnyOrder(
                        tuple(Finding.SPANS, "", 2L),
                        tuple(Finding.EXAMINED, "", 2L),
                        tuple(Finding.UNPRICED, "openai/ours", 1L),
                        tuple(Finding.NO_CONTENT, "", 1L),
                        tuple(Finding.NO_USAGE, "", 1L));
        assertThat(sightings.position()).isEqualTo(1);
    }

    @Test
    void whatIsNotUnderstoodOrToldTwice() {
        SpanBuilder span = call();
        span.attributes = new Json(
                "{\"llm.x.0.y\":1,\"llm.x.17.y\":{\"a\":[1]},\"input.value\":\"hi\",\"gen_ai.request.seed\":1,"
                        + "\"assay.usage.input_without_cache\":3,\"http.route\":\"/\",\"otlp\":{\"kind\":\"client\",\"droppedAttributes\":4}}");
        count(1, List.of(span.build()));
        assertThat(sightings.of("p"))
                .filteredOn(each -> each.finding() != Finding.SPANS
                        && each.finding() != Finding.EXAMINED
                        && each.finding() != Finding.UNPRICED)
                .extracting(Sighting::finding, Sighting::subject)
                .containsExactlyInAnyOrder(
                        tuple(Finding.UNMAPPED, "llm.x.N.y"),
                        tuple(Finding.DOUBLED, "input.value"),
                        tuple(Finding.TRUNCATED, ""),
                        tuple(Finding.EXCLUSIVE_USAGE, ""));
    }

    /** What a field says in another word, sums, and what is left of a whole value that was read: nothing a client could mend. */
    @Test
    void whatAFieldSaysInItsOwnWords() {
        SpanBuilder span = call();
        span.finishReasons = List.of("tool_call", "stop");
        span.attributes = new Json(
                "{\"gen_ai.response.finish_reasons\":[\"tool_calls\",\"end_turn\"],\"ai.model.provider\":\"openai.chat\","
                        + "\"gen_ai.usage.total_tokens\":3,\"llm.token_count.total\":3,\"ai.usage.totalTokens\":3,"
                        + "\"output.value.rest\":\"{}\",\"stop\":\"length\",\"ends\":[\"stop\"],\"list\":[[\"stop\"],{\"a\":1}]}");
        count(1, List.of(span.build()));
        assertThat(sightings.of("p"))
                .filteredOn(each -> each.finding() == Finding.UNMAPPED)
                .extracting(Sighting::subject)
                .containsExactlyInAnyOrder("stop", "ends", "list");
    }

    @Test
    void whatIsProjectedAgainIsNotCountedAgain() {
        count(5, List.of(call().build()));
        count(5, List.of(call().build()));
        count(4, List.of(call().build()));
        count(6, List.of(call().build()));
        assertThat(spans()).isEqualTo(2);
        sightings.clear();
        count(5, List.of(call().build()));
        assertThat(spans()).isEqualTo(1);
    }

    private long spans() {
        return sightings.of("p").stream()
                .filter(each -> each.finding() == Finding.SPANS)
                .findFirst()
                .orElseThrow()
                .spans();
    }

    @Test
    void ofManySpansAPartIsExamined() {
        count(1, Collections.nCopies(1_600, call().build()));
        assertThat(spans()).isEqualTo(1_600);
        assertThat(sightings.of("p").stream()
                        .filter(each -> each.finding() == Finding.EXAMINED)
                        .findFirst()
                        .orElseThrow()
                        .spans())
                .isEqualTo(32 + (1_600 - 32) / 16);
    }

    @Test
    void spansOfNoClientOfModelsAreOfNoInterest() {
        SpanBuilder span = call();
        span.client = new Client("http", "1", "otel");
        count(1, List.of(span.build()));
        assertThat(sightings.of("p")).isEmpty();
    }
}
