package dev.assay.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be read from a row. */
public enum Field {
    /** What went into the model: text, a list of messages, or a request as the provider's API takes it. */
    INPUT,
    /** What came out: text, a list of messages, or a response as the provider's API gives it. */
    OUTPUT,
    /** The system prompt. */
    SYSTEM,
    /** A conversation with its answers: a list of messages. */
    MESSAGES,
    MODEL,
    PROVIDER,
    /** When the call began. */
    TIME,
    /** How long the call took: a number whose unit its column tells ({@code latency_ms}), or of seconds. */
    LATENCY,
    /** US dollars. */
    COST,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    FINISH_REASON,
    /** Why the call failed; a row where this is not empty is a failed call. */
    ERROR,
    /** The tools offered to the model. */
    TOOLS,
    SESSION,
    USER,
    TAGS,
    ENVIRONMENT,
    /** An object to become metadata as it is, not below its own name. */
    METADATA,
    /** The identity of the row: rows with one id are one trace, whatever else they hold. */
    ID;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word for it on the command line: {@code input}, {@code input_tokens}, ... */
    public String label() {
        return label;
    }

    static Optional<Field> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label.equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Field::label).collect(Collectors.joining(", "));
    }
}
