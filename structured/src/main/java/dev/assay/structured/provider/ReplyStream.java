package dev.assay.structured.provider;

import java.util.Optional;

/** An answer as it is written. Used by one thread, but may be closed by another. */
public interface ReplyStream extends AutoCloseable {

    /**
     * Waits for the next piece.
     *
     * @return the piece, or empty at the end of the answer
     * @throws ModelException if the answer broke off before its end
     */
    Optional<Delta> next();

    /**
     * The whole answer; after an early {@link #close}, what there was of it, with unknown usage.
     *
     * @return what {@link Model#send} would have given
     * @throws IllegalStateException before the end
     */
    Reply reply();

    /** Ends the answer, also before its end: the server is told to stop. Calling it again does nothing. */
    @Override
    void close();
}
