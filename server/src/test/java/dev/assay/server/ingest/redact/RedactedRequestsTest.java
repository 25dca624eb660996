package dev.assay.server.ingest.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.assay.server.ingest.otlp.OtlpJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedactedRequestsTest {

    private final RedactedRequests requests = new RedactedRequests(
            new Redactor(RedactionSettings.read("{\"email\":\"mask\",\"card\":\"mask\"}"), new byte[] {1}));

    /** Wherever a text may stand. */
    @Test
    void everyTextOfASpan() throws InvalidProtocolBufferException {
        ExportTraceServiceRequest request = OtlpJson.traces("""
                {"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{"stringValue":"r@example.com"}}]},
                 "scopeSpans":[{"scope":{"name":"s","attributes":[{"key":"a","value":{"stringValue":"s@example.com"}}]},"spans":[
                 {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"n@example.com",
                  "traceState":"t@example.com","startTimeUnixNano":"1795435200000000000",
                  "status":{"code":2,"message":"m@example.com"},
                  "attributes":[{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"l@example.com"}]}}},
                   {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"k@example.com"}}]}}},
                   {"key":"card","value":{"intValue":"4111111111111111"}},
                   {"key":"count","value":{"intValue":"42"}},
                   {"key":"yes","value":{"boolValue":true}}],
                  "events":[{"name":"e@example.com","attributes":[{"key":"a","value":{"stringValue":"v@example.com"}}]}],
                  "links":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",
                   "attributes":[{"key":"a","value":{"stringValue":"x@example.com"}}]}]}]}]}]}
                """.getBytes(StandardCharsets.UTF_8));
        ExportTraceServiceRequest redacted = requests.traces(request).orElseThrow();
        assertThat(redacted.toString()).doesNotContain("example.com").doesNotContain("4111111111111111");
        assertThat(redacted.toString()).contains("[email]").contains("[card]").contains("int_value: 42");
        var span = redacted.getResourceSpans(0).getScopeSpans(0).getSpans(0);
        assertThat(span.getTraceId())
                .isEqualTo(
                        request.getResourceSpans(0).getScopeSpans(0).getSpans(0).getTraceId());
        assertThat(span.getStartTimeUnixNano()).isEqualTo(1_795_435_200_000_000_000L);
        assertThat(ExportTraceServiceRequest.parseFrom(redacted.toByteArray())).isEqualTo(redacted);
    }

    @Test
    void everyTextOfALogRecord() {
        ExportLogsServiceRequest request = OtlpJson.logs("""
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"eventName":"gen_ai.user.message",
                  "body":{"kvlistValue":{"values":[{"key":"content","value":{"stringValue":"b@example.com"}}]}},
                  "attributes":[{"key":"a","value":{"stringValue":"a@example.com"}}]}]}]}]}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(requests.logs(request).orElseThrow().toString())
                .doesNotContain("example.com")
                .contains("gen_ai.user.message");
    }

    /** What was sent can then be kept byte by byte. */
    @Test
    void nothingIsMadeAnewWhereNothingIsFound() {
        ExportTraceServiceRequest request = OtlpJson.traces("""
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"chat"}}]},
                 "scopeSpans":[{"scope":{"name":"s"},"spans":[
                 {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"no finding",
                  "attributes":[{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"plain"},{"intValue":"1795435200000"}]}}},
                   {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"doubleValue":0.5}}]}}},{"key":"none"}],
                  "events":[{"name":"e"}],"links":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331"}]}]}]}]}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(requests.traces(request)).isEmpty();
        ExportLogsServiceRequest logs = OtlpJson.logs("""
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"plain"}}]}]}]}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(requests.logs(logs)).isEmpty();
    }

    @Test
    void onlyWhatIsFoundIsAnother() {
        ExportTraceServiceRequest request = OtlpJson.traces("""
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a"},{"name":"b@example.com","kind":3},{"name":"c"}]}]}]}
                """.getBytes(StandardCharsets.UTF_8));
        ExportTraceServiceRequest redacted = requests.traces(request).orElseThrow();
        var before = request.getResourceSpans(0).getScopeSpans(0);
        var after = redacted.getResourceSpans(0).getScopeSpans(0);
        assertThat(after.getSpans(0)).isSameAs(before.getSpans(0));
        assertThat(after.getSpans(1))
                .isEqualTo(before.getSpans(1).toBuilder().setName("[email]").build());
        assertThat(after.getSpans(2)).isSameAs(before.getSpans(2));
        assertThat(redacted.getResourceSpans(0).hasResource()).isFalse();
    }

    /** What is written differs from what came in the messages alone that were made anew; fields that nobody knows stay too. */
    @Test
    void theRestIsCopiedAsItCame() throws InvalidProtocolBufferException {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addFixed32(7).build())
                .build();
        Span plain = Span.newBuilder().setName("a").setUnknownFields(unknown).build();
        Span found = Span.newBuilder()
                .setName("b@example.com" + "x".repeat(300))
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .build();
        ScopeSpans spans = ScopeSpans.newBuilder()
                .addSpans(plain)
                .addSpans(found)
                .setSchemaUrl("u")
                .addSpans(plain)
                .addSpans(found)
                .build();
        InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
        scope.addAttributesBuilder().setKey("k").getValueBuilder().setStringValue("a@example.com");
        Resource.Builder resource = Resource.newBuilder();
        resource.addAttributesBuilder().setKey("k").getValueBuilder().setStringValue("a@example.com");
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(plain)))
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setUnknownFields(unknown)
                        .addScopeSpans(spans)
                        .addScopeSpans(spans.toBuilder().setScope(scope)))
                .addResourceSpans(
                        ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
                .setUnknownFields(unknown)
                .build()
                .toByteArray();
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
        ExportTraceServiceRequest redacted = requests.traces(request).orElseThrow();
        byte[] spliced = SplicedRequest.of(body, request, redacted);
        assertThat(ExportTraceServiceRequest.parseFrom(spliced))
                .isEqualTo(ExportTraceServiceRequest.parseFrom(redacted.toByteArray()));
        assertThat(new String(spliced, StandardCharsets.ISO_8859_1)).doesNotContain("example.com");
        assertThat(SplicedRequest.of(body, request, request)).isEqualTo(body);
    }
}
