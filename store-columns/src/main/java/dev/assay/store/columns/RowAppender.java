package dev.assay.store.columns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.duckdb.Chunk;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows of one table, value by value in the order of its columns, straight into the engine's vectors. Texts of more than
 * twelve bytes are pointed to (the layout of {@code duckdb_string_t}): the engine copies them once, and looks for nothing.
 */
final class RowAppender implements AutoCloseable {

    private static final int WIDTH_OF_TEXT = 16;
    private static final int INLINE = 12;
    private static final int LATEST = 4;

    private final Chunk chunk;
    private final TextHeap heap;
    private final Column[] columns;
    private int row;
    private int at;

    /** @param heap nobody else's until this is closed */
    RowAppender(DuckDBConnection connection, String table, TextHeap heap) throws SQLException {
        this(connection, "", table, heap);
    }

    /**
     * @param catalog an attached database
     * @param heap nobody else's until this is closed
     */
    RowAppender(DuckDBConnection connection, String catalog, String table, TextHeap heap) throws SQLException {
        this.heap = heap;
        chunk = new Chunk(connection, catalog, table);
        columns = new Column[chunk.columns()];
        try {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new Column(Type.of(chunk.type(i)));
            }
        } catch (IllegalArgumentException e) {
            chunk.close();
            throw e;
        }
        begin();
    }

    /** By the numbers of {@code duckdb_type}. */
    private enum Type {
        BOOLEAN(1, 1),
        INTEGER(4, 4),
        BIGINT(5, 8),
        DOUBLE(11, 8),
        VARCHAR(17, WIDTH_OF_TEXT),
        TIMESTAMP_NS(22, 8),
        LIST(24, 16),
        UUID(27, 16);

        final int number;
        final int width;

        Type(int number, int width) {
            this.number = number;
            this.width = width;
        }

        static Type of(int number) {
            for (Type type : values()) {
                if (type.number == number) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no rows are written with a column of type " + number);
        }
    }

    private static final class Column {

        final Type type;
        ByteBuffer data = ByteBuffer.allocate(0);

        @Nullable ByteBuffer validity;

        /** Many rows of a request have the very same object as one of those before. */
        final @Nullable String[] latest = new @Nullable String[LATEST];

        final int[] places = new int[LATEST];
        int next;

        final List<String> elements = new ArrayList<>();

        Column(Type type) {
            this.type = type;
        }

        @SuppressWarnings("ReferenceEquality") // equal ones that are others are only written again
        int placeOf(String value) {
            for (int i = 0; i < LATEST; i++) {
                if (latest[i] == value) {
                    return places[i];
                }
            }
            return -1;
        }

        void remember(String value, int place) {
            latest[next] = value;
            places[next] = place;
            next = (next + 1) % LATEST;
        }
    }

    private void begin() {
        row = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            column.data = chunk.data(i, column.type.width);
            column.validity = null;
            Arrays.fill(column.latest, null);
            column.elements.clear();
        }
    }

    private Column next(Type type) {
        Column column = columns[at++];
        if (column.type != type) {
            throw new IllegalStateException("column " + at + " is " + column.type + ", not " + type);
        }
        return column;
    }

    RowAppender flag(boolean value) {
        next(Type.BOOLEAN).data.put(row, (byte) (value ? 1 : 0));
        return this;
    }

    RowAppender integer(int value) {
        next(Type.INTEGER).data.putInt(row * Type.INTEGER.width, value);
        return this;
    }

    RowAppender number(long value) {
        next(Type.BIGINT).data.putLong(row * Type.BIGINT.width, value);
        return this;
    }

    RowAppender decimal(double value) {
        next(Type.DOUBLE).data.putDouble(row * Type.DOUBLE.width, value);
        return this;
    }

    /** @param nanos since 1970 in UTC */
    RowAppender time(long nanos) {
        next(Type.TIMESTAMP_NS).data.putLong(row * Type.TIMESTAMP_NS.width, nanos);
        return this;
    }

    /** A number of 128 bits whose highest one is turned, so that it sorts as its text does. */
    RowAppender uuid(UUID value) {
        ByteBuffer data = next(Type.UUID).data;
        int place = row * Type.UUID.width;
        data.putLong(place, value.getLeastSignificantBits());
        data.putLong(place + 8, value.getMostSignificantBits() ^ Long.MIN_VALUE);
        return this;
    }

    RowAppender text(String value) {
        Column column = next(Type.VARCHAR);
        int place = row * WIDTH_OF_TEXT;
        int before = column.placeOf(value);
        if (before >= 0) {
            column.data.putLong(place, column.data.getLong(before));
            column.data.putLong(place + 8, column.data.getLong(before + 8));
        } else {
            putText(column.data, place, value.getBytes(StandardCharsets.UTF_8));
            column.remember(value, place);
        }
        return this;
    }

    RowAppender text(byte[] utf8) {
        putText(next(Type.VARCHAR).data, row * WIDTH_OF_TEXT, utf8);
        return this;
    }

    private void putText(ByteBuffer data, int place, byte[] utf8) {
        int length = utf8.length;
        data.putInt(place, length);
        if (length <= INLINE) {
            // What follows a short text has to be zeros: texts are compared by their sixteen bytes.
            data.putLong(place + 4, 0);
            data.putInt(place + 12, 0);
            data.put(place + 4, utf8);
        } else {
            data.put(place + 4, utf8, 0, 4);
            data.putLong(place + 8, heap.put(utf8));
        }
    }

    RowAppender texts(List<String> values) {
        Column column = next(Type.LIST);
        int place = row * Type.LIST.width;
        column.data.putLong(place, column.elements.size());
        column.data.putLong(place + 8, values.size());
        column.elements.addAll(values);
        return this;
    }

    RowAppender none() {
        int index = at++;
        Column column = columns[index];
        ByteBuffer validity = column.validity;
        if (validity == null) {
            validity = chunk.validity(index);
            column.validity = validity;
        }
        int place = row >> 3;
        validity.put(place, (byte) (validity.get(place) & ~(1 << (row & 7))));
        if (column.type == Type.LIST) {
            column.data.putLong(row * Type.LIST.width, column.elements.size());
            column.data.putLong(row * Type.LIST.width + 8, 0);
        }
        return this;
    }

    void endRow() throws SQLException {
        if (at != columns.length) {
            throw new IllegalStateException("a row of " + columns.length + " columns has " + at + " values");
        }
        at = 0;
        row++;
        if (row == Chunk.CAPACITY || heap.isFull()) {
            handOver();
        }
    }

    void flush() throws SQLException {
        if (row > 0) {
            handOver();
        }
        chunk.flush();
    }

    private void handOver() throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            if (!columns[i].elements.isEmpty()) {
                putElements(i, columns[i].elements);
            }
        }
        chunk.append(row);
        heap.clear();
        begin();
    }

    private void putElements(int column, List<String> elements) throws SQLException {
        ByteBuffer data = chunk.elements(column, elements.size(), WIDTH_OF_TEXT);
        for (int i = 0; i < elements.size(); i++) {
            putText(data, i * WIDTH_OF_TEXT, elements.get(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Rows that are not flushed may have got into the transaction or not: it is to be taken back. */
    @Override
    public void close() {
        heap.clear();
        chunk.close();
    }
}
