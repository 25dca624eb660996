package dev.assay.server.web;

import java.util.OptionalInt;

/** A request that cannot be answered as asked; becomes a problem after RFC 9457. The message is its {@code detail}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int retryAfterSeconds;
    private final int position;

    public ProblemException(int status, String detail) {
        this(status, detail, 0, -1);
    }

    public ProblemException(int status, String detail, Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.retryAfterSeconds = 0;
        this.position = -1;
    }

    private ProblemException(int status, String detail, int retryAfterSeconds, int position) {
        super(detail);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
        this.position = position;
    }

    /** What was found and what was expected. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, detail);
    }

    /** @param position where in the text that was sent the fault stands, in UTF-16 code units from 0 */
    public static ProblemException badRequestAt(int position, String detail) {
        return new ProblemException(400, detail, 0, position);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, detail);
    }

    public static ProblemException tooLarge(long bytes, long maxBytes) {
        return new ProblemException(
                413,
                "the body has at least " + bytes + " bytes (expected: at most " + maxBytes + "); send less at once");
    }

    /** Nothing was kept; the sender should try again. */
    public static ProblemException tryAgain(int status, String detail, int seconds) {
        return new ProblemException(status, detail, seconds, -1);
    }

    /** The {@code detail}. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public int status() {
        return status;
    }

    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }

    Response response() {
        Response response = Response.json(status, "application/problem+json", json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "about:blank");
            json.writeStringProperty("title", title(status));
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", getMessage());
            if (position >= 0) {
                json.writeNumberProperty("position", position);
            }
            json.writeEndObject();
        });
        if (status == 401) {
            return response.with("WWW-Authenticate", "Bearer");
        }
        return retryAfterSeconds == 0 ? response : response.with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Not logged in";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 429 -> "Too much at once";
            case 503 -> "Not available";
            default -> status < 500 ? "Bad request" : "Internal error";
        };
    }
}
