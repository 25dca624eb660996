package org.duckdb;

import static org.duckdb.DuckDBBindings.duckdb_append_data_chunk;
import static org.duckdb.DuckDBBindings.duckdb_appender_close;
import static org.duckdb.DuckDBBindings.duckdb_appender_column_count;
import static org.duckdb.DuckDBBindings.duckdb_appender_column_type;
import static org.duckdb.DuckDBBindings.duckdb_appender_create_ext;
import static org.duckdb.DuckDBBindings.duckdb_appender_destroy;
import static org.duckdb.DuckDBBindings.duckdb_appender_error;
import static org.duckdb.DuckDBBindings.duckdb_appender_flush;
import static org.duckdb.DuckDBBindings.duckdb_create_data_chunk;
import static org.duckdb.DuckDBBindings.duckdb_data_chunk_get_vector;
import static org.duckdb.DuckDBBindings.duckdb_data_chunk_reset;
import static org.duckdb.DuckDBBindings.duckdb_data_chunk_set_size;
import static org.duckdb.DuckDBBindings.duckdb_destroy_data_chunk;
import static org.duckdb.DuckDBBindings.duckdb_destroy_logical_type;
import static org.duckdb.DuckDBBindings.duckdb_get_type_id;
import static org.duckdb.DuckDBBindings.duckdb_list_vector_get_child;
import static org.duckdb.DuckDBBindings.duckdb_list_vector_reserve;
import static org.duckdb.DuckDBBindings.duckdb_list_vector_set_size;
import static org.duckdb.DuckDBBindings.duckdb_vector_ensure_validity_writable;
import static org.duckdb.DuckDBBindings.duckdb_vector_get_data;
import static org.duckdb.DuckDBBindings.duckdb_vector_get_validity;
import static org.duckdb.DuckDBBindings.duckdb_vector_size;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's memory for the next rows of one table: a vector a column, in the layout of its
 * <a href="https://duckdb.org/docs/stable/clients/c/vector">C interface</a>. The driver's own appender writes into the same memory, but
 * asks the engine for each text and each list. For one thread.
 */
public final class Chunk implements AutoCloseable {

    /** Rows that fit. */
    public static final int CAPACITY = Math.toIntExact(duckdb_vector_size());

    private final String table;
    private final ByteBuffer appender;
    private final ByteBuffer[] types;
    private final ByteBuffer chunk;
    private final ByteBuffer[] vectors;

    /**
     * @param catalog the attached database, or empty for the connection's own
     * @throws SQLException where there is no such table
     */
    public Chunk(DuckDBConnection connection, String catalog, String table) throws SQLException {
        this.table = table;
        appender = appender(connection, catalog, table);
        types = new ByteBuffer[Math.toIntExact(duckdb_appender_column_count(appender))];
        for (int i = 0; i < types.length; i++) {
            types[i] = duckdb_appender_column_type(appender, i);
        }
        chunk = duckdb_create_data_chunk(types);
        vectors = new ByteBuffer[types.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = duckdb_data_chunk_get_vector(chunk, i);
        }
    }

    @SuppressWarnings("NullAway") // the driver takes null for no catalog
    private static ByteBuffer appender(DuckDBConnection connection, String catalog, String table) throws SQLException {
        ByteBuffer[] made = new ByteBuffer[1];
        connection.connRefLock.lock();
        try {
            connection.checkOpen();
            int state = duckdb_appender_create_ext(
                    connection.connRef, catalog.isEmpty() ? null : utf8(catalog), utf8("main"), utf8(table), made);
            ByteBuffer appender = made[0]; // null where it could not be made at all
            if (appender == null) {
                throw new SQLException("no rows can be written to " + table);
            }
            if (state != 0) {
                String error = error(appender);
                duckdb_appender_destroy(appender);
                throw new SQLException("no rows can be written to " + table + ": " + error);
            }
            return appender;
        } finally {
            connection.connRefLock.unlock();
        }
    }

    public int columns() {
        return vectors.length;
    }

    /** The C interface's number of the column's type, {@code duckdb_type}. */
    public int type(int column) {
        return duckdb_get_type_id(types[column]);
    }

    /**
     * Where the values of a column lie. What was asked before {@link #append} may not be used after it.
     *
     * @param width bytes of a value
     */
    public ByteBuffer data(int column, int width) {
        return ordered(duckdb_vector_get_data(vectors[column], (long) CAPACITY * width));
    }

    /** A bit a row of a column, all of them set; a row whose bit is taken away is NULL. */
    public ByteBuffer validity(int column) {
        return validity(vectors[column]);
    }

    private static ByteBuffer validity(ByteBuffer vector) {
        duckdb_vector_ensure_validity_writable(vector);
        return ordered(duckdb_vector_get_validity(vector, CAPACITY));
    }

    /**
     * Where the elements of all lists of a column lie.
     *
     * @param elements of all of them together
     * @param width bytes of an element
     */
    public ByteBuffer elements(int column, int elements, int width) throws SQLException {
        if (duckdb_list_vector_reserve(vectors[column], elements) != 0
                || duckdb_list_vector_set_size(vectors[column], elements) != 0) {
            throw new SQLException("there is no room for " + elements + " elements of lists of " + table);
        }
        return ordered(duckdb_vector_get_data(duckdb_list_vector_get_child(vectors[column]), (long) elements * width));
    }

    private static ByteBuffer ordered(ByteBuffer memory) {
        return memory.order(ByteOrder.nativeOrder());
    }

    /** Hands so many rows over and begins anew. Whatever the values point to has been copied on return. */
    public void append(int rows) throws SQLException {
        duckdb_data_chunk_set_size(chunk, rows);
        require(duckdb_append_data_chunk(appender, chunk));
        duckdb_data_chunk_reset(chunk);
    }

    /** Puts the rows that were handed over into the table. */
    public void flush() throws SQLException {
        require(duckdb_appender_flush(appender));
    }

    private void require(int state) throws SQLException {
        if (state != 0) {
            throw new SQLException("rows of " + table + " could not be written: " + error(appender));
        }
    }

    private static String error(ByteBuffer appender) {
        byte @Nullable [] error = duckdb_appender_error(appender);
        return error == null ? "the engine does not say why" : new String(error, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        duckdb_destroy_data_chunk(chunk);
        for (ByteBuffer type : types) {
            duckdb_destroy_logical_type(type);
        }
        duckdb_appender_close(appender);
        duckdb_appender_destroy(appender);
    }
}
