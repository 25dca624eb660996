package dev.assay.server.ingest.redact;

import java.util.Locale;

/** What happens to a text that was found. */
public enum Action {
    /** It stays. */
    KEEP,
    /** Its kind in brackets takes its place: {@code [email]}. */
    MASK,
    /** The same with twelve digits that are the same for the same text in one project: {@code [email:1f2e3d4c5b6a]}. */
    HASH,
    /** Nothing takes its place. */
    DROP;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in settings. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException where the label is none of ours */
    public static Action ofLabel(String label) {
        for (Action action : values()) {
            if (action.label.equals(label)) {
                return action;
            }
        }
        throw new IllegalArgumentException("action is '" + label + "' (expected: keep, mask, hash or drop)");
    }
}
