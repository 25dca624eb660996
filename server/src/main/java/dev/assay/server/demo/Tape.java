package dev.assay.server.demo;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Records the spans of one trace while a clock of its own goes on. */
final class Tape {

    private final SplittableRandom random;
    private final ByteString traceId;
    private final List<TapedSpan> spans = new ArrayList<>();
    private final Deque<TapedSpan> open = new ArrayDeque<>();
    private Instant now;

    Tape(Instant start, SplittableRandom random) {
        this.random = random;
        this.now = start;
        this.traceId = id(random.nextLong(), random.nextLong());
    }

    String traceId() {
        return HexFormat.of().formatHex(traceId.toByteArray());
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A time between both in milliseconds, most of them short, one in thirty several times as long. */
    void passAbout(int shortest, int longest) {
        double share = random.nextDouble();
        double millis = shortest + (longest - shortest) * share * share;
        pass(Duration.ofNanos((long) (millis * (random.nextInt(30) == 0 ? 4 + 3 * share : 1) * 1_000_000)));
    }

    /** Starts a span inside the one that is open. */
    TapedSpan start(String name, Span.SpanKind kind) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(traceId)
                .setSpanId(id(random.nextLong()))
                .setName(name)
                .setKind(kind)
                .setStartTimeUnixNano(nanos(now))
                .setFlags(0x101);
        if (!open.isEmpty()) {
            span.setParentSpanId(open.getFirst().span().getSpanId());
        }
        TapedSpan taped = new TapedSpan(span);
        spans.add(taped);
        open.push(taped);
        return taped;
    }

    /** Ends the innermost span. */
    void end() {
        open.pop().span().setEndTimeUnixNano(nanos(now));
    }

    /** Ends the innermost span with an exception. */
    void fail(String type, String message, String stack) {
        TapedSpan taped = open.getFirst();
        taped.text("error.type", type);
        taped.span()
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(message));
        TapedSpan.Event event =
                new TapedSpan.Event(Span.Event.newBuilder().setName("exception").setTimeUnixNano(nanos(now)));
        event.text("exception.type", type).text("exception.message", message).text("exception.stacktrace", stack);
        taped.span().addEvents(event.event());
        end();
    }

    List<Span> spans() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(
                    "Still open: " + open.getFirst().span().getName());
        }
        return spans.stream().map(taped -> taped.span().build()).toList();
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static ByteString id(long... parts) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(8 * parts.length);
        for (long part : parts) {
            bytes.putLong(part == 0 ? 1 : part);
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
