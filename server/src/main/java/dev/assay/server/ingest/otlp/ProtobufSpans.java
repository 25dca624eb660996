package dev.assay.server.ingest.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import dev.assay.server.ingest.dialect.Attributes;
import dev.assay.server.ingest.dialect.Origin;
import dev.assay.server.ingest.dialect.ReceivedSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a protobuf body with spans (opentelemetry/proto/trace/v1/trace.proto). The generated classes make four objects of each
 * attribute, which is most of what a short span costs them; so attributes are read from the bytes, and what lies beside them by those
 * classes. What they refuse is refused, at the same depth of nesting.
 */
final class ProtobufSpans {

    private static final ExtensionRegistryLite NO_EXTENSIONS = ExtensionRegistryLite.getEmptyRegistry();

    /** What protobuf's parser takes, counted from the request. */
    private static final int DEEPEST = 100;

    private static final int VARINT = WireFormat.WIRETYPE_VARINT;
    private static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;
    private static final int SIZED = WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int FIXED32 = WireFormat.WIRETYPE_FIXED32;

    /** As many as spans have. */
    private static final int EXPECTED_ATTRIBUTES = 16;

    /** Lists above all: why a model stopped is told by each span, and few different ones. */
    private static final Recurring<KeyValue> PAIRS = new Recurring<>(ProtobufSpans::pair);

    private final byte[] body;
    private final CodedInputStream in;
    private final PlainPairs pairs;
    private final List<SpansRequest.Group> groups = new ArrayList<>();

    private ProtobufSpans(byte[] body) {
        this.body = body;
        this.in = CodedInputStream.newInstance(body);
        this.pairs = new PlainPairs(body);
    }

    /**
     * @return empty where it has fields that nobody knows here
     * @throws InvalidProtocolBufferException where it is no such request
     */
    static Optional<SpansRequest> read(byte[] body) throws InvalidProtocolBufferException {
        ProtobufSpans spans = new ProtobufSpans(body);
        try {
            boolean known = spans.readRequest();
            return known ? Optional.of(new SpansRequest(spans.groups)) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private boolean readRequest() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag != (ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER << 3 | SIZED)) {
                return false;
            }
            int outer = begin();
            if (!readResourceSpans()) {
                return false;
            }
            end(outer);
        }
        return true;
    }

    /**
     * Begins a message.
     *
     * @return where the one around it ends, for {@link #end}
     */
    private int begin() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    private void end(int outer) throws IOException {
        in.checkLastTagWas(0);
        in.popLimit(outer);
    }

    /** @param depth of the message that it lies in */
    private <T extends MessageLite> T message(Parser<T> parser, int depth) throws IOException {
        in.setRecursionLimit(DEEPEST - depth);
        return in.readMessage(parser, NO_EXTENSIONS);
    }

    /** The resource may come behind its spans, and a scope behind its own. */
    private record Scoped(InstrumentationScope scope, List<ReceivedSpan> spans) {}

    private boolean readResourceSpans() throws IOException {
        Resource.Builder resource = Resource.newBuilder();
        List<Scoped> scoped = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ResourceSpans.RESOURCE_FIELD_NUMBER << 3 | SIZED ->
                    resource.mergeFrom(message(Resource.parser(), 1));
                case ResourceSpans.SCOPE_SPANS_FIELD_NUMBER << 3 | SIZED -> {
                    int outer = begin();
                    if (!readScopeSpans(scoped)) {
                        return false;
                    }
                    end(outer);
                }
                case ResourceSpans.SCHEMA_URL_FIELD_NUMBER << 3 | SIZED -> in.readStringRequireUtf8();
                default -> {
                    return false;
                }
            }
        }
        Resource whole = resource.build();
        scoped.forEach(each -> groups.add(new SpansRequest.Group(Origin.of(whole, each.scope), each.spans)));
        return true;
    }

    private boolean readScopeSpans(List<Scoped> scoped) throws IOException {
        InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
        List<ReceivedSpan> spans = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ScopeSpans.SCOPE_FIELD_NUMBER << 3 | SIZED ->
                    scope.mergeFrom(message(InstrumentationScope.parser(), 2));
                case ScopeSpans.SPANS_FIELD_NUMBER << 3 | SIZED -> {
                    int outer = begin();
                    if (!readSpan(spans)) {
                        return false;
                    }
                    end(outer);
                }
                case ScopeSpans.SCHEMA_URL_FIELD_NUMBER << 3 | SIZED -> in.readStringRequireUtf8();
                default -> {
                    return false;
                }
            }
        }
        scoped.add(new Scoped(scope.build(), spans));
        return true;
    }

    private boolean readSpan(List<ReceivedSpan> spans) throws IOException {
        Span.Builder span = Span.newBuilder();
        Attributes attributes = new Attributes(EXPECTED_ATTRIBUTES);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Span.TRACE_ID_FIELD_NUMBER << 3 | SIZED -> span.setTraceId(in.readBytes());
                case Span.SPAN_ID_FIELD_NUMBER << 3 | SIZED -> span.setSpanId(in.readBytes());
                case Span.TRACE_STATE_FIELD_NUMBER << 3 | SIZED -> span.setTraceState(in.readStringRequireUtf8());
                case Span.PARENT_SPAN_ID_FIELD_NUMBER << 3 | SIZED -> span.setParentSpanId(in.readBytes());
                case Span.NAME_FIELD_NUMBER << 3 | SIZED -> span.setName(in.readStringRequireUtf8());
                case Span.KIND_FIELD_NUMBER << 3 | VARINT -> span.setKindValue(in.readEnum());
                case Span.START_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 ->
                    span.setStartTimeUnixNano(in.readFixed64());
                case Span.END_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> span.setEndTimeUnixNano(in.readFixed64());
                case Span.ATTRIBUTES_FIELD_NUMBER << 3 | SIZED -> readAttribute(attributes);
                case Span.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
                    span.setDroppedAttributesCount(in.readUInt32());
                case Span.EVENTS_FIELD_NUMBER << 3 | SIZED -> span.addEvents(message(Span.Event.parser(), 3));
                case Span.DROPPED_EVENTS_COUNT_FIELD_NUMBER << 3 | VARINT ->
                    span.setDroppedEventsCount(in.readUInt32());
                case Span.LINKS_FIELD_NUMBER << 3 | SIZED -> span.addLinks(message(Span.Link.parser(), 3));
                case Span.DROPPED_LINKS_COUNT_FIELD_NUMBER << 3 | VARINT -> span.setDroppedLinksCount(in.readUInt32());
                case Span.STATUS_FIELD_NUMBER << 3 | SIZED -> span.mergeStatus(message(Status.parser(), 3));
                case Span.FLAGS_FIELD_NUMBER << 3 | FIXED32 -> span.setFlags(in.readFixed32());
                default -> {
                    return false;
                }
            }
        }
        spans.add(new ReceivedSpan(span.build(), attributes));
        return true;
    }

    private void readAttribute(Attributes attributes) throws IOException {
        int from = in.getTotalBytesRead();
        int limit = from + in.getBytesUntilLimit();
        int end = pairs.read(from, limit, attributes);
        if (end != PlainPairs.OTHER) {
            in.skipRawBytes(end - from);
        } else {
            KeyValue pair = pair(from, limit);
            attributes.put(pair.getKey(), pair.getValue());
        }
    }

    private KeyValue pair(int from, int limit) throws IOException {
        int end = pairs.endOf(from, limit);
        boolean isShort = end != PlainPairs.OTHER && end - from <= Recurring.LONGEST;
        @Nullable KeyValue known = isShort ? PAIRS.of(body, from, end) : null;
        if (known == null) {
            return message(KeyValue.parser(), 3);
        }
        in.skipRawBytes(end - from);
        return known;
    }

    /** Of so few bytes none is nested too deep. */
    private static @Nullable KeyValue pair(byte[] bytes, int from, int to) {
        try {
            return CodedInputStream.newInstance(bytes, from, to - from).readMessage(KeyValue.parser(), NO_EXTENSIONS);
        } catch (IOException e) {
            return null; // whoever reads it in its place says why
        }
    }
}
