package dev.assay.structured;

import java.util.Optional;

/** Partial answers that may be kept, for those who hand them to other threads. */
record Stills<T>(Pull<Partial<T>> source) implements Pull<Partial<T>> {
    @Override
    public Optional<Partial<T>> next() {
        return source.next().map(Partial::still);
    }

    @Override
    public void close() {
        source.close();
    }
}
