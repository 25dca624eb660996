package dev.assay.server.demo;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order of the invented shop.
 *
 * @param cents what was paid, in hundredths of a euro
 * @param expected when it is, or was, to be delivered
 */
record Order(
        String number,
        String product,
        int quantity,
        long cents,
        State state,
        String carrier,
        String tracking,
        LocalDate placed,
        LocalDate expected) {

    private static final JsonMapper JSON = JsonMapper.shared();

    enum State {
        PROCESSING,
        IN_TRANSIT,
        OUT_FOR_DELIVERY,
        DELIVERED,
        DELAYED,
        LOST,
        CANCELLED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Order of(Grammar grammar, LocalDate today, State state, SplittableRandom random) {
        int age = switch (state) {
            case PROCESSING, CANCELLED -> random.nextInt(0, 3);
            case IN_TRANSIT, OUT_FOR_DELIVERY -> random.nextInt(2, 6);
            case DELIVERED -> random.nextInt(4, 25);
            case DELAYED -> random.nextInt(7, 15);
            case LOST -> random.nextInt(12, 30);
        };
        LocalDate expected = switch (state) {
            case PROCESSING, CANCELLED -> today.plusDays(random.nextInt(3, 7));
            case IN_TRANSIT -> today.plusDays(random.nextInt(1, 4));
            case OUT_FOR_DELIVERY -> today;
            case DELIVERED -> today.minusDays(random.nextInt(1, 4));
            case DELAYED -> today.plusDays(random.nextInt(2, 6));
            case LOST -> today.minusDays(random.nextInt(7, 12));
        };
        int quantity = random.nextInt(5) == 0 ? 2 : 1;
        return new Order(
                "FH-" + random.nextInt(40_000, 100_000),
                grammar.say("product", Map.of(), random),
                quantity,
                quantity * (random.nextLong(12, 150) * 100 - 10),
                state,
                grammar.say("carrier", Map.of(), random),
                "JJD" + random.nextLong(10_000_000_000L, 100_000_000_000L),
                today.minusDays(age),
                expected);
    }

    /** What {@code get_order} answers. */
    String json() {
        ObjectNode order = JSON.createObjectNode();
        order.put("order", number).put("status", state.label()).put("placed", placed.toString());
        order.putArray("items").addObject().put("name", product).put("quantity", quantity);
        order.put("total_eur", cents / 100.0);
        if (state != State.PROCESSING && state != State.CANCELLED) {
            order.put("carrier", carrier).put("tracking", tracking);
        }
        if (state == State.DELIVERED) {
            order.put("delivered", expected.toString());
        } else if (state != State.CANCELLED && state != State.LOST) {
            order.put("expected", expected.toString());
        }
        return order.toString();
    }

    String amount() {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }
}
