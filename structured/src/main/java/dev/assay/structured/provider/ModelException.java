package dev.assay.structured.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model could not be reached, or its server did not answer in its own format. It says nothing of the model's words. */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean retryable;
    private final transient Optional<Duration> retryAfter;

    /**
     * Something went wrong on the way.
     *
     * @param message what, and what to do
     * @param status the HTTP status, or 0 if there was none
     * @param retryable whether the same request may succeed later
     * @param retryAfter how long the server asks to wait
     * @param cause what is behind it, if anything
     */
    public ModelException(
            String message, int status, boolean retryable, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /**
     * The server's status.
     *
     * @return an HTTP status, or 0 if there was no answer
     */
    public int status() {
        return status;
    }

    /**
     * Whether the same request may succeed later.
     *
     * @return true for lost connections, overload and limits
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * How long the server asks to wait.
     *
     * @return empty if it does not say
     */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
