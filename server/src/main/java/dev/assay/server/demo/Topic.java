package dev.assay.server.demo;

import java.util.Locale;
import java.util.SplittableRandom;

/** What a customer writes about; the name is that of its rules. */
enum Topic {
    STATUS(Flow.ORDER, 26),
    FOREIGN(Flow.ORDER, 9),
    JSON(Flow.ORDER, 4),
    CANCEL(Flow.ORDER, 6),
    REFUND(Flow.ORDER, 9),
    DAMAGED(Flow.ORDER, 8),
    RETURNS(Flow.HELP, 8),
    SHIPPING(Flow.HELP, 6),
    PAYMENT(Flow.HELP, 5),
    VOUCHER(Flow.HELP, 5),
    ACCOUNT(Flow.HELP, 5),
    PRODUCT(Flow.HELP, 8),
    INVOICE(Flow.HELP, 3),
    WARRANTY(Flow.HELP, 3),
    COMPLAINT(Flow.TICKET, 5),
    LOG(Flow.TICKET, 3),
    OFFTOPIC(Flow.TALK, 6);

    /** Which tools an answer takes. */
    enum Flow {
        ORDER,
        HELP,
        TICKET,
        TALK
    }

    private static final int ALL =
            java.util.Arrays.stream(values()).mapToInt(topic -> topic.weight).sum();

    final Flow flow;
    private final int weight;

    Topic(Flow flow, int weight) {
        this.flow = flow;
        this.weight = weight;
    }

    static Topic of(SplittableRandom random) {
        int roll = random.nextInt(ALL);
        for (Topic topic : values()) {
            roll -= topic.weight;
            if (roll < 0) {
                return topic;
            }
        }
        throw new IllegalStateException("The weights sum up to more than " + ALL);
    }

    String rule() {
        return name().toLowerCase(Locale.ROOT);
    }
}
