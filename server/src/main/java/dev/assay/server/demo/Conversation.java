package dev.assay.server.demo;

import dev.assay.model.Message;
import dev.assay.server.demo.Order.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One customer's conversation with the assistant, played from its first message to its last. */
final class Conversation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Fault> JSON_FAULTS =
            List.of(Fault.PROSE_AROUND_JSON, Fault.FENCED_JSON, Fault.FENCED_JSON, Fault.TRAILING_COMMA);

    private static final String ANSWER = " >> ";

    /** @param answer the place of its answer among those of the topic, from 1 on, or 0 where each of them will do */
    private record Question(String text, int answer) {}

    private final Grammar grammar;
    private final Case facts;
    private final Timeline timeline;
    private final SplittableRandom random;
    private final List<Message> history = new ArrayList<>();

    Conversation(Grammar grammar, Case facts, Timeline timeline, SplittableRandom random) {
        this.grammar = grammar;
        this.facts = facts;
        this.timeline = timeline;
        this.random = random;
    }

    /** The turns, in order; the customer leaves when there was no answer. */
    List<Exchange> play(Instant start) {
        List<Exchange> exchanges = new ArrayList<>();
        exchanges.add(firstTurn(start));
        if (history.getLast().role().equals("assistant")) {
            for (int followUp : followUps()) {
                Instant next = exchanges.getLast().end().plusMillis(random.nextInt(12_000, 95_000));
                exchanges.add(followUp(followUp, next));
            }
        }
        return exchanges;
    }

    private Exchange firstTurn(Instant start) {
        Set<Fault> faults = faults(start);
        Question question = question();
        String asked = facts.hand().type(fill(question.text()), random);
        Turn turn = new Turn(grammar, facts, history, asked, start, random);
        if (facts.environment().equals("production") && chance(45)) {
            turn.triage(spoilt(triage(), faults, 9));
        }
        if (faults.contains(Fault.RATE_LIMITED) && !turn.survivesRateLimit()) {
            turn.giveUp("no answer after 2 tries: RateLimitError 429");
            return turn.exchange(faults, Optional.empty());
        }
        if (faults.contains(Fault.REFUSAL)) {
            turn.answer(say("refusal"), "stop");
        } else {
            answerWithTools(turn, asked, question, faults);
        }
        return turn.exchange(faults, thumb(turn, faults));
    }

    private Question question() {
        List<String> questions =
                grammar.alternatives((facts.topic() == Topic.FOREIGN ? facts.language() : rule()) + ".ask");
        String text = questions.get(random.nextInt(questions.size()));
        int mark = text.lastIndexOf(ANSWER);
        return mark < 0
                ? new Question(text, 0)
                : new Question(
                        text.substring(0, mark), Integer.parseInt(text, mark + ANSWER.length(), text.length(), 10));
    }

    private void answerWithTools(Turn turn, String asked, Question question, Set<Fault> faults) {
        switch (facts.topic().flow) {
            case ORDER -> {
                if (faults.contains(Fault.TOOL_FAILED)) {
                    turn.getOrderFails();
                    if (chance(70)) {
                        turn.answer(say("apology"), "stop");
                    } else {
                        turn.giveUp("get_order failed: TimeoutError");
                    }
                    return;
                }
                for (int i = faults.contains(Fault.REPEATED_CALL) ? 4 : 1; i > 0; i--) {
                    turn.getOrder();
                }
                act(turn);
            }
            case HELP -> turn.searchHelp(rule(), asked.lines().findFirst().orElse(asked));
            case TICKET -> turn.createTicket(facts.topic() == Topic.COMPLAINT ? "high" : "normal");
            case TALK -> {}
        }
        String answer = answer(question, faults);
        if (faults.contains(Fault.TRUNCATED)) {
            turn.answer(answer.substring(0, answer.length() * 3 / 5), "length");
        } else {
            turn.answer(answer, "stop");
        }
    }

    /** What an order's topic takes beside reading the order. */
    private void act(Turn turn) {
        switch (facts.topic()) {
            case REFUND -> {
                if (mayRefund()) {
                    turn.refund(
                            facts.order().state() == State.LOST
                                    ? "lost"
                                    : facts.order().state() == State.DELAYED ? "late" : "returned");
                } else {
                    turn.createTicket("normal");
                }
            }
            case DAMAGED -> turn.createTicket("normal");
            case CANCEL -> {
                if (facts.order().state() == State.PROCESSING) {
                    turn.createTicket("high");
                }
            }
            default -> {}
        }
    }

    private boolean mayRefund() {
        return facts.order().cents() <= (facts.promptVersion().equals("v3") ? 8_000 : 12_000);
    }

    private String answer(Question question, Set<Fault> faults) {
        if (faults.contains(Fault.VERY_LONG)) {
            return String.join("\n\n", grammar.alternatives("long"));
        }
        String state = facts.order().state().label();
        return switch (facts.topic()) {
            case STATUS -> say((faults.contains(Fault.MADE_UP) ? "status.madeup." : "status.answer.") + state);
            case FOREIGN ->
                faults.contains(Fault.WRONG_LANGUAGE)
                        ? say("status.answer." + state)
                        : say(facts.language() + ".answer." + (state.equals("in_transit") ? state : "other"));
            case JSON -> spoilt(facts.order().json(), faults, 50);
            case REFUND -> say(mayRefund() ? "refund.answer" : "refund.answer.ticket");
            case CANCEL -> say(facts.order().state() == State.PROCESSING ? "cancel.answer.open" : "cancel.answer.gone");
            default ->
                question.answer() > 0
                        ? fill(grammar.alternatives(rule() + ".answer").get(question.answer() - 1))
                        : say(rule() + ".answer");
        };
    }

    private String triage() {
        ObjectNode json = JSON.createObjectNode().put("topic", rule()).put("language", facts.language());
        json.put(
                "urgency",
                facts.topic() == Topic.COMPLAINT ? "high" : facts.topic() == Topic.OFFTOPIC ? "low" : "normal");
        return json.put("order", facts.order().number()).toString();
    }

    /** The JSON as it was asked for, or in so many cases of a hundred with what models add to it. */
    private String spoilt(String json, Set<Fault> faults, int percent) {
        if (!chance(percent)) {
            return json;
        }
        Fault fault = JSON_FAULTS.get(random.nextInt(JSON_FAULTS.size()));
        faults.add(fault);
        return switch (fault) {
            case PROSE_AROUND_JSON -> say("json.prose") + "\n\n" + json + "\n\n" + say("json.after");
            case FENCED_JSON -> "```json\n" + json + "\n```";
            default -> json.substring(0, json.length() - 1) + ",}";
        };
    }

    private Set<Fault> faults(Instant start) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        boolean newPrompt = facts.promptVersion().equals("v4");
        Topic topic = facts.topic();
        if (timeline.inIncident(start) ? chance(60) : chance(1)) {
            faults.add(Fault.RATE_LIMITED);
        } else if (topic.flow == Topic.Flow.ORDER && chance(5)) {
            faults.add(Fault.TOOL_FAILED);
        } else if (topic == Topic.STATUS
                && grammar.has("status.madeup." + facts.order().state().label())
                && chance(newPrompt ? 14 : 5)) {
            // Version 4 has lost the sentence that forbids it.
            faults.add(Fault.MADE_UP);
        } else if (topic == Topic.FOREIGN && chance(15)) {
            faults.add(Fault.WRONG_LANGUAGE);
        } else if (topic.flow == Topic.Flow.HELP && chance(4)) {
            faults.add(Fault.VERY_LONG);
        } else if (topic.flow == Topic.Flow.ORDER && chance(2)) {
            faults.add(Fault.REPEATED_CALL);
        } else if (chance(2)) {
            faults.add(Fault.REFUSAL);
        } else if (topic != Topic.JSON && chance(2)) {
            faults.add(Fault.TRUNCATED);
        }
        return faults;
    }

    /** Which of the topic's further questions are asked; most customers ask none. */
    private Set<Integer> followUps() {
        String rule = followUpRule();
        if (rule.isEmpty()) {
            return Set.of();
        }
        int roll = random.nextInt(100);
        int count = roll < 60 ? 0 : roll < 85 ? 1 : roll < 96 ? 2 : 3;
        int size = grammar.alternatives(rule).size();
        Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < count) {
            chosen.add(random.nextInt(size));
        }
        return chosen;
    }

    private String followUpRule() {
        return facts.topic().flow == Topic.Flow.HELP
                ? "help.more"
                : grammar.has(rule() + ".more") ? rule() + ".more" : "";
    }

    /** A further question has the answer that stands in the same place. */
    private Exchange followUp(int which, Instant start) {
        String asked =
                facts.hand().type(fill(grammar.alternatives(followUpRule()).get(which)), random);
        Turn turn = new Turn(grammar, facts, history, asked, start, random);
        if (facts.topic().flow == Topic.Flow.HELP && chance(40)) {
            turn.searchHelp(rule(), asked);
        } else if (facts.topic() == Topic.STATUS && chance(30)) {
            turn.getOrder();
        }
        turn.answer(fill(grammar.alternatives(followUpRule() + ".answer").get(which)), "stop");
        return turn.exchange(Set.of(), thumb(turn, Set.of()));
    }

    private Optional<Exchange.Thumb> thumb(Turn turn, Set<Fault> faults) {
        if (facts.environment().equals("development") || !chance(faults.isEmpty() ? 10 : 35)) {
            return Optional.empty();
        }
        boolean up = chance(faults.isEmpty() ? 84 : 15);
        return Optional.of(
                new Exchange.Thumb(up, say(up ? "up" : "down"), turn.now().plusMillis(random.nextInt(2_000, 20_000))));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String rule() {
        return facts.topic().rule();
    }

    private String say(String rule) {
        return grammar.say(rule, facts.words(), random);
    }

    private String fill(String text) {
        return grammar.fill(text, facts.words(), random);
    }
}
