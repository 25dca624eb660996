package dev.assay.server.skew;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which rows of a file make a side: those that have all of some values. */
final class Where {

    private static final int MOST_SEEN = 8;
    private static final int LONGEST_SEEN = 60;

    private final List<Condition> conditions;
    private final Map<String, Set<String>> seen = new LinkedHashMap<>();

    record Condition(String field, String value) {}

    private Where(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /** @throws IllegalArgumentException where one is not {@code FIELD=VALUE} */
    static Where parse(List<String> given) {
        List<Condition> conditions = new ArrayList<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "A condition was '" + one + "' (expected: FIELD=VALUE, as model=gpt-4-0314)");
            }
            conditions.add(new Condition(one.substring(0, equals), one.substring(equals + 1)));
        }
        return new Where(conditions);
    }

    boolean holds(JsonNode row) {
        boolean holds = true;
        for (Condition condition : conditions) {
            String value = value(row, condition.field);
            Set<String> values = seen.computeIfAbsent(condition.field, _ -> new LinkedHashSet<>());
            if (values.size() < MOST_SEEN && !value.isEmpty()) {
                values.add(TerminalReport.safe(value, LONGEST_SEEN));
            }
            holds &= value.equals(condition.value);
        }
        return holds;
    }

    /** The values that rows have, so that somebody who asked for others sees which there are. */
    String seen() {
        StringBuilder sentence = new StringBuilder();
        seen.forEach((field, values) -> sentence.append("; ")
                .append(field)
                .append(values.isEmpty() ? " is in no row" : " is one of: " + String.join(", ", values))
                .append(values.size() == MOST_SEEN ? ", ..." : ""));
        return sentence.toString();
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
