package dev.assay.structured.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What servers say when they do not answer, and whether it is worth to ask again. */
final class Faults {
    /** 529 is Anthropic's word for overload. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529);

    /** These come as 429, but no waiting mends them. */
    private static final Set<String> SPENT = Set.of("insufficient_quota", "billing_hard_limit_reached");

    private static final int SHOWN = 500;

    private Faults() {}

    static ModelException ofStatus(String provider, int status, String body, Optional<Duration> wait) {
        String code = "";
        String message = body;
        try {
            JsonNode tree = Tree.read(body);
            // Gemini's OpenAI-compatible route and some proxies answer with a list of one
            JsonNode error = (tree.isArray() ? tree.path(0) : tree).path("error");
            code = Tree.text(error, "code").isEmpty() ? Tree.text(error, "type") : Tree.text(error, "code");
            message = error.isString() ? error.stringValue() : Tree.text(error, "message");
        } catch (JacksonException page) {
            message = body.strip();
        }
        return new ModelException(
                provider + " answered with status " + status + (code.isEmpty() ? "" : " (" + code + ")") + ": "
                        + shorten(message.isEmpty() ? body : message),
                status,
                PASSING.contains(status) && !SPENT.contains(code),
                wait,
                null);
    }

    /** An error that a server reports inside a stream whose status was 200. */
    static ModelException inStream(String provider, JsonNode error) {
        String code = Tree.text(error, "type").isEmpty() ? Tree.text(error, "code") : Tree.text(error, "type");
        String message = error.isString() ? error.stringValue() : Tree.text(error, "message");
        boolean passing = code.contains("overloaded")
                || code.contains("rate_limit")
                || code.contains("server_error")
                || code.contains("api_error")
                || code.contains("timeout");
        return new ModelException(
                provider + " broke off its answer" + (code.isEmpty() ? "" : " (" + code + ")") + ": "
                        + shorten(message.isEmpty() ? error.toString() : message),
                0,
                passing && !SPENT.contains(code),
                Optional.empty(),
                null);
    }

    static ModelException malformed(String provider, String what, String found) {
        return new ModelException(
                provider + " answered in no form known here: " + what + " was expected, found " + shorten(found),
                0,
                true,
                Optional.empty(),
                null);
    }

    /** {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3), and the finer {@code retry-after-ms} of some servers. */
    static Optional<Duration> retryAfter(Optional<String> millis, Optional<String> header, Instant now) {
        try {
            if (millis.isPresent()) {
                return Optional.of(Duration.ofMillis(
                        Math.max(0, Math.round(Double.parseDouble(millis.get().strip())))));
            }
            if (header.isEmpty()) {
                return Optional.empty();
            }
            String value = header.get().strip();
            if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
                return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000)));
            }
            Duration until = Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (NumberFormatException | DateTimeParseException unreadable) {
            return Optional.empty(); // then the usual pause is taken
        }
    }

    private static String shorten(String text) {
        String clean = text.strip();
        return clean.isEmpty() ? "nothing" : clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
    }
}
