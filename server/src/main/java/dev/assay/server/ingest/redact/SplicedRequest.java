package dev.assay.server.ingest.redact;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The bytes of a request of which some spans were made anew: all others are copied as they came. To write a large request takes as long as to
 * look for something in it, and in most of them a few spans alone hold anything.
 *
 * <p>Fields of a message are written one after another, each with its number and, where it is a message itself, its length (Protocol Buffers,
 * Encoding).
 */
@SuppressWarnings("ReferenceEquality") // what was not made anew is the same object
public final class SplicedRequest {

    private static final int TAG_TYPE_BITS = 3;

    /** In bytes, at most; what is longer than a buffer is not copied into it. */
    private static final int TAG_AND_LENGTH = 16;

    private final byte[] body;

    private SplicedRequest(byte[] body) {
        this.body = body;
    }

    /** Makes the content of a message anew that lay between two places. */
    private interface Rewriting {
        byte[] of(int from, int to);
    }

    /**
     * @param body of the request as it came
     * @param before what was read from it
     * @param after the same with some messages made anew; those that were not are the same objects
     */
    public static byte[] of(byte[] body, ExportTraceServiceRequest before, ExportTraceServiceRequest after) {
        SplicedRequest request = new SplicedRequest(body);
        return request.message(
                0,
                body.length,
                ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER,
                i -> request.resource(before.getResourceSpans(i), after.getResourceSpans(i)));
    }

    /** Empty where it stays as it came. */
    private Optional<Rewriting> resource(ResourceSpans before, ResourceSpans after) {
        if (before == after) {
            return Optional.empty();
        }
        return Optional.of((from, to) -> before.getResource() == after.getResource()
                ? message(
                        from,
                        to,
                        ResourceSpans.SCOPE_SPANS_FIELD_NUMBER,
                        i -> scope(before.getScopeSpans(i), after.getScopeSpans(i)))
                : after.toByteArray());
    }

    private Optional<Rewriting> scope(ScopeSpans before, ScopeSpans after) {
        if (before == after) {
            return Optional.empty();
        }
        return Optional.of((from, to) -> before.getScope() == after.getScope()
                ? message(
                        from,
                        to,
                        ScopeSpans.SPANS_FIELD_NUMBER,
                        i -> before.getSpans(i) == after.getSpans(i)
                                ? Optional.empty()
                                : Optional.of((_, _) -> after.getSpans(i).toByteArray()))
                : after.toByteArray());
    }

    /**
     * The content of a message.
     *
     * @param field the repeated one of which elements may have been made anew
     * @param rewriting of an element by its place among them
     */
    private byte[] message(int from, int to, int field, IntFunction<Optional<Rewriting>> rewriting) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(to - from + 64);
        try {
            CodedInputStream in = CodedInputStream.newInstance(body, from, to - from);
            int tag = field << TAG_TYPE_BITS | WireFormat.WIRETYPE_LENGTH_DELIMITED;
            int copied = from;
            for (int index = 0; !in.isAtEnd(); ) {
                int start = from + in.getTotalBytesRead();
                if (!isNext(in, tag)) {
                    continue;
                }
                int length = in.readRawVarint32();
                int content = from + in.getTotalBytesRead();
                in.skipRawBytes(length);
                Optional<Rewriting> anew = rewriting.apply(index++);
                if (anew.isPresent()) {
                    spliced.write(body, copied, start - copied);
                    write(field, anew.get().of(content, content + length), spliced);
                    copied = content + length;
                }
            }
            spliced.write(body, copied, to - copied);
            return spliced.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the body was read before", e);
        }
    }

    /** Passes over a field of another number. */
    private static boolean isNext(CodedInputStream in, int tag) throws IOException {
        int next = in.readTag();
        if (next != tag) {
            in.skipField(next);
        }
        return next == tag;
    }

    private static void write(int field, byte[] content, OutputStream to) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(to, TAG_AND_LENGTH);
        out.writeByteArray(field, content);
        out.flush();
    }
}
