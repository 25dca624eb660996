package dev.assay.structured.json;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A text that comes in chunks, and the value so far. Not for use by several threads at once. */
public final class JsonStream {

    private final StringBuilder text = new StringBuilder();
    private Optional<JsonNode> value = Optional.empty();

    JsonStream() {}

    /**
     * Takes the next chunk. Chunks may end anywhere, within a number or an escape too.
     *
     * @return this
     */
    public JsonStream append(CharSequence chunk) {
        text.append(chunk);
        return this;
    }

    /**
     * The value so far: what is open is closed, and a text is as long as it is by now. Empty while nothing has begun. It goes on growing with the
     * next chunk; take a {@code deepCopy} to keep it.
     */
    public Optional<JsonNode> value() {
        return value;
    }

    /** Whether the value has ended; what comes after it may still be prose. */
    public boolean isComplete() {
        return value.isPresent();
    }

    /**
     * The end of the text: reads the whole once more, as {@link LenientJson#parse(String)} does.
     *
     * @throws LenientJsonException where there is no value in it, or two that are as good as each other
     */
    public Reading finish() {
        Reading reading = LenientJson.parse(text.toString());
        value = Optional.of(reading.value());
        return reading;
    }
}
