package dev.assay.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTrafficTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    private static final List<Exchange> HISTORY = new DemoTraffic(7).history(NOW);

    @Test
    void isTheSameForTheSameSeedAndTime() {
        assertThat(new DemoTraffic(7).history(NOW)).isEqualTo(HISTORY);
        assertThat(new DemoTraffic(8).history(NOW)).isNotEqualTo(HISTORY);
    }

    @Test
    void fillsTheLastDay() {
        assertThat(HISTORY.stream().map(Exchange::sessionId).distinct()).hasSizeBetween(600, 800);
        assertThat(HISTORY.stream().flatMap(DemoTrafficTest::spans)).hasSizeBetween(4_000, 5_500);
        assertThat(HISTORY).allSatisfy(exchange -> {
            assertThat(exchange.start()).isAfterOrEqualTo(NOW.minus(Duration.ofHours(24)));
            assertThat(exchange.end()).isBeforeOrEqualTo(NOW).isAfter(exchange.start());
        });
        assertThat(HISTORY).isSortedAccordingTo((a, b) -> a.end().compareTo(b.end()));
    }

    @Test
    void everythingThatCanGoWrongDoes() {
        Set<Fault> seen =
                HISTORY.stream().flatMap(exchange -> exchange.faults().stream()).collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(Fault.values());
        assertThat(HISTORY.stream()
                        .filter(exchange -> !exchange.faults().isEmpty())
                        .count())
                .isBetween(HISTORY.size() * 5L / 100, HISTORY.size() * 30L / 100);
    }

    @Test
    void isReadableByProtobufAndEverySpanHasItsParentBeforeIt() throws InvalidProtocolBufferException {
        Set<ByteString> traces = new HashSet<>();
        for (Exchange exchange : HISTORY) {
            ResourceSpans read = ResourceSpans.parseFrom(exchange.spans().toByteArray());
            assertThat(read).isEqualTo(exchange.spans());
            List<Span> spans = spans(exchange).toList();
            assertThat(traces.add(spans.getFirst().getTraceId())).isTrue();
            Set<ByteString> ids = new HashSet<>();
            for (Span span : spans) {
                assertThat(span.getTraceId().equals(spans.getFirst().getTraceId()))
                        .isTrue();
                assertThat(span.getTraceId().size()).isEqualTo(16);
                assertThat(span.getSpanId().size()).isEqualTo(8);
                assertThat(span.getParentSpanId().isEmpty()).isEqualTo(ids.isEmpty());
                assertThat(ids.isEmpty() || ids.contains(span.getParentSpanId()))
                        .isTrue();
                assertThat(ids.add(span.getSpanId())).isTrue();
                assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
                assertThat(span.getEndTimeUnixNano())
                        .isLessThanOrEqualTo(spans.getFirst().getEndTimeUnixNano());
            }
        }
    }

    @Test
    void speaksTwoDialectsInTwoEnvironmentsOfTwoModelsAndTwoPromptVersions() {
        assertThat(values("gen_ai.operation.name"))
                .contains("invoke_agent", "chat", "execute_tool", "embeddings", "retrieval");
        assertThat(values("openinference.span.kind")).contains("CHAIN", "LLM", "RETRIEVER", "GUARDRAIL");
        assertThat(values("gen_ai.prompt.version")).contains("v3", "v4");
        assertThat(values("gen_ai.request.model")).contains("gpt-5-mini", "claude-haiku-4-5");
        assertThat(values("gen_ai.response.model")).contains("gpt-5-mini-2025-08-07", "claude-haiku-4-5-20251001");
        assertThat(values("gen_ai.tool.name"))
                .containsExactlyInAnyOrder("get_order", "search_help", "refund", "create_ticket");
        assertThat(HISTORY.stream()
                        .map(exchange -> attribute(
                                exchange.spans().getResource().getAttributesList(), "deployment.environment.name")))
                .contains("production", "development");
        assertThat(HISTORY).anySatisfy(exchange -> assertThat(exchange.thumb()).isPresent());
    }

    @Test
    void saysThatItIsScripted() {
        assertThat(HISTORY)
                .allSatisfy(exchange -> assertThat(
                                attribute(exchange.spans().getResource().getAttributesList(), "service.name"))
                        .contains("(scripted demo)"));
    }

    @Test
    void failuresAreSpansWithAnException() {
        Predicate<Span> failed = span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        Map<String, Long> byOperation = HISTORY.stream()
                .flatMap(DemoTrafficTest::spans)
                .filter(failed)
                .peek(span -> assertThat(span.getEvents(0).getName()).isEqualTo("exception"))
                .collect(Collectors.groupingBy(
                        span -> attribute(span.getAttributesList(), "gen_ai.operation.name"), Collectors.counting()));
        assertThat(byOperation).containsOnlyKeys("execute_tool", "chat", "invoke_agent");
    }

    @Test
    void customersWriteInManyWords() {
        Set<String> asked = HISTORY.stream()
                .flatMap(DemoTrafficTest::spans)
                .filter(span -> span.getParentSpanId().isEmpty())
                .map(span -> attribute(span.getAttributesList(), "gen_ai.input.messages"))
                .collect(Collectors.toSet());
        assertThat(asked).hasSizeGreaterThan(500);
        Grammar grammar = new Grammar("shop.txt", "support.txt", "languages.txt");
        assertThat(Stream.concat(
                                Stream.of(Topic.values())
                                        .filter(topic -> topic != Topic.FOREIGN)
                                        .map(Topic::rule),
                                Stream.of("de", "es", "fr", "it", "nl", "pl", "pt", "tr", "ja"))
                        .mapToInt(rule -> grammar.alternatives(rule + ".ask").size())
                        .sum())
                .isGreaterThan(150);
    }

    @Test
    void noHoleIsLeftOpen() {
        assertThat(HISTORY.stream().flatMap(DemoTrafficTest::spans))
                .allSatisfy(span -> assertThat(attribute(span.getAttributesList(), "gen_ai.output.messages"))
                        .doesNotContainPattern("\\{[a-z0-9_.]+}"));
    }

    @Test
    void everyFurtherQuestionHasItsAnswer() {
        Grammar grammar = new Grammar("support.txt");
        for (String rule : List.of("status.more", "refund.more", "damaged.more", "complaint.more", "help.more")) {
            assertThat(grammar.alternatives(rule + ".answer")).as(rule).hasSameSizeAs(grammar.alternatives(rule));
        }
    }

    @Test
    void goesOnAfterTheHistory() {
        DemoTraffic traffic = new DemoTraffic(7);
        Instant start = NOW.plusSeconds(10);
        List<Exchange> live = traffic.live(0, start, NOW);
        assertThat(live.getFirst().start()).isEqualTo(start);
        assertThat(live).isEqualTo(traffic.live(0, start, NOW));
        assertThat(HISTORY)
                .extracting(Exchange::traceId)
                .doesNotContain(live.getFirst().traceId());
    }

    private static Set<String> values(String key) {
        return HISTORY.stream()
                .flatMap(DemoTrafficTest::spans)
                .map(span -> attribute(span.getAttributesList(), key))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Stream<Span> spans(Exchange exchange) {
        return exchange.spans().getScopeSpansList().stream()
                .map(ScopeSpans::getSpansList)
                .flatMap(List::stream);
    }

    private static String attribute(List<io.opentelemetry.proto.common.v1.KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}
