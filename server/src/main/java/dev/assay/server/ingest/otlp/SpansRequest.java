package dev.assay.server.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.dialect.Origin;
import dev.assay.server.ingest.dialect.ReceivedSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request with spans, read but for what they mean. It can be taken apart once. */
public record SpansRequest(List<Group> groups) {

    public SpansRequest {
        groups = List.copyOf(groups);
    }

    /** The spans of one scope. */
    public record Group(Origin origin, List<ReceivedSpan> spans) {

        public Group {
            spans = List.copyOf(spans);
        }
    }

    public static SpansRequest of(ExportTraceServiceRequest request) {
        List<Group> groups = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                groups.add(new Group(
                        Origin.of(resource.getResource(), scope.getScope()),
                        scope.getSpansList().stream().map(ReceivedSpan::of).toList()));
            }
        }
        return new SpansRequest(groups);
    }

    /**
     * The same of a protobuf body.
     *
     * @throws InvalidProtocolBufferException where {@link ExportTraceServiceRequest#parseFrom(byte[])} throws it
     */
    public static SpansRequest parse(byte[] body) throws InvalidProtocolBufferException {
        Optional<SpansRequest> request = ProtobufSpans.read(body);
        return request.isPresent() ? request.get() : of(ExportTraceServiceRequest.parseFrom(body));
    }
}
