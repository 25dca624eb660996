package dev.assay.structured;

import dev.assay.structured.schema.Describe;
import java.util.Optional;

/**
 * A value, or the reason why there is none: for questions whose text may not hold the answer. Ask for it with {@link Structured#maybe}.
 *
 * @param value what was found
 * @param reason why there is nothing, where there is nothing
 * @param <T> what is looked for
 */
public record Maybe<T>(
        @Describe("What was asked for; null where the text does not hold it. Never a guess.")
        Optional<T> value,

        @Describe("Why there is none; null where there is one.")
        Optional<String> reason) {}
