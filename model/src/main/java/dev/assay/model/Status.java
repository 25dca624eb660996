package dev.assay.model;

import java.util.Locale;

/** How a span ended, as OpenTelemetry knows it. */
public enum Status {
    UNSET,
    OK,
    ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException where the label is none of ours */
    public static Status ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
