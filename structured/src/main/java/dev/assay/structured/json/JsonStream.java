package dev.assay.structured.json;

import dev.assay.structured.schema.Schema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A text that comes in chunks, and the value so far. The chunks of a text together take time linear in its length, however it is cut. Not for use by
 * several threads at once.
 *
 * <p>While it comes, the first list or object outside of thinking counts; what the whole text stands for is known at its end and may be another.
 */
public final class JsonStream {

    private final Source source = Source.coming();
    private final RepairLog log = new RepairLog();
    private final Beginning beginning = new Beginning(source);
    private Optional<LenientParser> parser = Optional.empty();
    private boolean complete;

    JsonStream() {}

    /** What the chunks have cost so far. */
    Work work() {
        return source.work;
    }

    /**
     * Takes the next chunk. Chunks may end anywhere, within a number or an escape too.
     *
     * @param chunk any number of characters
     * @return this
     * @throws IllegalStateException after {@link #finish}
     */
    public JsonStream append(CharSequence chunk) {
        if (source.ended) {
            throw new IllegalStateException("the stream has been finished");
        }
        source.append(chunk);
        advance();
        return this;
    }

    private void advance() {
        if (complete) {
            return;
        }
        if (parser.isEmpty()) {
            int start = beginning.find();
            if (start < 0) {
                return;
            }
            parser = Optional.of(new LenientParser(source, start, log, false));
        }
        complete = parser.get().run();
    }

    /**
     * The value so far: what is open is closed, and a text is as long as it is by now. Empty while no list or object has begun. It is the same tree
     * that goes on growing with the next chunk; take a {@code deepCopy} to keep it. Takes time linear in the length of the text that is open,
     * not in that of the whole.
     *
     * @return the value, or nothing yet
     */
    public Optional<JsonNode> value() {
        if (!complete) {
            parser.ifPresent(LenientParser::showPartial);
        }
        return parser.flatMap(p -> p.tree().root());
    }

    /**
     * Whether the value has ended; what comes after it may still be prose.
     *
     * @return true once its last bracket has come
     */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The end of the text: reads the whole once more, as {@link LenientJson#parse(String)} does.
     *
     * @return the reading of the whole text
     * @throws LenientJsonException where there is no value in it, or two that are as good as each other
     */
    public Reading finish() {
        source.ended = true;
        return LenientJson.parse(source.slice(0, source.limit));
    }

    /**
     * The end of the text: reads the whole once more, as {@link LenientJson#parse(String, Schema)} does.
     *
     * @param schema what is wanted
     * @return the reading of the whole text
     * @throws LenientJsonException where there is no value in it, or two that are as good as each other
     */
    public Reading finish(Schema schema) {
        source.ended = true;
        return LenientJson.parse(source.slice(0, source.limit), schema);
    }
}
