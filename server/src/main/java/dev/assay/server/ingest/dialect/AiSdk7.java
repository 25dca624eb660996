package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;

/** Vercel's AI SDK 7: the GenAI convention, with what the application said about the call under {@code ai.settings}. */
final class AiSdk7 implements Dialect {

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(new FieldTable()
            .text(TextField.SESSION, "ai.settings.context.sessionId")
            .text(TextField.USER, "ai.settings.context.userId")
            .count(CountField.REASONING, "ai.usage.outputTokenDetails.reasoningTokens")
            .tags("ai.settings.context.tags")
            .metadataPrefixes("ai.settings.context."));

    @Override
    public String name() {
        return "ai-sdk-7";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.scope().equals("gen_ai");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        FIELDS.fill(source.attributes(), span);
        OtelGenAi.readContent(source, span);
        AiSdk.readTexts(source.attributes(), span);
    }
}
