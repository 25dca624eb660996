package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;
import dev.assay.model.Status;
import java.util.List;

/** LangChain4j's observations through Micrometer: the names of the GenAI convention, but for the counts; all strings. */
final class LangChain4j implements Dialect {

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(new FieldTable()
            .count(CountField.INPUT, "input_tokens")
            .count(CountField.OUTPUT, "output_tokens")
            .text(TextField.ERROR_TYPE, "error", "exception"));

    private static final List<String> UNKNOWN =
            List.of("gen_ai.request.model", "gen_ai.response.model", "gen_ai.system", "exception", "error");

    @Override
    public String name() {
        return "langchain4j";
    }

    @Override
    public boolean wrote(SpanSource source) {
        Attributes attributes = source.attributes();
        return attributes.has("outcome") && attributes.has("gen_ai.operation.name");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        UNKNOWN.forEach(key -> {
            attributes.removeIfText(key, "none");
            attributes.removeIfText(key, "unknown");
        });
        FIELDS.fill(attributes, span);
        OtelGenAi.readContent(source, span);
        if (attributes.text("outcome").equals("ERROR")) {
            span.status = Status.ERROR;
        }
    }
}
