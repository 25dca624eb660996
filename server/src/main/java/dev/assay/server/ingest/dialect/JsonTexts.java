package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Makes JSON texts one after another, in the same memory. For one thread. */
public final class JsonTexts implements AutoCloseable {

    private final StringWriter text = new StringWriter(512);
    private final JsonGenerator json = Values.FACTORY.createGenerator(ObjectWriteContext.empty(), text);

    /** @param write writes one value */
    Json of(Consumer<JsonGenerator> write) {
        text.getBuffer().setLength(0);
        write.accept(json);
        json.flush();
        return new Json(text.toString());
    }

    @Override
    public void close() {
        json.close();
    }
}
