package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.TraceFilter.Condition;
import dev.assay.store.json.MessageJson;
import java.util.Locale;

/** A filter as conditions on the head rows of traces. */
final class FilterSql {

    /**
     * Words of the JSON around the texts. A search for a part of them would find every message, so it looks behind
     * them, at a price.
     */
    private static final String ENVELOPE = """
            [{"role":"system"},{"role":"user"},{"role":"assistant"},{"role":"tool"},"name":"","parts":[{"type":"text",\
            "content":""},{"type":"reasoning"},{"type":"tool_call","id":"","arguments":""},\
            {"type":"tool_call_response","response":""}]""";

    private static final String ENVELOPE_PATTERN =
            "\"(role|name|parts|type|content|id|arguments|response)\":(\"(system|user|assistant|tool|text|reasoning"
                    + "|tool_call|tool_call_response)\")?";

    private FilterSql() {}

    /** Adds the conditions after a {@code WHERE} and what stands there already. */
    static void addTo(Sql sql, TraceFilter filter) {
        sql.add("project = ? AND head", filter.project());
        sql.add("AND start_time >= make_timestamp_ns(?)", Sql.nanos(filter.from()));
        sql.add("AND start_time < make_timestamp_ns(?)", Sql.nanos(filter.to()));
        for (Condition condition : filter.conditions()) {
            sql.add("AND trace_id IN (SELECT trace_id FROM spans WHERE project = ?", filter.project());
            addCondition(sql, condition);
            sql.add(")");
        }
        if (!filter.text().isBlank()) {
            addText(sql, filter);
        }
    }

    private static void addCondition(Sql sql, Condition condition) {
        String value = condition.value();
        switch (condition.field()) {
            case MODEL -> sql.add("AND (request_model = ? OR response_model = ?)", value, value);
            case PROVIDER -> sql.add("AND provider = ?", value);
            case KIND -> sql.add("AND kind = ?", value.toLowerCase(Locale.ROOT));
            case STATUS -> sql.add("AND status = ?", value.toLowerCase(Locale.ROOT));
            case NAME -> sql.add("AND name = ?", value);
            case SERVICE -> sql.add("AND service = ?", value);
            case ENVIRONMENT -> sql.add("AND environment = ?", value);
            case SESSION -> sql.add("AND session_id = ?", value);
            case USER -> sql.add("AND user_id = ?", value);
            case TAG -> sql.add("AND list_contains(tags, ?)", value);
        }
    }

    /** Texts lie there as JSON strings, arguments and results as JSON: the words are looked for in both spellings. */
    private static void addText(Sql sql, TraceFilter filter) {
        String words = filter.text().strip().toLowerCase(Locale.ROOT);
        String quoted = MessageJson.quote(words).text();
        String escaped = quoted.substring(1, quoted.length() - 1);
        String input = "lower(input)";
        String output = "lower(output)";
        if (ENVELOPE.contains(escaped) || ENVELOPE.contains(words)) {
            input = "lower(regexp_replace(input, '" + ENVELOPE_PATTERN + "', '', 'g'))";
            output = "lower(regexp_replace(output, '" + ENVELOPE_PATTERN + "', '', 'g'))";
        }
        sql.add("AND trace_id IN (SELECT trace_id FROM texts WHERE project = ?", filter.project());
        sql.add("AND (contains(" + input + ", ?) OR contains(" + output + ", ?)", escaped, escaped);
        if (!escaped.equals(words)) {
            sql.add("OR contains(" + input + ", ?) OR contains(" + output + ", ?)", words, words);
        }
        sql.add("))");
    }
}
