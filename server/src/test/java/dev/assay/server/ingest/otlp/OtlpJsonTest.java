package dev.assay.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {

    private static final ByteString TRACE = hex("5b8efff798038103d269b633813fc60c");
    private static final ByteString SPAN = hex("eee19b7ec3c1b174");
    private static final ByteString PARENT = hex("eee19b7ec3c1b173");

    @Test
    void readsEveryFieldOfASpan() {
        String body = """
                {"resourceSpans":[{
                  "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my.service"}}],
                    "droppedAttributesCount":1, "entityRefs":[{"type":"x"}]},
                  "scopeSpans":[{
                    "scope":{"name":"lib","version":"1.0","attributes":[{"key":"a","value":{"intValue":1}}],"droppedAttributesCount":2},
                    "spans":[{
                      "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","parentSpanId":"eee19b7ec3c1b173",
                      "traceState":"a=b","flags":257,"name":"I'm a server span","kind":2,
                      "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000001,
                      "attributes":[{"key":"k","value":{"stringValue":"v"}}],"droppedAttributesCount":3,
                      "events":[{"timeUnixNano":"5","name":"e","attributes":[{"key":"x","value":{"boolValue":true}}],"droppedAttributesCount":4}],
                      "droppedEventsCount":5,
                      "links":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","traceState":"t","attributes":[],"droppedAttributesCount":6,"flags":1}],
                      "droppedLinksCount":7,
                      "status":{"code":2,"message":"bad"},
                      "unknown":{"deep":[{"er":[1,"2",null]}]}
                    }],"schemaUrl":"s2"}],"schemaUrl":"s1"}],"more":1}
                """;
        Span span = Span.newBuilder()
                .setTraceId(TRACE)
                .setSpanId(SPAN)
                .setParentSpanId(PARENT)
                .setTraceState("a=b")
                .setFlags(257)
                .setName("I'm a server span")
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .setStartTimeUnixNano(1544712660000000000L)
                .setEndTimeUnixNano(1544712661000000001L)
                .addAttributes(pair("k", AnyValue.newBuilder().setStringValue("v")))
                .setDroppedAttributesCount(3)
                .addEvents(Span.Event.newBuilder()
                        .setTimeUnixNano(5)
                        .setName("e")
                        .addAttributes(pair("x", AnyValue.newBuilder().setBoolValue(true)))
                        .setDroppedAttributesCount(4))
                .setDroppedEventsCount(5)
                .addLinks(Span.Link.newBuilder()
                        .setTraceId(TRACE)
                        .setSpanId(SPAN)
                        .setTraceState("t")
                        .setDroppedAttributesCount(6)
                        .setFlags(1))
                .setDroppedLinksCount(7)
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("bad"))
                .build();
        assertThat(traces(body))
                .isEqualTo(ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder()
                                .setResource(Resource.newBuilder()
                                        .addAttributes(pair(
                                                "service.name",
                                                AnyValue.newBuilder().setStringValue("my.service")))
                                        .setDroppedAttributesCount(1))
                                .addScopeSpans(ScopeSpans.newBuilder()
                                        .setScope(InstrumentationScope.newBuilder()
                                                .setName("lib")
                                                .setVersion("1.0")
                                                .addAttributes(pair(
                                                        "a",
                                                        AnyValue.newBuilder().setIntValue(1)))
                                                .setDroppedAttributesCount(2))
                                        .addSpans(span)
                                        .setSchemaUrl("s2"))
                                .setSchemaUrl("s1"))
                        .build());
    }

    @Test
    void readsEveryFieldOfALogRecord() {
        String body = """
                {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{},"logRecords":[{
                  "timeUnixNano":"1","observedTimeUnixNano":"2","severityNumber":9,"severityText":"INFO",
                  "body":{"stringValue":"b"},"attributes":[{"key":"k","value":{}}],"droppedAttributesCount":1,"flags":1,
                  "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","eventName":"n"}],"schemaUrl":"s2"}],"schemaUrl":"s1"}]}
                """;
        assertThat(logs(body))
                .isEqualTo(ExportLogsServiceRequest.newBuilder()
                        .addResourceLogs(ResourceLogs.newBuilder()
                                .setResource(Resource.getDefaultInstance())
                                .addScopeLogs(ScopeLogs.newBuilder()
                                        .setScope(InstrumentationScope.getDefaultInstance())
                                        .addLogRecords(LogRecord.newBuilder()
                                                .setTimeUnixNano(1)
                                                .setObservedTimeUnixNano(2)
                                                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
                                                .setSeverityText("INFO")
                                                .setBody(AnyValue.newBuilder().setStringValue("b"))
                                                .addAttributes(pair("k", AnyValue.newBuilder()))
                                                .setDroppedAttributesCount(1)
                                                .setFlags(1)
                                                .setTraceId(TRACE)
                                                .setSpanId(SPAN)
                                                .setEventName("n"))
                                        .setSchemaUrl("s2"))
                                .setSchemaUrl("s1"))
                        .build());
    }

    @Test
    void readsEveryFormOfValue() {
        assertThat(value("{\"stringValue\":\"\\u00e9\\ud83d\\ude00\"}").getStringValue())
                .isEqualTo("\u00e9\ud83d\ude00");
        assertThat(value("{\"boolValue\":true}").getBoolValue()).isTrue();
        assertThat(value("{\"intValue\":\"-9223372036854775808\"}").getIntValue())
                .isEqualTo(Long.MIN_VALUE);
        assertThat(value("{\"intValue\":9223372036854775807}").getIntValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(value("{\"intValue\":1.0}").getIntValue()).isEqualTo(1);
        assertThat(value("{\"doubleValue\":0.1}").getDoubleValue()).isEqualTo(0.1);
        assertThat(value("{\"doubleValue\":3}").getDoubleValue()).isEqualTo(3);
        assertThat(value("{\"doubleValue\":\"NaN\"}").getDoubleValue()).isNaN();
        assertThat(value("{\"doubleValue\":\"-Infinity\"}").getDoubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(value("{\"bytesValue\":\"AAEC\"}").getBytesValue())
                .isEqualTo(ByteString.copyFrom(new byte[] {0, 1, 2}));
        assertThat(value("{}")).isEqualTo(AnyValue.getDefaultInstance());
        assertThat(value("null")).isEqualTo(AnyValue.getDefaultInstance());
        assertThat(value("{\"stringValue\":null}")).isEqualTo(AnyValue.getDefaultInstance());
        assertThat(value("{\"stringValue\":\"\"}").hasStringValue()).isTrue();
        assertThat(value("{\"arrayValue\":{\"values\":[{\"intValue\":1},{\"arrayValue\":{}},{}]}}"))
                .isEqualTo(AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder()
                                .addValues(AnyValue.newBuilder().setIntValue(1))
                                .addValues(AnyValue.newBuilder().setArrayValue(ArrayValue.getDefaultInstance()))
                                .addValues(AnyValue.newBuilder()))
                        .build());
        assertThat(value("{\"kvlistValue\":{\"values\":[{\"key\":\"a\",\"value\":{\"kvlistValue\":{}}}]}}"))
                .isEqualTo(AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder()
                                .addValues(pair(
                                        "a", AnyValue.newBuilder().setKvlistValue(KeyValueList.getDefaultInstance()))))
                        .build());
    }

    @Test
    void toleratesNamesOfEnumsAndTimesBeyondTheSignedRange() {
        Span span = span(
                "{\"kind\":\"SPAN_KIND_CLIENT\",\"status\":{\"code\":\"STATUS_CODE_ERROR\"},\"startTimeUnixNano\":\"18446744073709551615\"}");
        assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStartTimeUnixNano()).isEqualTo(-1);
        assertThat(span("{\"kind\":\"3\"}").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(span("{\"kind\":\"nonsense\"}").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_UNSPECIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"resourceSpans\":null}", "{\"resourceSpans\":[]}", " {\"x\":1} "})
    void anEmptyRequestIsOne(String body) {
        assertThat(traces(body)).isEqualTo(ExportTraceServiceRequest.getDefaultInstance());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"resourceSpans":{}} | found an object at /resourceSpans (expected: an array)
                    {"resourceSpans":[{"resource":[]}]} | found an array at /resourceSpans/0/resource (expected: an object)
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{},{"name":1}]}]}]} | found 1 at /resourceSpans/0/scopeSpans/0/spans/1/name (expected: a string)
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"soon"}]}]}]} | found "soon" at /resourceSpans/0/scopeSpans/0/spans/0/startTimeUnixNano (expected: a 64-bit integer)
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"18446744073709551616"}]}]}]} | found "18446744073709551616" at /resourceSpans/0/scopeSpans/0/spans/0/startTimeUnixNano (expected: a 64-bit integer)
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"k","value":{"intValue":1.5}}]}]}]}]} | found 1.5 at /resourceSpans/0/scopeSpans/0/spans/0/attributes/0/value/intValue (expected: a 64-bit integer)
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"k","value":{"bytesValue":"!"}}]}]}]}]} | found "!" at /resourceSpans/0/scopeSpans/0/spans/0/attributes/0/value/bytesValue (expected: bytes in base64)
                    [] | found an array at the beginning of the body (expected: an object)
                    null | found null at the beginning of the body (expected: an object)
                    {} {} | found an object at the beginning of the body (expected: the end of the body)
                    """)
    void saysWhatIsWrongAndWhere(String body, String message) {
        assertThatThrownBy(() -> traces(body))
                .isInstanceOf(OtlpFormatException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spa", "hello", "{\"a\":tru}", "\u0000"})
    void whatIsNoJsonIsSaidSo(String body) {
        assertThatThrownBy(() -> traces(body))
                .isInstanceOf(OtlpFormatException.class)
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> logs(body))
                .isInstanceOf(OtlpFormatException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> value("{\"arrayValue\":{\"values\":[".repeat(1_000)))
                .isInstanceOf(OtlpFormatException.class)
                .hasMessageContaining("values nested at most 31 deep");
        assertThatThrownBy(() -> traces("{\"x\":" + "[".repeat(1_000_000))).isInstanceOf(OtlpFormatException.class);
    }

    /** One bad id must not cost the whole batch. */
    @ParameterizedTest
    @ValueSource(strings = {"xyz", "5b8efff798038103d269b633813fc60", "W47/95gDgQPSabYzgT/GDA==", ""})
    void anIdThatIsNoneIsEmpty(String id) {
        assertThat(span("{\"traceId\":\"" + id + "\"}").getTraceId()).isEqualTo(ByteString.EMPTY);
    }

    private static KeyValue pair(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private static AnyValue value(String json) {
        return span("{\"attributes\":[{\"key\":\"k\",\"value\":" + json + "}]}")
                .getAttributes(0)
                .getValue();
    }

    private static Span span(String json) {
        return traces("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + json + "]}]}]}")
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpans(0);
    }

    private static ExportTraceServiceRequest traces(String body) {
        return OtlpJson.traces(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ExportLogsServiceRequest logs(String body) {
        return OtlpJson.logs(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteString hex(String id) {
        return ByteString.copyFrom(HexFormat.of().parseHex(id));
    }
}
