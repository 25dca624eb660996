package dev.assay.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a key of a project reaches. */
public enum KeyScope {
    /** Sends spans and scores, and sees nothing. */
    INGEST,
    /** Does with the project what a person may who is no administrator. */
    FULL;

    /** The word in REST, on the command line and in the store. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where the label is none of ours. */
    public static Optional<KeyScope> ofLabel(String label) {
        return Stream.of(values()).filter(scope -> scope.label().equals(label)).findFirst();
    }
}
