package dev.assay.structured;

import java.util.Optional;

/** Something that comes piece by piece. Taken by one thread; may be closed by another. */
interface Pull<E> extends AutoCloseable {

    /** Waits for the next piece; empty at the end. */
    Optional<E> next();

    @Override
    void close();
}
