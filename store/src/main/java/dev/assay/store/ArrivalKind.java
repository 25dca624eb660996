package dev.assay.store;

/** What the body of an arrival is. The ordinal is never stored, {@link #code()} is. */
public enum ArrivalKind {
    /** {@code ExportTraceServiceRequest} as protobuf. */
    TRACES_PROTOBUF(1),
    /** {@code ExportTraceServiceRequest} as OTLP/JSON. */
    TRACES_JSON(2),
    /** {@code ExportLogsServiceRequest} as protobuf. */
    LOGS_PROTOBUF(3),
    /** {@code ExportLogsServiceRequest} as OTLP/JSON. */
    LOGS_JSON(4),
    /** A JSON array of scores as the REST interface reads them, each with its id and time. */
    SCORES(5);

    private final int code;

    ArrivalKind(int code) {
        this.code = code;
    }

    /** The number in the journal's files; never changes its meaning. */
    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException where a newer version wrote the code */
    public static ArrivalKind ofCode(int code) {
        for (ArrivalKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("arrival kind is " + code + " (expected: 1 to " + values().length + ")");
    }
}
