package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the row of a trace takes of one of its spans.
 *
 * @param id of the span
 * @param parent the span above it; empty of a root
 * @param start when it starts, in nanoseconds, and so of its end
 * @param failed whether its status is an error
 * @param call whether it calls a model
 * @param session empty where it has none
 * @param tells bits of what it tells ({@link Telling})
 * @param told the values of these bits, in their order; tags are one, with bounds between them
 */
record TracePiece(
        UUID traceId,
        long id,
        OptionalLong parent,
        long start,
        long end,
        boolean failed,
        boolean call,
        Usage usage,
        OptionalDouble cost,
        String session,
        int tells,
        List<String> told) {

    /** In the order of their bits, and of their columns. */
    static final List<Telling.Kept> TOLD = List.of(Telling.Kept.values());

    /** What {@link #read} reads of each of {@code spans s}. */
    static final String READ = """
            trace_id, span_id, parent_span_id, epoch_ns(start_time) AS start_ns, epoch_ns(end_time) AS end_ns,
            status = 'error' AS failed, kind IN ('llm', 'embedding') AS call,
            input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd,
            encode(session_id) AS session_id, tells,
            """ + readTold();

    private static final int FIRST_TOLD = 16;

    /** Values that are not new to their trace are left out: the driver makes an object of each that it is given. */
    private static String readTold() {
        return TOLD.stream()
                .map(kept -> "encode(" + TraceRowSql.told(kept) + ")")
                .collect(Collectors.joining(", "));
    }

    /** @param shared gives the same text for equal ones: names and models are few, and what is kept must be copied by a collection */
    static TracePiece of(Arriving arriving, UnaryOperator<String> shared) {
        Span span = arriving.span();
        int tells = arriving.tells();
        List<String> told = new ArrayList<>(Integer.bitCount(tells));
        for (Telling.Kept kept : TOLD) {
            if ((tells & kept.bit()) != 0) {
                String text = Telling.text(kept, span);
                told.add(kept == Telling.Kept.SESSIONS || kept == Telling.Kept.USERS ? text : shared.apply(text));
            }
        }
        return new TracePiece(
                arriving.trace().key().traceId(),
                Ids.span(span.spanId()),
                span.isRoot() ? OptionalLong.empty() : OptionalLong.of(Ids.span(span.parentSpanId())),
                arriving.start(),
                Sql.storedNanos(span.endTime()),
                span.status() == Status.ERROR,
                span.kind() == SpanKind.LLM || span.kind() == SpanKind.EMBEDDING,
                span.usage(),
                span.costUsd(),
                SpanAppender.unbound(span.sessionId()),
                tells,
                told);
    }

    /** Of a row with {@link #READ}. */
    static TracePiece read(ResultSet row) throws SQLException {
        int tells = row.getInt(15);
        List<String> told = new ArrayList<>(Integer.bitCount(tells));
        for (int i = 0; i < TOLD.size(); i++) {
            if ((tells & TOLD.get(i).bit()) != 0) {
                // a file of an older format says of each span that it tells everything
                told.add(Objects.requireNonNullElse(Columnar.encoded(row, FIRST_TOLD + i), ""));
            }
        }
        @Nullable String session = Columnar.encoded(row, 14);
        double cost = row.getDouble(13);
        boolean costs = !row.wasNull();
        return new TracePiece(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                row.getLong(2),
                number(row, 3),
                row.getLong(4),
                row.getLong(5),
                row.getBoolean(6),
                row.getBoolean(7),
                new Usage(number(row, 8), number(row, 9), number(row, 10), number(row, 11), number(row, 12)),
                costs ? OptionalDouble.of(cost) : OptionalDouble.empty(),
                session == null ? "" : session,
                tells,
                told);
    }

    private static OptionalLong number(ResultSet row, int at) throws SQLException {
        long number = row.getLong(at);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    boolean isRoot() {
        return parent.isEmpty();
    }

    boolean tellsUsage() {
        return usage.isKnown() || cost.isPresent();
    }
}
