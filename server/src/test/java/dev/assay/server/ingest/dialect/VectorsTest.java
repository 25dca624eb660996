package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.model.Json;
import dev.assay.model.Span;
import dev.assay.model.TraceSummary;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceSummaries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every payload that real clients sent, against what the stand-in that they called had answered. */
class VectorsTest {

    private static final Map<String, List<Span>> EXPECTED = new LinkedHashMap<>();

    /** Tokens in and out of each trace that has more than one span, or tells none. */
    private static final Map<String, List<Long>> TOKENS = Map.ofEntries(
            // otel-openai
            Map.entry("62f170acf886d8b66e8475e9b00eee4c", List.of()),
            Map.entry("2768e84cdaa450cc5b51634df87f9af3", List.of(4L)),
            // anthropic
            Map.entry("795b809aa3637f16201f4df42b5af750", List.of(45L, 17L)),
            Map.entry("03acbf6b8d7372cd20771b5d40a415db", List.of(45L, 17L)),
            Map.entry("0c31928c15b62bdfd88d9b82bcdc52e3", List.of(45L, 17L)),
            // openinference
            Map.entry("210957a0ef98616758c8912cd75ee0c0", List.of()),
            Map.entry("bf35dd0c997194a16cd50895479fc164", List.of()),
            // traceloop
            Map.entry("46c1a8884a188ff4c00b8b99392e5f66", List.of()),
            // aisdk-v6: twice 42 and 17, in two steps
            Map.entry("d4fe696fd3a4e12b41b02a8ddf08e49a", List.of(84L, 34L)),
            Map.entry("22f6deb57a786031fe35a14d621dcfcc", List.of()),
            Map.entry("b1020098bddd81cedaf10dac0b8e54d9", List.of(4L)));

    static {
        EXPECTED.put("aisdk-v6", AiSdkVectors.spans());
        EXPECTED.put("anthropic", AnthropicVectors.spans());
        EXPECTED.put("openinference", OpenInferenceVectors.spans());
        EXPECTED.put("otel-openai", OtelOpenaiVectors.spans());
        EXPECTED.put("traceloop", TraceloopVectors.spans());
    }

    @Test
    void everyClientHasExpectations() {
        assertThat(Vectors.clients()).containsExactlyElementsOf(EXPECTED.keySet());
    }

    @TestFactory
    Stream<DynamicTest> spans() {
        return Vectors.clients().stream().flatMap(client -> {
            Map<String, Span> found = Vectors.project(Vectors.files(client));
            Map<String, Span> expected = byId(EXPECTED.getOrDefault(client, List.of()));
            Stream<DynamicTest> all = Stream.of(dynamicTest(
                    client + ": all spans and no other", () -> assertThat(found).containsOnlyKeys(expected.keySet())));
            return Stream.concat(
                    all,
                    expected.values().stream()
                            .map(span -> dynamicTest(
                                    client + ": " + span.name() + " " + span.spanId(),
                                    () -> check(found.get(span.spanId()), span))));
        });
    }

    private static void check(@Nullable Span found, Span expected) {
        assertThat(found).isNotNull();
        Json attributes = expected.attributes().isAbsent() ? found.attributes() : expected.attributes();
        assertThat(found.attributes()).isEqualTo(attributes);
        assertThat(without(found)).isEqualTo(without(expected));
    }

    private static Span without(Span span) {
        var builder = span.toBuilder();
        builder.attributes = Json.ABSENT;
        return builder.build();
    }

    @TestFactory
    Stream<DynamicTest> tokensOfTraces() {
        return Vectors.clients().stream()
                .flatMap(client -> Vectors.project(Vectors.files(client)).values().stream()
                        .collect(Collectors.groupingBy(Span::traceId))
                        .entrySet()
                        .stream()
                        .map(trace ->
                                dynamicTest(client + ": " + trace.getKey(), () -> checkTokens(trace.getValue()))));
    }

    private static void checkTokens(List<Span> trace) {
        TraceSummary summary = TraceSummaries.of(trace.stream().map(SpanRow::of).toList(), List.of());
        List<Long> tokens = TOKENS.getOrDefault(summary.traceId(), List.of(42L, 17L));
        assertThat(summary.inputTokens()).isEqualTo(at(tokens, 0));
        assertThat(summary.outputTokens()).isEqualTo(at(tokens, 1));
    }

    private static OptionalLong at(List<Long> tokens, int index) {
        return index < tokens.size() ? OptionalLong.of(tokens.get(index)) : OptionalLong.empty();
    }

    /** Logs arrive before or after their spans, and any request may arrive twice. */
    @TestFactory
    Stream<DynamicTest> theOrderOfArrivalDoesNotMatter() {
        return Vectors.clients().stream()
                .map(client -> dynamicTest(client, () -> {
                    List<Path> files = Vectors.files(client);
                    Map<String, Span> inOrder = Vectors.project(files);
                    List<Path> reversed = files.reversed();
                    assertThat(Vectors.project(reversed)).isEqualTo(inOrder);
                    List<Path> twice = new ArrayList<>(files);
                    twice.addAll(reversed);
                    assertThat(Vectors.project(twice)).isEqualTo(inOrder);
                    List<Path> shifted = new ArrayList<>(files);
                    Collections.rotate(shifted, files.size() / 2);
                    assertThat(Vectors.project(shifted)).isEqualTo(inOrder);
                }));
    }

    private static Map<String, Span> byId(List<Span> spans) {
        Map<String, Span> byId = new LinkedHashMap<>();
        spans.forEach(span -> byId.put(span.spanId(), span));
        return byId;
    }
}
