package dev.assay.server.demo;

import dev.assay.server.demo.Order.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Who writes, about what, and what the application runs on.
 *
 * @param language code of the language that the customer writes in
 * @param words what the holes of the texts are filled with
 */
record Case(
        String session,
        String user,
        String environment,
        ScriptedModel model,
        String promptVersion,
        Topic topic,
        String language,
        Hand hand,
        Order order,
        Map<String, String> words) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final List<String> LANGUAGES =
            List.of("de", "de", "de", "fr", "fr", "es", "es", "nl", "nl", "it", "pl", "pt", "tr", "ja");

    Case {
        words = Map.copyOf(words);
    }

    /** @param number tells one conversation from another; the same number is the same conversation */
    static Case of(Grammar grammar, long number, Instant start, Timeline timeline, SplittableRandom random) {
        boolean production = random.nextInt(100) < 87;
        Topic topic = Topic.of(random);
        if (!production && topic == Topic.FOREIGN) {
            topic = Topic.STATUS;
        }
        LocalDate today = LocalDate.ofInstant(start, ZoneOffset.UTC);
        Order order = Order.of(grammar, today, state(topic, random), random);
        String customer = grammar.say("customer", Map.of(), random);
        return new Case(
                "chat-" + Long.toString(Math.floorMod(number * 2_654_435_761L, 1L << 32), 36),
                production
                        ? customer.toLowerCase(Locale.ROOT) + "-" + random.nextInt(100, 1000)
                        : "dev-" + List.of("ada", "bela", "cleo").get(random.nextInt(3)),
                production ? "production" : "development",
                random.nextInt(100) < 70 ? ScriptedModel.SMALL : ScriptedModel.OTHER,
                production && start.isBefore(timeline.release()) ? "v3" : "v4",
                topic,
                topic == Topic.FOREIGN ? LANGUAGES.get(random.nextInt(LANGUAGES.size())) : "en",
                production ? Hand.of(random) : Hand.TIDY,
                order,
                words(grammar, order, customer, today, random));
    }

    private static State state(Topic topic, SplittableRandom random) {
        int roll = random.nextInt(100);
        return switch (topic) {
            case DAMAGED -> State.DELIVERED;
            case FOREIGN -> roll < 60 ? State.IN_TRANSIT : State.PROCESSING;
            case CANCEL -> roll < 55 ? State.PROCESSING : State.IN_TRANSIT;
            case REFUND -> roll < 60 ? State.DELIVERED : roll < 80 ? State.LOST : State.DELAYED;
            default ->
                roll < 22
                        ? State.PROCESSING
                        : roll < 55
                                ? State.IN_TRANSIT
                                : roll < 65
                                        ? State.OUT_FOR_DELIVERY
                                        : roll < 80
                                                ? State.DELIVERED
                                                : roll < 93 ? State.DELAYED : roll < 97 ? State.LOST : State.CANCELLED;
        };
    }

    private static Map<String, String> words(
            Grammar grammar, Order order, String customer, LocalDate today, SplittableRandom random) {
        Map<String, String> words = new HashMap<>();
        words.put("order", order.number());
        words.put("product", order.product());
        words.put("product2", grammar.say("product", Map.of(), random));
        words.put("pot", grammar.say("kitchenware", Map.of(), random));
        words.put("pot2", grammar.say("kitchenware", Map.of(), random));
        words.put("seat", grammar.say("outdoors", Map.of(), random));
        words.put("customer", customer);
        words.put("city", grammar.say("city", Map.of(), random));
        words.put("carrier", order.carrier());
        words.put("tracking", order.tracking());
        words.put("voucher", grammar.say("voucher", Map.of(), random));
        words.put("ticket", "T-" + random.nextInt(10_000, 100_000));
        words.put("amount", order.amount());
        words.put("days", String.valueOf(random.nextInt(3, 20)));
        words.put("yesterday", today.minusDays(1).toString());
        words.put(
                "weekday",
                DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH).format(today.plusDays(random.nextInt(1, 5))));
        words.put("expected", DAY.format(order.expected()));
        words.put("delivered", DAY.format(order.state() == State.DELIVERED ? order.expected() : today.minusDays(1)));
        words.put("date", SHORT.format(order.expected()));
        return words;
    }
}
