package dev.assay.files;

import dev.assay.model.Json;
import dev.assay.model.Part;
import dev.assay.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row as a logged call or conversation. Texts that a row does not give are empty.
 *
 * @param systemInstructions instructions that were given beside the messages
 * @param requestModel the model asked for
 * @param responseModel the model that answered, where the row tells it apart
 * @param provider in the words of the GenAI convention, for example {@code openai}
 * @param time when it began
 * @param error why it failed, or empty where it did not
 * @param tools a JSON array of the tools offered, or absent
 * @param responseId the provider's id of the answer
 * @param id the identity that the row was given, or empty
 * @param metadata a JSON object of all that no other component was read from, or absent
 */
public record Exchange(
        Content content,
        List<Part> systemInstructions,
        String requestModel,
        String responseModel,
        String provider,
        Optional<Instant> time,
        Optional<Duration> latency,
        OptionalDouble costUsd,
        Usage usage,
        List<String> finishReasons,
        String error,
        Json tools,
        String sessionId,
        String userId,
        List<String> tags,
        String environment,
        String responseId,
        String id,
        Json metadata,
        List<RowScore> scores) {

    public Exchange {
        systemInstructions = List.copyOf(systemInstructions);
        finishReasons = List.copyOf(finishReasons);
        tags = List.copyOf(tags);
        scores = List.copyOf(scores);
    }
}
