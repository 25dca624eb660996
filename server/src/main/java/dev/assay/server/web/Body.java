package dev.assay.server.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object of a request. Values may be secrets, so no error repeats one. */
public final class Body {

    private static final int MAX_BYTES = 64 << 10;

    private final JsonNode json;

    private Body(JsonNode json) {
        this.json = json;
    }

    /** @throws ProblemException with 400 or 415 where it is no object, or has other fields */
    public static Body of(Request request, String... fields) {
        if (!request.mediaType().equals("application/json")) {
            throw new ProblemException(
                    415, "Content-Type is '" + request.mediaType() + "' (expected: application/json)");
        }
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(request.body(MAX_BYTES));
        } catch (JacksonException e) {
            throw new ProblemException(
                    400,
                    "the body is no JSON, from line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " on",
                    e);
        }
        List<String> known = List.of(fields);
        if (!json.isObject()) {
            throw ProblemException.badRequest("the body is no JSON object (expected: one with " + known + ")");
        }
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw ProblemException.badRequest("the body has the field '" + name + "' (expected: " + known + ")");
            }
        }
        return new Body(json);
    }

    /** Empty where the field is absent or null. */
    public Optional<String> textIfAny(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw ProblemException.badRequest("the field '" + field + "' is no text");
        }
        return Optional.of(value.stringValue());
    }

    public String text(String field) {
        return textIfAny(field)
                .orElseThrow(() -> ProblemException.badRequest("the body lacks the field '" + field + "'"));
    }

    /** What the supplier makes; what it finds fault with becomes a problem. */
    public static <T> T checked(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, String.valueOf(e.getMessage()), e);
        }
    }
}
