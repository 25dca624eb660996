package dev.assay.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an account is for; each may do what those before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Writes down what was seen. */
    REVIEWER,
    /** Changes what projects do. */
    EDITOR,
    /** Decides who may do what. */
    ADMIN;

    /** The word in REST, on the command line and in the store. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where the label is none of ours. */
    public static Optional<Role> ofLabel(String label) {
        return Stream.of(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
