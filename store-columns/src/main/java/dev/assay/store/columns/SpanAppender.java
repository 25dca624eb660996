package dev.assay.store.columns;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.Usage;
import dev.assay.store.Preview;
import dev.assay.store.json.MessageBytes;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Appends spans: the narrow row and, beside it, the texts. The order of the calls is the order of the columns. */
final class SpanAppender implements AutoCloseable {

    /** The narrow row and the keys of the texts. */
    private static final long ROW_BYTES = 500;

    private final DuckDBAppender spans;
    private final DuckDBAppender texts;
    private final long arrival;
    private final MessageBytes json = new MessageBytes();
    private long bytes;

    /** @param arrival the position of the batch that brings them */
    SpanAppender(DuckDBConnection connection, long arrival) throws SQLException {
        this.arrival = arrival;
        spans = connection.createAppender("main", "spans");
        texts = connection.createAppender("main", "texts");
    }

    /** @param head may stand for its trace in a list */
    void append(Arriving arriving, boolean head) throws SQLException {
        long id = Ids.span(arriving.span().spanId());
        appendRow(arriving, head, id);
        appendTexts(arriving, id);
    }

    private void appendRow(Arriving arriving, boolean head, long id) throws SQLException {
        Span span = arriving.span();
        begin(spans, arriving, id);
        if (span.isRoot()) {
            spans.appendNull();
        } else {
            spans.append(Ids.span(span.parentSpanId()));
        }
        spans.append(head)
                .appendEpochNanos(arriving.start())
                .appendEpochNanos(Sql.storedNanos(span.endTime()))
                .append(unbound(span.name()))
                .append(span.kind().label())
                .append(span.status().label());
        text(spans, span.operation());
        value(span.provider());
        value(span.requestModel());
        value(span.responseModel());
        text(spans, span.errorType());
        text(spans, span.errorMessage());
        Usage usage = span.usage();
        number(usage.inputTokens());
        number(usage.outputTokens());
        number(usage.cacheReadTokens());
        number(usage.cacheWriteTokens());
        number(usage.reasoningTokens());
        if (span.costUsd().isPresent()) {
            spans.append(span.costUsd().getAsDouble());
        } else {
            spans.appendNull();
        }
        list(span.finishReasons());
        value(span.sessionId());
        value(span.userId());
        tags(span.tags());
        text(spans, span.promptName());
        text(spans, span.promptVersion());
        value(span.service());
        value(span.environment());
        text(spans, span.client().name());
        text(spans, span.client().version());
        text(spans, span.client().dialect());
        text(spans, span.responseId());
        text(spans, Preview.ofInput(span.input()));
        text(spans, Preview.ofOutput(span.output()));
        spans.append(arrival).append(arriving.tells()).endRow();
    }

    private void value(String value) throws SQLException {
        text(spans, unbound(value));
    }

    /** Rows of traces have that character between the values of their spans. */
    static String unbound(String value) {
        return value.indexOf(TraceFieldSql.BOUND) < 0 ? value : value.replace(TraceFieldSql.BOUND, '\uFFFD');
    }

    private void appendTexts(Arriving arriving, long id) throws SQLException {
        Span span = arriving.span();
        bytes += ROW_BYTES;
        begin(texts, arriving, id);
        texts.appendEpochNanos(arriving.start());
        messages(span.input());
        messages(span.output());
        parts(span.systemInstructions());
        json(span.tools());
        json(span.metadata());
        json(span.attributes());
        texts.endRow();
    }

    private static void begin(DuckDBAppender appender, Arriving arriving, long id) throws SQLException {
        UUID trace = arriving.trace().key().traceId();
        appender.beginRow()
                .append(arriving.project())
                .appendUUID(trace.getMostSignificantBits(), trace.getLeastSignificantBits())
                .append(id);
    }

    private static void text(DuckDBAppender appender, String text) throws SQLException {
        if (text.isEmpty()) {
            appender.appendNull();
        } else {
            appender.append(text);
        }
    }

    private void number(OptionalLong number) throws SQLException {
        if (number.isPresent()) {
            spans.append(number.getAsLong());
        } else {
            spans.appendNull();
        }
    }

    private void list(List<String> values) throws SQLException {
        if (values.isEmpty()) {
            spans.appendNull();
        } else {
            spans.append(values);
        }
    }

    private void tags(List<String> tags) throws SQLException {
        list(tags.isEmpty() ? tags : tags.stream().map(SpanAppender::unbound).toList());
    }

    private void messages(List<Message> messages) throws SQLException {
        if (messages.isEmpty()) {
            texts.appendNull();
        } else {
            text(json.of(messages));
        }
    }

    private void parts(List<Part> parts) throws SQLException {
        if (parts.isEmpty()) {
            texts.appendNull();
        } else {
            text(json.ofParts(parts));
        }
    }

    private void json(Json value) throws SQLException {
        text(texts, value.text());
        bytes += value.text().length();
    }

    private void text(byte[] utf8) throws SQLException {
        texts.append(utf8);
        bytes += utf8.length;
    }

    /** About how much was appended, for weighing. */
    long bytes() {
        return bytes;
    }

    void flush() throws SQLException {
        spans.flush();
        texts.flush();
    }

    @Override
    public void close() throws SQLException {
        try (spans;
                texts;
                json) {
            flush();
        }
    }
}
