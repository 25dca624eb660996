package dev.assay.structured;

import dev.assay.structured.json.Repair;
import dev.assay.structured.provider.Finish;
import dev.assay.structured.provider.Media;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Part;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Request;
import dev.assay.structured.provider.ToolCall;
import dev.assay.structured.provider.Turn;
import dev.assay.structured.provider.Usage;
import dev.assay.structured.schema.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One question from its first request to its answer or failure. Used by one thread. */
final class Conversation<T> {
    private final Config config;
    private final Shape<T> shape;
    private final List<Observation> observations;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final long began = System.nanoTime();
    private long attemptBegan = began;
    private final AtomicBoolean over = new AtomicBoolean();
    private int failures;

    Conversation(Config config, Shape<T> shape, Prompt prompt, boolean streamed) {
        this.config = config;
        this.shape = shape;
        String instructions = shape.instructions();
        if (!config.instructions().isEmpty()) {
            instructions =
                    instructions.isEmpty() ? config.instructions() : config.instructions() + "\n\n" + instructions;
        }
        if (!instructions.isEmpty()) {
            turns.add(new Turn.Instructions(instructions));
        }
        prompt.parts().forEach(this::checkIsTaken);
        turns.addAll(prompt.before());
        turns.add(new Turn.User(prompt.parts()));
        Run run = new Run(
                config.model().provider(),
                config.model().name(),
                shape.mode(),
                shape.name(),
                streamed,
                config.attempts());
        observations =
                config.observers().stream().map(observer -> observer.begin(run)).toList();
    }

    private void checkIsTaken(Part part) {
        if (part instanceof Media media) {
            Model model = config.model();
            model.capabilities().objection(media).ifPresent(objection -> {
                throw new IllegalArgumentException(
                        model.provider() + " takes " + objection + " (expected: what its Capabilities say)");
            });
        }
    }

    Shape<T> shape() {
        return shape;
    }

    int attempt() {
        return attempts.size() + 1;
    }

    /** The next request. */
    Request request() {
        Duration left = left();
        if (left.isNegative() || left.isZero()) {
            throw fail(AskException.Reason.DEADLINE, "The time of " + config.within() + " was up", null);
        }
        Request request = new Request(turns, shape.output(), config.settings(), left);
        observations.forEach(observation -> observation.sending(attempt(), request));
        return request;
    }

    private Duration left() {
        return config.within().minusNanos(System.nanoTime() - began);
    }

    /** A request got no answer: waits before it is repeated, or gives up. */
    void lost(ModelException failure) {
        failures++;
        if (Thread.currentThread().isInterrupted()) {
            throw fail(AskException.Reason.STOPPED, "The question was interrupted", failure);
        }
        Duration pause = config.retries().pause(failures, failure);
        boolean again = failure.retryable()
                && failures <= config.retries().limit()
                && pause.compareTo(config.retries().longest()) <= 0;
        boolean late = pause.compareTo(left()) >= 0;
        Optional<Duration> wait = again && !late ? Optional.of(pause) : Optional.empty();
        observations.forEach(observation -> observation.lost(attempt(), failures, failure, wait));
        if (wait.isEmpty()) {
            throw again
                    ? fail(AskException.Reason.DEADLINE, "The time of " + config.within() + " was up", failure)
                    : fail(
                            AskException.Reason.TRANSPORT,
                            "The model could not be reached" + (failures > 1 ? " in " + failures + " tries" : ""),
                            failure);
        }
        try {
            config.pause().rest(pause);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw fail(AskException.Reason.STOPPED, "The question was interrupted", stop);
        }
    }

    /** The model answered. Gives the answer if it is valid; otherwise the next request asks for it anew. */
    Optional<Answer<T>> take(Reply reply) {
        received(reply);
        Shape.Judgement<T> judgement;
        try {
            judgement = shape.judge(reply);
        } catch (Shape.CheckFailure unable) {
            throw unchecked(reply, unable);
        }
        return settle(reply, judgement, Wording.correction(judgement.violations()));
    }

    /** The model has said something; a refusal ends the question. */
    void received(Reply reply) {
        observations.forEach(observation -> observation.received(attempt(), reply));
        if (reply.finish() == Finish.REFUSED) {
            keep(Attempt.Outcome.REFUSED, reply, Optional.empty(), List.of(), List.of());
            throw fail(
                    AskException.Reason.REFUSED,
                    "The model refused" + (reply.refusal().isEmpty() ? "" : ": " + reply.refusal()),
                    null);
        }
    }

    AskException unchecked(Reply reply, Shape.CheckFailure unable) {
        keep(Attempt.Outcome.UNCHECKED, reply, Optional.of(unable.tree()), List.of(), List.of());
        return fail(AskException.Reason.CHECK, String.valueOf(unable.getMessage()), unable.getCause());
    }

    Optional<Answer<T>> settle(Reply reply, Shape.Judgement<T> judgement, String correction) {
        if (reply.finish() == Finish.CUT) {
            // whatever can be read of it, what is missing is not known, and no default stands in for it
            keep(Attempt.Outcome.CUT, reply, judgement.tree(), judgement.violations(), judgement.repairs());
            throw fail(
                    AskException.Reason.CUT,
                    "The answer was cut off (" + reply.reason() + ") after "
                            + reply.usage().output()
                            + " tokens; allow more with Settings.withMaxTokens, or ask for less at a time",
                    null);
        }
        Optional<T> value = judgement.value();
        Attempt attempt = keep(
                value.isPresent() ? Attempt.Outcome.ACCEPTED : Attempt.Outcome.INVALID,
                reply,
                judgement.tree(),
                judgement.violations(),
                judgement.repairs());
        boolean declared = config.model().capabilities().enforced().contains(shape.mode());
        if (declared && !judgement.literal()) {
            observations.forEach(observation -> observation.unenforced(attempt));
        }
        if (value.isPresent()) {
            Answer<T> answer = new Answer<>(
                    value.get(),
                    attempts,
                    usage(),
                    judgement.repairs(),
                    shape.mode(),
                    declared && judgement.literal(),
                    shape.unexpressed(),
                    reply);
            over.set(true);
            observations.forEach(observation -> observation.answered(answer));
            return Optional.of(answer);
        }
        again(reply, judgement.violations(), correction);
        return Optional.empty();
    }

    /** A stream broke off, and a part of it has been handed on already: the next request asks for the rest. */
    void goOn(Reply soFar, String correction) {
        say(soFar, correction);
    }

    /** The answer was ended before its end, because nothing could have made it valid any more. */
    void abort(Reply reply, Optional<JsonNode> soFar, List<Violation> violations, String correction) {
        observations.forEach(observation -> observation.received(attempt(), reply));
        keep(Attempt.Outcome.ABORTED, reply, soFar, violations, List.of());
        again(reply, violations, correction);
    }

    private Attempt keep(
            Attempt.Outcome outcome,
            Reply reply,
            Optional<JsonNode> tree,
            List<Violation> violations,
            List<Repair> repairs) {
        long now = System.nanoTime();
        Attempt attempt = new Attempt(
                attempts.size() + 1,
                shape.mode(),
                outcome,
                reply,
                tree,
                violations,
                repairs,
                failures,
                Duration.ofNanos(now - attemptBegan));
        attempts.add(attempt);
        attemptBegan = now;
        failures = 0;
        observations.forEach(observation -> observation.judged(attempt));
        return attempt;
    }

    private void again(Reply reply, List<Violation> violations, String correction) {
        if (attempts.size() >= config.attempts()) {
            throw fail(
                    AskException.Reason.ATTEMPTS,
                    "None of " + attempts.size() + " answers was valid; the last one: "
                            + violations.stream()
                                    .limit(5)
                                    .map(Violation::toString)
                                    .reduce((one, other) -> one + "; " + other)
                                    .orElse("nothing could be read"),
                    null);
        }
        if (config.budget().isPresent()) {
            Usage spent = usage();
            if (!spent.known()) {
                throw fail(
                        AskException.Reason.BUDGET,
                        "The server does not tell how many tokens were used, so the budget of "
                                + config.budget().getAsLong() + " cannot be kept",
                        null);
            }
            if (spent.total() >= config.budget().getAsLong()) {
                throw fail(
                        AskException.Reason.BUDGET,
                        spent.total() + " tokens of a budget of "
                                + config.budget().getAsLong() + " are used, and no answer was valid",
                        null);
            }
        }
        if (!reply.calls().isEmpty() && reply.calls().stream().allMatch(Conversation::isWhole)) {
            turns.add(new Turn.Assistant(reply.text(), reply.calls(), reply.blocks()));
            List<ToolCall> calls = reply.calls();
            for (int i = 0; i < calls.size(); i++) {
                List<Violation> own = shape.ofCall(i, violations);
                turns.add(new Turn.Result(
                        calls.get(i), own.isEmpty() ? Wording.accepted() : Wording.correction(own), !own.isEmpty()));
            }
        } else {
            say(reply, correction);
        }
    }

    /** Calls whose arguments are no JSON go back as words: many servers take the arguments apart, and would refuse the request. */
    private void say(Reply reply, String correction) {
        StringBuilder said = new StringBuilder(reply.text());
        reply.calls()
                .forEach(call -> said.append(said.length() == 0 ? "" : "\n").append(call.arguments()));
        // calls that became words have no reasoning of their own
        turns.add(new Turn.Assistant(said.toString(), List.of(), reply.calls().isEmpty() ? reply.blocks() : List.of()));
        turns.add(new Turn.User(correction));
    }

    private static boolean isWhole(ToolCall call) {
        return Trees.isObject(call.arguments());
    }

    private Usage usage() {
        return attempts.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
    }

    AskException fail(AskException.Reason reason, String message, @Nullable Throwable cause) {
        AskException failure = new AskException(
                reason, cause == null ? message + "." : message + ": " + cause.getMessage(), attempts, cause);
        tell(failure);
        return failure;
    }

    /** A stream is closed before its end, perhaps by another thread than the one that reads it. */
    void stop() {
        tell(new AskException(AskException.Reason.STOPPED, "The stream was closed before its end.", List.of(), null));
    }

    private void tell(AskException failure) {
        if (!over.getAndSet(true)) {
            observations.forEach(observation -> observation.failed(failure));
        }
    }
}
