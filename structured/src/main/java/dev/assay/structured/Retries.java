package dev.assay.structured;

import dev.assay.structured.provider.ModelException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a request is repeated that got no answer: a lost connection, a limit, an overload. It has nothing to do with answers
 * that were not valid; those are counted as attempts.
 *
 * @param limit the most repetitions of one request, 0 for none
 * @param first the pause before the first one, where the server asks for none; it doubles from one to the next
 * @param longest the longest pause: a server that asks for more is not waited for
 */
public record Retries(int limit, Duration first, Duration longest) {

    /** Two repetitions, after about half a second and a second; a server may ask for a minute. */
    public static final Retries USUAL = new Retries(2, Duration.ofMillis(500), Duration.ofMinutes(1));

    /** None: for clients that repeat by themselves. */
    public static final Retries NONE = new Retries(0, Duration.ZERO, Duration.ZERO);

    /** Checks the ranges. */
    public Retries {
        if (limit < 0 || first.isNegative() || longest.isNegative()) {
            throw new IllegalArgumentException("Neither a number of repetitions nor a pause can be negative: " + limit
                    + ", " + first + ", " + longest);
        }
    }

    /**
     * The pause before a repetition. Where the server names none it lies at random between half of its full length and all of
     * it, so that many clients do not come back at once.
     *
     * @param failures how often the request has failed so far, at least 1
     * @param failure the last failure
     * @return how long to wait
     */
    Duration pause(int failures, ModelException failure) {
        return failure.retryAfter().orElseGet(() -> {
            long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
            return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
        });
    }
}
