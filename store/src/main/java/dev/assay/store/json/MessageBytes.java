package dev.assay.store.json;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamWriteException;

/**
 * Writes what {@link MessageJson} writes as UTF-8, many values with one generator and one buffer: making those costs as much
 * as writing a short message. For one thread.
 */
public final class MessageBytes implements AutoCloseable {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
    private JsonGenerator json = generator();

    private JsonGenerator generator() {
        return MessageJson.VALUES.createGenerator(ObjectWriteContext.empty(), bytes);
    }

    public byte[] of(List<Message> messages) {
        return utf8(generator -> MessageJson.write(generator, messages), () -> MessageJson.write(messages));
    }

    public byte[] ofParts(List<Part> parts) {
        return utf8(generator -> MessageJson.writeParts(generator, parts), () -> MessageJson.writeParts(parts));
    }

    /** Half a surrogate pair has no UTF-8, but clients escape such; as a string it becomes a question mark. */
    private byte[] utf8(Consumer<JsonGenerator> writer, Supplier<String> asString) {
        bytes.reset();
        try {
            writer.accept(json);
            json.flush();
        } catch (StreamWriteException _) {
            json = generator(); // the one before stands amid a value
            return asString.get().getBytes(StandardCharsets.UTF_8);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        json.close();
    }
}
