package dev.assay.structured.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Request;
import dev.assay.structured.provider.WireFormat;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Between a provider's own client and its format here: the client's objects are written and read by the client's mapper, so that nothing is lost on
 * the way, whichever version of the client it is.
 *
 * @param client the client's name, for errors
 * @param mapper the client's mapper
 * @param format what goes over the wire
 * @param model the model
 */
record SdkWire(String client, ObjectMapper mapper, WireFormat format, String model) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A request as the client's own object. */
    <B> B body(Request request, boolean stream, Class<B> type) {
        try {
            return mapper.readValue(format.body(model, request, stream).toString(), type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(
                    client + " does not take the request: " + unreadable.getMessage(), unreadable);
        }
    }

    /** What the client gives, as it came over the wire. */
    JsonNode tree(Object answer) {
        try {
            return MAPPER.readTree(mapper.writeValueAsString(answer));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(
                    client + " does not write its answer: " + unwritable.getMessage(), unwritable);
        }
    }

    /** A request that the client gave up: it is not repeated, so that two kinds of retries never multiply. */
    ModelException lost(RuntimeException failure, int status) {
        return new ModelException(
                format.provider() + (status == 0 ? " could not be reached" : " answered with status " + status) + ": "
                        + failure.getMessage(),
                status,
                false,
                Optional.empty(),
                failure);
    }
}
