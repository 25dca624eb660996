package dev.assay.server.ingest.dialect;

import dev.assay.model.Message;
import dev.assay.model.SpanBuilder;
import java.util.List;

/** OpenLIT: the GenAI convention, with a few names of its own. */
final class OpenLit implements Dialect {

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(
            new FieldTable().text(TextField.ENVIRONMENT, "gen_ai.environment", "deployment.environment"));

    @Override
    public String name() {
        return "openlit";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.scopeStarts("openlit.")
                || source.attributes().text("telemetry.sdk.name").equals("openlit");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        if (Values.number(attributes.text("gen_ai.usage.cost")).orElse(1) == 0) {
            // It writes 0 where it has no price, so this is no statement.
            attributes.rename("gen_ai.usage.cost", "openlit.usage.cost");
        }
        FIELDS.fill(attributes, span);
        OtelGenAi.readContent(source, span);
        dropRepeatedInstructions(span);
        attributes.removeIfText("service.name", span.service);
    }

    /** It writes them beside the conversation, and at its beginning. */
    private static void dropRepeatedInstructions(SpanBuilder span) {
        boolean repeated = !span.input.isEmpty()
                && span.input.getFirst().equals(new Message("system", "", span.systemInstructions));
        if (repeated) {
            span.systemInstructions = List.of();
        }
    }
}
