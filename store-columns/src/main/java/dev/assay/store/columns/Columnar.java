package dev.assay.store.columns;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows by the names of their columns; what is NULL is absent. The driver would look a name up for each value.
 *
 * <p>To hand a text over, the driver calls back into the JVM, which takes five times as long as to hand over its bytes: who reads many
 * rows selects {@code encode(column)}.
 */
final class Columnar {

    private final ResultSet row;
    private final Map<String, Integer> indexes;

    /** Of the columns with a text that is {@code encode}d. */
    private final BitSet encoded = new BitSet();

    Columnar(ResultSet row) throws SQLException {
        this.row = row;
        ResultSetMetaData columns = row.getMetaData();
        this.indexes = HashMap.newHashMap(columns.getColumnCount());
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            indexes.put(columns.getColumnName(i), i);
            encoded.set(i, columns.getColumnType(i) == Types.BLOB);
        }
    }

    private int at(String column) {
        return Objects.requireNonNull(indexes.get(column), column);
    }

    /** Empty where the column is NULL. */
    Optional<Boolean> truth(String column) throws SQLException {
        boolean truth = row.getBoolean(at(column));
        return row.wasNull() ? Optional.empty() : Optional.of(truth);
    }

    /** Of a column that is never NULL. */
    int integer(String column) throws SQLException {
        return row.getInt(at(column));
    }

    String text(String column) throws SQLException {
        int at = at(column);
        @Nullable String text = encoded.get(at) ? encoded(row, at) : row.getString(at);
        return text == null ? "" : text;
    }

    /** The text of a column that is {@code encode}d. */
    static @Nullable String encoded(ResultSet row, int at) throws SQLException {
        byte @Nullable [] utf8 = row.getBytes(at);
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    /** The bytes of a text that is {@code encode}d; none where it is NULL. */
    byte[] utf8(String column) throws SQLException {
        byte @Nullable [] utf8 = row.getBytes(at(column));
        return utf8 == null ? new byte[0] : utf8;
    }

    /** A non-NULL trace id. */
    String traceId(String column) throws SQLException {
        return Ids.trace(Objects.requireNonNull(row.getObject(at(column), UUID.class), column));
    }

    String traceIdOrEmpty(String column) throws SQLException {
        @Nullable UUID id = row.getObject(at(column), UUID.class);
        return id == null ? "" : Ids.trace(id);
    }

    String spanIdOrEmpty(String column) throws SQLException {
        long id = row.getLong(at(column));
        return row.wasNull() ? "" : Ids.span(id);
    }

    /** Of a column that was selected as {@code epoch_ns(...)}. */
    Instant instant(String column) throws SQLException {
        return Sql.instant(row.getLong(at(column)));
    }

    OptionalLong number(String column) throws SQLException {
        long number = row.getLong(at(column));
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    OptionalDouble decimal(String column) throws SQLException {
        double decimal = row.getDouble(at(column));
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(decimal);
    }

    /** None where the column is NULL. */
    List<Long> numbers(String column) throws SQLException {
        return elements(column).map(Long.class::cast).toList();
    }

    List<String> texts(String column) throws SQLException {
        return elements(column).map(String::valueOf).toList();
    }

    private Stream<Object> elements(String column) throws SQLException {
        @Nullable Array array = row.getArray(at(column));
        return array == null ? Stream.empty() : Arrays.stream((Object[]) array.getArray());
    }
}
