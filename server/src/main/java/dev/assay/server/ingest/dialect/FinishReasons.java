package dev.assay.server.ingest.dialect;

import java.util.ArrayList;
import java.util.List;

/** Why a choice ended, in one vocabulary. */
final class FinishReasons {

    private FinishReasons() {}

    static List<String> normalised(List<String> reasons) {
        List<String> normalised = new ArrayList<>(reasons.size());
        for (String reason : reasons) {
            normalised.add(normalised(reason));
        }
        return normalised;
    }

    /** What has no common word stays as it is. */
    static String normalised(String reason) {
        return switch (reason) {
            case "stop", "end_turn", "STOP", "stop_sequence", "eos", "COMPLETE", "completed" -> "stop";
            case "length", "max_tokens", "MAX_TOKENS", "LENGTH", "max_output_tokens" -> "length";
            case "tool_call", "tool_calls", "tool-calls", "tool_use", "function_call", "TOOL_CALL", "TOOL_CALLS" ->
                "tool_call";
            case "content_filter", "content-filter", "refusal", "SAFETY", "content_filtered", "CONTENT_FILTER" ->
                "content_filter";
            default -> reason;
        };
    }
}
