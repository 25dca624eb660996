package dev.assay.server.ingest.otlp;

/**
 * What of a request could not be taken, for the partial success that OTLP answers with.
 *
 * @param count how many spans or log records
 * @param reason why the first of them, or empty where there are none
 */
public record Rejected(long count, String reason) {

    public static final Rejected NONE = new Rejected(0, "");

    Rejected and(String why) {
        return and(1, why);
    }

    /** More of them, for one reason. */
    public Rejected and(long more, String why) {
        return new Rejected(count + more, count == 0 ? why : reason);
    }
}
