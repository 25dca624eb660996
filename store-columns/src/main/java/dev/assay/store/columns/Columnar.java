package dev.assay.store.columns;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row by the names of its columns; what is NULL is absent. */
record Columnar(ResultSet row) {

    String text(String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }

    /** A non-NULL trace id. */
    String traceId(String column) throws SQLException {
        return Ids.trace(Objects.requireNonNull(row.getObject(column, UUID.class), column));
    }

    String traceIdOrEmpty(String column) throws SQLException {
        @Nullable UUID id = row.getObject(column, UUID.class);
        return id == null ? "" : Ids.trace(id);
    }

    String spanIdOrEmpty(String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? "" : Ids.span(id);
    }

    /** Of a column that was selected as {@code epoch_ns(...)}. */
    Instant instant(String column) throws SQLException {
        return Sql.instant(row.getLong(column));
    }

    OptionalLong number(String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    OptionalDouble decimal(String column) throws SQLException {
        double decimal = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(decimal);
    }

    List<String> texts(String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        if (array == null) {
            return List.of();
        }
        Object[] elements = (Object[]) array.getArray();
        return Arrays.stream(elements).map(String::valueOf).toList();
    }
}
