package dev.assay.structured;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Strict reading, where leniency would hide something. */
final class Trees {
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Trees() {}

    static boolean isObject(String text) {
        try {
            return STRICT.readTree(text).isObject();
        } catch (JacksonException noJson) {
            return false;
        }
    }
}
