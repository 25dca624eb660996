package dev.assay.store.columns;

import java.util.List;

/**
 * What a term says of one row.
 *
 * @param table whose rows
 * @param text a condition on them, with question marks
 * @param values what is bound to those
 */
record Condition(String table, String text, List<Object> values) {

    Condition {
        values = List.copyOf(values);
    }
}
