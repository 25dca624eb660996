package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;

/** Spans that Anthropic's own SDKs write: the GenAI convention, with the stop reason under a name of their own. */
final class AnthropicSdk implements Dialect {

    private static final FieldTable FIELDS =
            OtelGenAi.FIELDS.then(new FieldTable().finishReasons("anthropic.message.stop_reason"));

    @Override
    public String name() {
        return "anthropic-sdk";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.scopeStarts("com.anthropic.sdk.");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        FIELDS.fill(source.attributes(), span);
        OtelGenAi.readContent(source, span);
    }
}
