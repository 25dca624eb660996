package dev.assay.structured;

import dev.assay.structured.provider.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no valid answer. Holds every attempt with its cost. */
public final class AskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is none. */
    public enum Reason {
        /** No attempt was valid. */
        ATTEMPTS,
        /** The next attempt would go over the budget of tokens, or the server does not tell how many were used. */
        BUDGET,
        /** The time was up. */
        DEADLINE,
        /** The answer was cut off by a limit of tokens. Ask for less, or allow more tokens. */
        CUT,
        /** The model refused. */
        REFUSED,
        /** A check could not run. */
        CHECK,
        /** The model could not be reached; the cause tells more. */
        TRANSPORT,
        /** The thread was interrupted, or a stream was closed. */
        STOPPED
    }

    private final Reason reason;
    private final transient List<Attempt> attempts;

    AskException(Reason reason, String message, List<Attempt> attempts, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.attempts = List.copyOf(attempts);
    }

    /**
     * Why there is no answer.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Every answer that the model gave.
     *
     * @return oldest first; empty if it never answered
     */
    public List<Attempt> attempts() {
        return attempts;
    }

    /**
     * The attempt that came nearest: something could be read of it, and the fewest rules are broken.
     *
     * @return the first of those, or empty if nothing could be read of any
     */
    public Optional<Attempt> best() {
        return attempts.stream()
                .filter(attempt -> attempt.value().isPresent())
                .min(Comparator.comparingInt(attempt -> attempt.violations().size()));
    }

    /**
     * What all attempts cost together.
     *
     * @return the tokens
     */
    public Usage usage() {
        return attempts.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
    }
}
