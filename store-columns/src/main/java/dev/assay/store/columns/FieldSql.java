package dev.assay.store.columns;

import dev.assay.store.filter.Field;
import java.util.List;

/** Where a field lies in the tables. */
final class FieldSql {

    private FieldSql() {}

    /** Expressions over a row, NULL where the field is absent; more than one where any of them counts. */
    static List<String> of(Field field) {
        return switch (field) {
            case TRACE -> List.of("replace(trace_id::VARCHAR, '-', '')");
            case SPAN -> List.of(hex("span_id"));
            case PARENT -> List.of(hex("parent_span_id"));
            case NAME -> List.of("nullif(name, '')");
            case KIND -> List.of("kind");
            case STATUS -> List.of("status");
            case FAILED -> List.of("CASE WHEN status = 'error' THEN 'true' ELSE 'false' END");
            case OPERATION -> List.of("operation");
            case PROVIDER -> List.of("provider");
            case MODEL -> List.of("request_model", "response_model");
            case REQUEST_MODEL -> List.of("request_model");
            case RESPONSE_MODEL -> List.of("response_model");
            case RESPONSE_ID -> List.of("response_id");
            case ERROR_TYPE -> List.of("error_type");
            case ERROR_MESSAGE -> List.of("error_message");
            case FINISH -> List.of("finish_reasons");
            case SESSION -> List.of("session_id");
            case USER -> List.of("user_id");
            case TAG -> List.of("tags");
            case PROMPT -> List.of("prompt_name");
            case PROMPT_VERSION -> List.of("prompt_version");
            case SERVICE -> List.of("service");
            case ENVIRONMENT -> List.of("environment");
            case CLIENT -> List.of("client_name");
            case CLIENT_VERSION -> List.of("client_version");
            case DIALECT -> List.of("dialect");
            case INPUT -> List.of("input");
            case OUTPUT -> List.of("output");
            case SYSTEM -> List.of("system_instructions");
            case TOOLS -> List.of("tools");
            case TOKENS -> List.of("coalesce(input_tokens + output_tokens, input_tokens, output_tokens)");
            case INPUT_TOKENS -> List.of("input_tokens");
            case OUTPUT_TOKENS -> List.of("output_tokens");
            case CACHE_READ_TOKENS -> List.of("cache_read_tokens");
            case CACHE_WRITE_TOKENS -> List.of("cache_write_tokens");
            case REASONING_TOKENS -> List.of("reasoning_tokens");
            case COST -> List.of("cost_usd");
            case DURATION -> List.of("greatest(epoch_ns(end_time) - epoch_ns(start_time), 0)");
            case START -> List.of("start_time");
            case END -> List.of("end_time");
        };
    }

    /** A number by which ids are in the order of their digits. */
    static String ordered(String column) {
        return "xor(" + column + ", (-9223372036854775808)::BIGINT)";
    }

    /** All 16 digits. */
    static String hex(String column) {
        return "lpad(lower(to_hex(" + column + ")), 16, '0')";
    }
}
