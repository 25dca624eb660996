package dev.assay.server.ingest.dialect;

import dev.assay.model.Span;
import dev.assay.store.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The names of attributes that no field was read from, where that is worth telling. */
public final class LeftAttributes {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** What Assay writes itself, and what is about the call but no part of a conversation: it is kept, and shown as it is. */
    private static final List<String> EXPECTED = List.of(
            "assay.",
            "gen_ai.request.",
            "gen_ai.agent.",
            "gen_ai.server.",
            "gen_ai.output.type",
            "gen_ai.tool.type",
            "gen_ai.data_source.",
            "gen_ai.retrieval.",
            "gen_ai.embeddings.",
            "gen_ai.response.time_to_first_chunk",
            "llm.invocation_parameters",
            "server.",
            "client.",
            "http.",
            "url.",
            "net.",
            "network.",
            "peer.",
            "rpc.",
            "db.",
            "code.",
            "thread.",
            "process.",
            "telemetry.",
            "service.",
            "openai.");

    /** The sum of what went in and what came out says nothing new beside them, and nothing that could be mapped without them. */
    private static final Pattern TOTAL = Pattern.compile("(?i)total_?tokens$|token_count\\.total$");

    private static final Set<String> ENVELOPE = Set.of("otlp", "resource", "scope", "events", "links");

    /** Where clients put whole requests, responses and conversations. */
    private static final Set<String> WHOLE = Set.of(
            "input.value",
            "output.value",
            "gen_ai.prompt",
            "gen_ai.completion",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "langfuse.observation.input",
            "langfuse.observation.output",
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "traceloop.entity.input",
            "traceloop.entity.output",
            "ai.prompt",
            "ai.prompt.messages",
            "pydantic_ai.all_messages",
            "gcp.vertex.agent.llm_request",
            "gcp.vertex.agent.llm_response");

    private LeftAttributes() {}

    /**
     * @param finding that it is not read, or that it is told twice
     * @param name with {@code N} for the numbers in it
     */
    public record Left(Finding finding, String name) {}

    public static List<Left> of(Span span) {
        if (span.attributes().isAbsent()) {
            return List.of();
        }
        boolean hasContent = !span.input().isEmpty() || !span.output().isEmpty();
        List<Left> left = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(
                ObjectReadContext.empty(), span.attributes().text())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (isExpected(name)) {
                    json.skipChildren();
                    continue;
                }
                if (isTold(words(json), span)) {
                    continue;
                }
                boolean doubled = hasContent && WHOLE.contains(name);
                Left found = new Left(doubled ? Finding.DOUBLED : Finding.UNMAPPED, withoutNumbers(name));
                if (!left.contains(found)) {
                    left.add(found);
                }
            }
        }
        return left;
    }

    private static boolean isExpected(String name) {
        return ENVELOPE.contains(name)
                || EXPECTED.stream().anyMatch(name::startsWith)
                || TOTAL.matcher(name).find()
                || (name.endsWith(WholeValues.REST)
                        && WHOLE.contains(name.substring(0, name.length() - WholeValues.REST.length())));
    }

    /** A text, or the texts of a list; none of anything else, which is passed over. */
    private static List<String> words(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return List.of(json.getString());
        }
        List<String> words = new ArrayList<>();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    words.add(json.getString());
                }
                json.skipChildren();
            }
        }
        json.skipChildren();
        return words;
    }

    /** Whether a field says the same in the one vocabulary that it has. */
    private static boolean isTold(List<String> words, Span span) {
        return !words.isEmpty()
                && (FinishReasons.normalised(words).equals(span.finishReasons())
                        || (words.size() == 1
                                && Providers.normalised(words.getFirst()).equals(span.provider())));
    }

    /** Lists that are flattened into names are one name. */
    private static String withoutNumbers(String name) {
        if (name.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return name;
        }
        StringBuilder text = new StringBuilder();
        for (String step : name.split("\\.", -1)) {
            boolean number = !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
            text.append(text.isEmpty() ? "" : ".").append(number ? "N" : step);
        }
        return text.toString();
    }
}
