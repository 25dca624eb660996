package dev.assay.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.price.Prices;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body means what it means to the generated classes, and is refused where they refuse it. */
class SpansRequestTest {

    private static final ByteString TRACE = ByteString.fromHex("0102030405060708090a0b0c0d0e0f10");
    private static final ByteString SPAN = ByteString.fromHex("0102030405060708");

    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** A folder each. */
    static List<String> clients() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/otlp"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatClientsSend(String client) throws IOException {
        assertSame(payload(client).toByteArray());
    }

    @Test
    void everyFieldOfASpan() {
        assertSame(request(whole()).toByteArray());
    }

    @Test
    void pairsThatNoExporterWrites() {
        assertSame(pair(message(text(VALUE, value("v"))), message(text(KEY, "k"))));
        assertSame(pair(message(text(KEY, "k")), message(text(KEY, "other")), message(text(VALUE, value("v")))));
        assertSame(pair(message(text(KEY, "k"))));
        assertSame(pair(message(text(VALUE, value("v")))));
        assertSame(pair(message(text(KEY, "k")), message(text(VALUE, value("v"))), message(text(VALUE, value("w")))));
        assertSame(pair(message(text(KEY, "k")), message(text(VALUE, new byte[0]))));
        assertSame(pair());
        assertSame(pair(message(text(KEY, "k")), message(text(9, "a field of tomorrow"))));
    }

    @Test
    void textsThatAreNoUtf8() {
        byte[] half = {'a', (byte) 0xC3};
        byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
        for (byte[] text : new byte[][] {half, surrogate, {(byte) 0xFF}}) {
            assertSame(pair(message(text(KEY, text)), message(text(VALUE, value("v")))));
            assertSame(pair(message(text(KEY, "k")), message(text(VALUE, message(text(1, text))))));
        }
        assertSame(request(span().addAttributes(plain("\uFFFD", "ä€\uD83D\uDE00\uFFFD")))
                .toByteArray());
    }

    @Test
    void aKeyThatComesTwiceAndTextsThatComeOften() {
        Span.Builder span = span().addAttributes(plain("gen_ai.request.model", "first"));
        for (int i = 0; i < 5; i++) {
            span.addAttributes(plain("gen_ai.request.model", "often")).addAttributes(plain("n" + i, "often"));
        }
        byte[] body = request(span).toByteArray();
        assertSame(body);
        assertSame(body);
    }

    @Test
    void numbersOfEveryLength() {
        Span.Builder span = span();
        for (int bits = 0; bits < Long.SIZE; bits++) {
            span.addAttributes(number("up" + bits, 1L << bits)).addAttributes(number("down" + bits, -(1L << bits)));
        }
        assertSame(request(span).toByteArray());
    }

    @Test
    void resourceAndScopeBehindTheirSpansAndInTwoPieces() {
        byte[] spans = scopeSpans(span().addAttributes(plain("k", "v"))).toByteArray();
        byte[] scoped = joined(
                spans,
                ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("name"))
                        .build()
                        .toByteArray(),
                ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setVersion("2"))
                        .build()
                        .toByteArray());
        byte[] body = joined(
                message(text(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER, scoped)),
                resource(plain("service.name", "shop")),
                resource(plain("host.name", "h")));
        assertSame(message(text(1, body)));
    }

    @Test
    void fieldsOfTomorrow() {
        byte[] more = message(text(77, "tomorrow"));
        Span span = whole().build();
        assertSame(joined(request(whole()).toByteArray(), more));
        assertSame(message(text(1, joined(resourceSpans(whole()).toByteArray(), more))));
        assertSame(message(text(1, message(text(2, joined(scopeSpans(whole()).toByteArray(), more))))));
        assertSame(message(text(1, message(text(2, message(text(2, joined(span.toByteArray(), more))))))));
    }

    @Test
    void valuesNestedAsDeepAsProtobufTakesThemAndOneDeeper() {
        for (int depth = 40; depth < 60; depth++) {
            AnyValue.Builder value = AnyValue.newBuilder().setIntValue(1);
            for (int i = 0; i < depth; i++) {
                value = AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder().addValues(value));
            }
            KeyValue deep = KeyValue.newBuilder().setKey("k").setValue(value).build();
            assertSame(request(span().addAttributes(deep)).toByteArray());
            assertSame(request(span().addEvents(Span.Event.newBuilder().addAttributes(deep)))
                    .toByteArray());
            assertSame(request(span().addLinks(Span.Link.newBuilder().addAttributes(deep)))
                    .toByteArray());
            assertSame(message(text(1, resource(deep))));
            assertSame(message(text(
                    1,
                    message(text(
                            2,
                            ScopeSpans.newBuilder()
                                    .setScope(InstrumentationScope.newBuilder().addAttributes(deep))
                                    .build()
                                    .toByteArray())))));
        }
    }

    @Test
    void everyBeginningOfABody() {
        byte[] body = request(whole()).toByteArray();
        for (int length = 0; length < body.length; length++) {
            assertSame(Arrays.copyOf(body, length));
        }
    }

    @Test
    void bodiesWithWrongBytes() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        byte[][] bodies = {
            request(whole()).toByteArray(), payload("openinference-python").toByteArray()
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] body = bodies[i % bodies.length].clone();
            for (int wrong = random.nextInt(1, 4); wrong > 0; wrong--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            assertSame(body);
        }
    }

    private static void assertSame(byte[] body) {
        Optional<OtlpTraces.Decoded> expected = generated(body);
        Optional<OtlpTraces.Decoded> actual = read(body);
        assertThat(actual).isEqualTo(expected);
    }

    private static Optional<OtlpTraces.Decoded> generated(byte[] body) {
        try {
            return Optional.of(OtlpTraces.decode(ExportTraceServiceRequest.parseFrom(body)));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static Optional<OtlpTraces.Decoded> read(byte[] body) {
        try {
            return Optional.of(OtlpTraces.decode(SpansRequest.parse(body), Prices.NONE));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static ExportTraceServiceRequest payload(String client) throws IOException {
        String name = "/otlp/" + client + "/002-_v1_traces.json";
        try (InputStream in = Objects.requireNonNull(SpansRequestTest.class.getResourceAsStream(name), name)) {
            return OtlpJson.traces(in.readAllBytes());
        }
    }

    private static Span.Builder span() {
        return Span.newBuilder().setTraceId(TRACE).setSpanId(SPAN).setName("chat");
    }

    private static Span.Builder whole() {
        return span().setTraceState("a=b")
                .setParentSpanId(ByteString.fromHex("0807060504030201"))
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(1_000_000_007L)
                .setEndTimeUnixNano(-1)
                .addAttributes(plain("gen_ai.operation.name", "chat"))
                .addAttributes(plain("long", "x".repeat(300)))
                .addAttributes(plain("empty", ""))
                .addAttributes(number("gen_ai.usage.input_tokens", 300))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("gen_ai.response.finish_reasons")
                        .setValue(AnyValue.newBuilder()
                                .setArrayValue(ArrayValue.newBuilder()
                                        .addValues(AnyValue.newBuilder().setStringValue("stop")))))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("half")
                        .setValue(AnyValue.newBuilder().setDoubleValue(0.5)))
                .setDroppedAttributesCount(3)
                .addEvents(Span.Event.newBuilder()
                        .setName("exception")
                        .setTimeUnixNano(5)
                        .addAttributes(plain("exception.type", "E")))
                .setDroppedEventsCount(4)
                .addLinks(Span.Link.newBuilder().setTraceId(TRACE).setSpanId(SPAN))
                .setDroppedLinksCount(5)
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("no"))
                .setFlags(256);
    }

    private static KeyValue plain(String key, String text) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(text))
                .build();
    }

    private static KeyValue number(String key, long number) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(number))
                .build();
    }

    private static ScopeSpans scopeSpans(Span.Builder span) {
        return ScopeSpans.newBuilder().addSpans(span).build();
    }

    private static ResourceSpans resourceSpans(Span.Builder span) {
        return ResourceSpans.newBuilder().addScopeSpans(scopeSpans(span)).build();
    }

    private static ExportTraceServiceRequest request(Span.Builder span) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(resourceSpans(span))
                .build();
    }

    /** The field of a resource's spans that is their resource. */
    private static byte[] resource(KeyValue attribute) {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute))
                .build()
                .toByteArray();
    }

    /** A request whose span has one attribute of these bytes. */
    private static byte[] pair(byte[]... fields) {
        byte[] span = joined(span().build().toByteArray(), message(text(Span.ATTRIBUTES_FIELD_NUMBER, joined(fields))));
        return message(text(1, message(text(2, message(text(2, span))))));
    }

    private static byte[] value(String text) {
        return AnyValue.newBuilder().setStringValue(text).build().toByteArray();
    }

    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private static Field text(int field, String text) {
        return out -> out.writeString(field, text);
    }

    private static Field text(int field, byte[] bytes) {
        return out -> out.writeByteArray(field, bytes);
    }

    private static byte[] message(Field field) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            field.write(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }
}
