package dev.assay.store.columns;

import dev.assay.store.RefusedSqlException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Lets through what only reads the views. The engine's own parser says what a text is: {@code json_serialize_sql} takes
 * {@code SELECT} statements alone, and its tree names every table and table function, however deep.
 */
final class SqlGuard {

    /** That make rows of their arguments; all others may read files, settings or the engine's own tables. */
    private static final Set<String> FUNCTIONS = Set.of("range", "generate_series", "unnest");

    /** Names that no file can have, because the engine reads a table of another name as a file. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final String PARSE = """
            WITH parsed AS MATERIALIZED (
                SELECT json_serialize_sql(?) AS tree
            )
            SELECT json_extract_string(tree, '$.error')::BOOLEAN, json_extract_string(tree, '$.error_message'),
                   json_array_length(tree, '$.statements')
            FROM parsed
            """;

    /** Objects only: a text of the question that looks like a piece of the tree is none. */
    private static final String NAMES = """
            SELECT json_extract_string(value, '$.type'),
                   coalesce(json_extract_string(value, '$.table_name'),
                            json_extract_string(value, '$.function.function_name'), ''),
                   concat(json_extract_string(value, '$.schema_name'), json_extract_string(value, '$.catalog_name')),
                   json_extract_string(value, '$.key'),
                   coalesce(json_type(value, '$.query'), 'NULL') = 'NULL'
            FROM json_tree(json_serialize_sql(?))
            WHERE type = 'OBJECT'
              AND (json_extract_string(value, '$.type') IN ('BASE_TABLE', 'TABLE_FUNCTION', 'SHOW_REF')
                   OR json_exists(value, '$.value.query_node'))
            """;

    private final Set<String> views;

    SqlGuard(Set<String> views) {
        this.views = new TreeSet<>(views);
    }

    /** @throws RefusedSqlException where the text does more than read the views */
    void check(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARSE)) {
            statement.setString(1, sql);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    String why = String.valueOf(row.getString(2));
                    throw new RefusedSqlException(
                            why.startsWith("Only SELECT")
                                    ? "only questions are answered here (expected: SELECT, FROM, WITH, DESCRIBE or SUMMARIZE)"
                                    : why);
                }
                if (row.getInt(3) != 1) {
                    throw new RefusedSqlException(row.getInt(3) + " statements (expected: one at a time)");
                }
            }
        }
        checkNames(connection, sql);
    }

    private void checkNames(Connection connection, String sql) throws SQLException {
        Set<String> tables = new TreeSet<>();
        Set<String> own = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
            statement.setString(1, sql);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(2).toLowerCase(Locale.ROOT);
                    switch (String.valueOf(row.getString(1))) {
                        case "BASE_TABLE" ->
                            tables.add(row.getString(3).isEmpty() ? name : row.getString(3) + "." + name);
                        case "TABLE_FUNCTION" -> requireFunction(name);
                        case "SHOW_REF" -> requireQuery(row.getBoolean(5));
                        default -> own.add(String.valueOf(row.getString(4)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        own.removeIf(name -> !PLAIN.matcher(name).matches());
        tables.removeAll(own);
        tables.removeAll(views);
        if (!tables.isEmpty()) {
            throw new RefusedSqlException("there is no '" + tables.iterator().next() + "' (expected: one of "
                    + String.join(", ", views) + ")");
        }
    }

    private static void requireFunction(String name) {
        if (!FUNCTIONS.contains(name)) {
            throw new RefusedSqlException("the table function '" + name + "' is not allowed (expected: one of "
                    + String.join(", ", new TreeSet<>(FUNCTIONS)) + ")");
        }
    }

    private void requireQuery(boolean absent) {
        if (absent) {
            throw new RefusedSqlException(
                    "the tables are not listed here (expected: DESCRIBE and one of " + String.join(", ", views) + ")");
        }
    }
}
