package dev.assay.server.demo;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One turn of a conversation while it is played: what is asked, thought, looked up and answered. */
final class Turn {

    static final String SERVICE = "support-assistant (scripted demo)";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Grammar grammar;
    private final Case facts;
    private final List<Message> history;
    private final SplittableRandom random;
    private final Tape tape;
    private final GenAiTape spans;
    private final Prompt prompt;
    private final Instant start;
    private final Message asked;
    private final TapedSpan root;

    /** @param history what was said before; this turn adds to it */
    Turn(Grammar grammar, Case facts, List<Message> history, String question, Instant start, SplittableRandom random) {
        this.grammar = grammar;
        this.facts = facts;
        this.history = history;
        this.random = random;
        this.start = start;
        this.prompt = Prompt.support(facts.promptVersion());
        this.tape = new Tape(start, random);
        this.spans = new GenAiTape(tape, facts, random);
        this.asked = Message.text("user", question);
        history.add(asked);
        this.root = spans.startTurn(
                asked, facts.user().startsWith("dev-") ? "console" : random.nextInt(3) == 0 ? "web" : "app");
    }

    /** Sorts the message, with a prompt of its own that demands JSON. */
    void triage(String answer) {
        spans.chat(Prompt.TRIAGE, List.of(asked), Message.text("assistant", answer), "stop");
    }

    /** The first call is turned away; says whether the second try is not. */
    boolean survivesRateLimit() {
        spans.turnedAway(prompt, history);
        tape.pass(Duration.ofMillis(random.nextInt(900, 2_200)));
        if (random.nextInt(100) < 55) {
            return true;
        }
        spans.turnedAway(prompt, history);
        return false;
    }

    void getOrder() {
        useTool("get_order", orderArguments(), facts.order().json(), () -> {});
    }

    void getOrderFails() {
        Part.ToolCall call = ask("get_order", orderArguments());
        spans.toolFails(call);
        history.add(Message.of(
                "tool",
                new Part.ToolCallResponse(
                        call.id(),
                        new Json(JSON.createObjectNode()
                                .put("error", "orders-service did not answer within 3000 ms")
                                .toString()))));
    }

    private ObjectNode orderArguments() {
        return JSON.createObjectNode().put("order", facts.order().number());
    }

    /** @param topic whose articles are found */
    void searchHelp(String topic, String query) {
        ArrayNode documents = JSON.createArrayNode();
        double score = 0.93 - random.nextInt(12) / 100.0;
        for (String article : grammar.alternatives(topic + ".docs")) {
            int colons = article.indexOf(" :: ");
            documents
                    .addObject()
                    .put("id", article.substring(0, colons))
                    .put("score", Math.round(score * 1000) / 1000.0)
                    .put("content", article.substring(colons + 4));
            score -= 0.04 + random.nextInt(90) / 1000.0;
        }
        ObjectNode arguments = JSON.createObjectNode().put("query", query).put("limit", documents.size());
        useTool("search_help", arguments, documents.toString(), () -> spans.lookUp(query, documents));
    }

    void refund(String reason) {
        ObjectNode arguments =
                orderArguments().put("amount", facts.order().cents() / 100.0).put("reason", reason);
        String result = JSON.createObjectNode()
                .put("refund", "R-" + random.nextInt(100_000, 1_000_000))
                .put("state", "released")
                .toString();
        useTool("refund", arguments, result, () -> {});
    }

    void createTicket(String priority) {
        ObjectNode arguments = JSON.createObjectNode()
                .put("subject", say("ticket.subject"))
                .put("details", "Customer " + facts.user() + " wrote in the chat: " + text(asked))
                .put("priority", priority);
        String result = JSON.createObjectNode()
                .put("ticket", facts.words().getOrDefault("ticket", ""))
                .put("queue", "support")
                .toString();
        useTool("create_ticket", arguments, result, () -> {});
    }

    private void useTool(String name, ObjectNode arguments, String result, Runnable inside) {
        Part.ToolCall call = ask(name, arguments);
        spans.tool(call, result, inside);
        history.add(Message.of("tool", new Part.ToolCallResponse(call.id(), new Json(result))));
    }

    /** The model asks for a tool. */
    private Part.ToolCall ask(String name, ObjectNode arguments) {
        String id = "call_" + Long.toString(random.nextLong(1L << 40, 1L << 45), 36);
        Part.ToolCall call = new Part.ToolCall(id, name, new Json(arguments.toString()));
        List<Part> parts = new ArrayList<>();
        if (facts.model().equals(ScriptedModel.OTHER) && random.nextInt(100) < 40) {
            parts.add(new Part.Reasoning(say("reasoning")));
        }
        parts.add(call);
        Message output = new Message("assistant", "", parts);
        spans.chat(prompt, history, output, "tool_call");
        history.add(output);
        return call;
    }

    void answer(String text, String finishReason) {
        Message answer = Message.text("assistant", text);
        spans.chat(prompt, history, answer, finishReason);
        history.add(answer);
        spans.endTurn(root, answer);
    }

    /** Gives up; the customer sees no answer. */
    void giveUp(String why) {
        tape.pass(Duration.ofMillis(3));
        tape.fail(
                "AnswerFailed",
                why,
                "AnswerFailed: " + why
                        + "\n    at async answer (src/assistant/answer.ts:96:11)"
                        + "\n    at async onMessage (src/chat/session.ts:41:5)");
    }

    private String say(String rule) {
        return grammar.say(rule, facts.words(), random);
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        for (Part part : message.parts()) {
            if (part instanceof Part.Text words) {
                text.append(words.content());
            }
        }
        return text.toString();
    }

    Instant now() {
        return tape.now();
    }

    Exchange exchange(Set<Fault> faults, Optional<Exchange.Thumb> thumb) {
        ResourceSpans sent = ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder()
                        .addAttributes(TapedSpan.attribute("service.name", SERVICE))
                        .addAttributes(TapedSpan.attribute("service.version", "2.3.0"))
                        .addAttributes(TapedSpan.attribute("deployment.environment.name", facts.environment()))
                        .addAttributes(TapedSpan.attribute("telemetry.sdk.language", "nodejs"))
                        .addAttributes(TapedSpan.attribute("telemetry.sdk.name", "opentelemetry")))
                .addScopeSpans(ScopeSpans.newBuilder()
                        .setScope(io.opentelemetry.proto.common.v1.InstrumentationScope.newBuilder()
                                .setName("fernhill.assistant")
                                .setVersion("2.3.0"))
                        .addAllSpans(tape.spans()))
                .build();
        return new Exchange(tape.traceId(), facts.session(), start, tape.now(), sent, faults, thumb);
    }
}
