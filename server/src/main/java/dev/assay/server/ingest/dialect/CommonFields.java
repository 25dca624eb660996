package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.OptionalLong;

/** What any client may say, whatever its dialect. */
final class CommonFields {

    private static final FieldTable FIELDS = new FieldTable()
            .text(TextField.SESSION, "session.id", "langfuse.session.id")
            .text(TextField.USER, "user.id", "enduser.id", "enduser.pseudo.id", "langfuse.user.id")
            .text(
                    TextField.ENVIRONMENT,
                    "deployment.environment.name",
                    "deployment.environment",
                    "langfuse.environment")
            .metadata("metadata")
            .tags("tag.tags", "langfuse.trace.tags", "langsmith.span.tags")
            .text(TextField.ERROR_TYPE, "error.type")
            .text(TextField.ERROR_MESSAGE, "error.message")
            .cost("gen_ai.usage.cost", "llm.cost.total", "operation.cost");

    private CommonFields() {}

    static void read(SpanSource source, SpanBuilder span) {
        FIELDS.fill(source.attributes(), span);
        Implausible.takeOut(source.attributes(), span);
        readStatus(source.span(), span);
        makeInclusive(source.attributes(), span);
    }

    private static void readStatus(Span proto, SpanBuilder span) {
        if (span.status == Status.UNSET) {
            span.status = switch (proto.getStatus().getCode()) {
                case STATUS_CODE_OK -> Status.OK;
                case STATUS_CODE_ERROR -> Status.ERROR;
                // the convention sets the type of error where an operation failed, and nowhere else
                case STATUS_CODE_UNSET, UNRECOGNIZED -> span.errorType.isEmpty() ? Status.UNSET : Status.ERROR;
            };
        }
        if (span.errorMessage.isEmpty()) {
            span.errorMessage = proto.getStatus().getMessage();
        }
        if (span.status != Status.ERROR || (!span.errorType.isEmpty() && !span.errorMessage.isEmpty())) {
            return;
        }
        for (Span.Event event : proto.getEventsList().reversed()) {
            if (event.getName().equals("exception")) {
                Attributes exception = Attributes.of(event.getAttributesList());
                span.errorType = span.errorType.isEmpty() ? exception.text("exception.type") : span.errorType;
                span.errorMessage =
                        span.errorMessage.isEmpty() ? exception.text("exception.message") : span.errorMessage;
                return;
            }
        }
    }

    /** Parts that are larger than their whole were counted beside it. */
    private static void makeInclusive(Attributes attributes, SpanBuilder span) {
        Usage usage = span.usage;
        long cached =
                usage.cacheReadTokens().orElse(0) + usage.cacheWriteTokens().orElse(0);
        boolean inputExclusive = cached > usage.inputTokens().orElse(Long.MAX_VALUE);
        long reasoning = usage.reasoningTokens().orElse(0);
        boolean outputExclusive = reasoning > usage.outputTokens().orElse(Long.MAX_VALUE);
        if (!inputExclusive && !outputExclusive) {
            return;
        }
        span.usage = new Usage(
                inputExclusive ? OptionalLong.of(usage.inputTokens().orElseThrow() + cached) : usage.inputTokens(),
                outputExclusive
                        ? OptionalLong.of(usage.outputTokens().orElseThrow() + reasoning)
                        : usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                usage.reasoningTokens());
        if (inputExclusive) {
            attributes.put(
                    "assay.usage.input_without_cache", usage.inputTokens().orElseThrow());
        }
        if (outputExclusive) {
            attributes.put(
                    "assay.usage.output_without_reasoning", usage.outputTokens().orElseThrow());
        }
    }
}
