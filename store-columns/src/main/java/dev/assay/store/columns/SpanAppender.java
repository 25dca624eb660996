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
import org.duckdb.DuckDBConnection;

/** Appends spans: the narrow row and, beside it, the texts. The order of the calls is the order of the columns. */
final class SpanAppender implements AutoCloseable {

    /** The narrow row and the keys of the texts. */
    private static final long ROW_BYTES = 500;

    private final RowAppender spans;
    private final RowAppender texts;
    private final long arrival;
    private final MessageBytes json = new MessageBytes();
    private long bytes;

    /** Memory for the rows of a batch, to be used again for the next. */
    record Heaps(TextHeap spans, TextHeap texts) {
        Heaps() {
            this(new TextHeap(), new TextHeap());
        }
    }

    /**
     * @param arrival the position of the batch that brings them
     * @param heaps nobody else's until this is closed
     */
    SpanAppender(DuckDBConnection connection, long arrival, Heaps heaps) throws SQLException {
        this.arrival = arrival;
        spans = new RowAppender(connection, "spans", heaps.spans);
        try {
            texts = new RowAppender(connection, "texts", heaps.texts);
        } catch (SQLException e) {
            spans.close();
            throw e;
        }
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
            spans.none();
        } else {
            spans.number(Ids.span(span.parentSpanId()));
        }
        spans.flag(head)
                .time(arriving.start())
                .time(Sql.storedNanos(span.endTime()))
                .text(unbound(span.name()))
                .text(span.kind().label())
                .text(span.status().label());
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
            spans.decimal(span.costUsd().getAsDouble());
        } else {
            spans.none();
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
        spans.number(arrival).integer(arriving.tells()).endRow();
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
        texts.time(arriving.start());
        messages(span.input());
        messages(span.output());
        parts(span.systemInstructions());
        json(span.tools());
        json(span.metadata());
        json(span.attributes());
        texts.number(arrival).endRow();
    }

    private static void begin(RowAppender appender, Arriving arriving, long id) throws SQLException {
        appender.text(arriving.project()).uuid(arriving.trace().key().traceId()).number(id);
    }

    private static void text(RowAppender appender, String text) throws SQLException {
        if (text.isEmpty()) {
            appender.none();
        } else {
            appender.text(text);
        }
    }

    private void number(OptionalLong number) throws SQLException {
        if (number.isPresent()) {
            spans.number(number.getAsLong());
        } else {
            spans.none();
        }
    }

    private void list(List<String> values) throws SQLException {
        if (values.isEmpty()) {
            spans.none();
        } else {
            spans.texts(values);
        }
    }

    private void tags(List<String> tags) throws SQLException {
        list(tags.isEmpty() ? tags : tags.stream().map(SpanAppender::unbound).toList());
    }

    private void messages(List<Message> messages) throws SQLException {
        if (messages.isEmpty()) {
            texts.none();
        } else {
            text(json.of(messages));
        }
    }

    private void parts(List<Part> parts) throws SQLException {
        if (parts.isEmpty()) {
            texts.none();
        } else {
            text(json.ofParts(parts));
        }
    }

    private void json(Json value) throws SQLException {
        text(texts, value.text());
        bytes += value.text().length();
    }

    private void text(byte[] utf8) throws SQLException {
        texts.text(utf8);
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

    /** The transaction of rows that are not flushed is to be taken back. */
    @Override
    public void close() throws SQLException {
        try (spans;
                texts) {
            json.close();
        }
    }
}
