package dev.assay.structured.telemetry;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.Observation;
import dev.assay.structured.Observer;
import dev.assay.structured.Run;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Request;
import dev.assay.structured.provider.Usage;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A span for each question and, below it, one for each request. Names follow OpenTelemetry's semantic conventions for generative AI
 * ({@code gen_ai.*}); what they have no name for stands under {@code assay.structured.*}. No prompt and no answer is
 * written.
 *
 * <pre>{@code Structured.with(model).observe(new Spans(openTelemetry))}</pre>
 */
public final class Spans implements Observer {
    private static final String SCOPE = "dev.assay.structured";

    private final Tracer tracer;

    /**
     * Writes spans.
     *
     * @param telemetry where to
     */
    public Spans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer(SCOPE);
    }

    @Override
    public Observation begin(Run run) {
        Span question = tracer.spanBuilder("structured " + run.shape())
                .setAttribute("gen_ai.provider.name", run.provider())
                .setAttribute("gen_ai.request.model", run.model())
                .setAttribute("gen_ai.output.type", "json")
                .setAttribute("assay.structured.mode", run.mode().name().toLowerCase(Locale.ROOT))
                .setAttribute("assay.structured.streamed", run.streamed())
                .startSpan();
        return new Steps(tracer, run, question);
    }

    private static final class Steps implements Observation {
        private final Tracer tracer;
        private final Run run;
        private final Span question;
        private Span request = Span.getInvalid();
        private int repairs;
        private boolean broken;

        Steps(Tracer tracer, Run run, Span question) {
            this.tracer = tracer;
            this.run = run;
            this.question = question;
        }

        @Override
        public void sending(int attempt, Request sent) {
            request = tracer.spanBuilder("chat " + run.model())
                    .setParent(Context.current().with(question))
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("gen_ai.operation.name", "chat")
                    .setAttribute("gen_ai.provider.name", run.provider())
                    .setAttribute("gen_ai.request.model", run.model())
                    .setAttribute("gen_ai.output.type", "json")
                    .setAttribute("assay.structured.attempt", attempt)
                    .startSpan();
            sent.settings().maxTokens().ifPresent(limit -> request.setAttribute("gen_ai.request.max_tokens", limit));
            sent.settings()
                    .temperature()
                    .ifPresent(degree -> request.setAttribute("gen_ai.request.temperature", degree));
            sent.settings().seed().ifPresent(seed -> request.setAttribute("gen_ai.request.seed", seed));
        }

        @Override
        public void lost(int attempt, int failures, ModelException failure, Optional<Duration> pause) {
            request.setAttribute(
                    "error.type", failure.status() == 0 ? "no_answer" : Integer.toString(failure.status()));
            request.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            request.end();
        }

        @Override
        public void received(int attempt, Reply reply) {
            if (!reply.id().isEmpty()) {
                request.setAttribute("gen_ai.response.id", reply.id());
            }
            if (!reply.model().isEmpty()) {
                request.setAttribute("gen_ai.response.model", reply.model());
            }
            if (!reply.reason().isEmpty()) {
                request.setAttribute(
                        AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of(reply.reason()));
            }
            tokens(request, reply.usage());
            request.end();
        }

        @Override
        public void judged(Attempt attempt) {
            repairs = attempt.repairs().size();
            if (attempt.outcome() == Attempt.Outcome.ACCEPTED) {
                return;
            }
            question.addEvent(
                    "assay.structured.rejected",
                    Attributes.builder()
                            .put("assay.structured.attempt", attempt.number())
                            .put(
                                    "assay.structured.outcome",
                                    attempt.outcome().name().toLowerCase(Locale.ROOT))
                            .put(
                                    "assay.structured.violations",
                                    attempt.violations().size())
                            .build());
        }

        @Override
        public void unenforced(Attempt attempt) {
            broken = true;
        }

        @Override
        public void answered(Answer<?> answer) {
            question.setAttribute("assay.structured.repairs", answer.repairs().size());
            question.setAttribute("assay.structured.constraint_enforced", answer.enforced());
            question.setAttribute(
                    "assay.structured.retries",
                    answer.attempts().stream().mapToInt(Attempt::retries).sum());
            end(answer.attempts().size(), answer.usage());
        }

        @Override
        public void failed(AskException failure) {
            question.setAttribute("error.type", failure.reason().name().toLowerCase(Locale.ROOT));
            question.setStatus(StatusCode.ERROR, failure.reason().name());
            request.end(); // of a stream that was closed; ending twice does nothing
            question.setAttribute("assay.structured.repairs", repairs);
            if (broken) {
                question.setAttribute("assay.structured.constraint_enforced", false);
            }
            end(failure.attempts().size(), failure.usage());
        }

        private void end(int attempts, Usage usage) {
            question.setAttribute("assay.structured.attempts", attempts);
            // summed over the attempts, and therefore not under the names that stand for one inference
            if (usage.known()) {
                question.setAttribute("assay.structured.usage.input_tokens", usage.input());
                question.setAttribute("assay.structured.usage.output_tokens", usage.output());
            }
            question.end();
        }

        private static void tokens(Span span, Usage usage) {
            if (usage.known()) {
                span.setAttribute("gen_ai.usage.input_tokens", usage.input());
                span.setAttribute("gen_ai.usage.output_tokens", usage.output());
            }
        }
    }
}
