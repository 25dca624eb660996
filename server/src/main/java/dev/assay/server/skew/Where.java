package dev.assay.server.skew;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which rows of a file make a side: those that have all of some values. */
record Where(List<Condition> conditions) {

    record Condition(String field, String value) {}

    Where {
        conditions = List.copyOf(conditions);
    }

    /** @throws IllegalArgumentException where one is not {@code FIELD=VALUE} */
    static Where parse(List<String> given) {
        List<Condition> conditions = new ArrayList<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + one + "' (expected: FIELD=VALUE, as model=gpt-4-0314)");
            }
            conditions.add(new Condition(one.substring(0, equals), one.substring(equals + 1)));
        }
        return new Where(conditions);
    }

    boolean holds(JsonNode row) {
        return conditions.stream()
                .allMatch(condition -> value(row, condition.field).equals(condition.value));
    }

    private static String value(JsonNode row, String field) {
        JsonNode node = field.startsWith("/") ? row.at(field) : row.path(field);
        return node.isValueNode() ? node.asString() : "";
    }

    String sentence() {
        return conditions.isEmpty()
                ? ""
                : " where "
                        + String.join(
                                " and ",
                                conditions.stream()
                                        .map(c -> c.field + " is " + c.value)
                                        .toList());
    }
}
