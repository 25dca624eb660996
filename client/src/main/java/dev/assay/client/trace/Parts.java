package dev.assay.client.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages and their parts as the GenAI convention writes them on spans. */
final class Parts {

    private Parts() {}

    static Map<String, Object> message(String role, List<?> parts) {
        return fields("role", role, "parts", parts);
    }

    static Map<String, Object> text(@Nullable String content) {
        return fields("type", "text", "content", content == null ? "" : content);
    }

    static Map<String, Object> reasoning(String content) {
        return fields("type", "reasoning", "content", content);
    }

    /** @param arguments as the model wrote them: JSON, where it kept to it */
    static Map<String, Object> toolCall(@Nullable String id, @Nullable String name, @Nullable String arguments) {
        return fields("type", "tool_call", "id", id, "name", name, "arguments", arguments);
    }

    static Map<String, Object> toolResult(@Nullable String id, @Nullable String response) {
        return fields("type", "tool_call_response", "id", id, "response", response);
    }

    static Map<String, Object> uri(String modality, @Nullable String mimeType, String uri) {
        return fields("type", "uri", "modality", modality, "mime_type", mimeType, "uri", uri);
    }

    static Map<String, Object> blob(String modality, @Nullable String mimeType, String base64) {
        return fields("type", "blob", "modality", modality, "mime_type", mimeType, "content", base64);
    }

    /** Pairs of name and value; those without a value are left out. */
    static Map<String, Object> fields(@Nullable Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            Object value = pairs[at + 1];
            if (value != null) {
                fields.put(String.valueOf(pairs[at]), value);
            }
        }
        return fields;
    }
}
