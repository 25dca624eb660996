package dev.assay.server.ingest.price;

import java.util.List;

/**
 * US dollars for a million tokens (or a thousand requests).
 *
 * @param tiers what all tokens of a call cost that has more input than this; by rising start
 */
record Rate(double base, List<Tier> tiers) {

    Rate {
        tiers = List.copyOf(tiers);
    }

    /**
     * @param start in tokens of input
     * @param price in US dollars for a million
     */
    record Tier(long start, double price) {}

    static Rate flat(double price) {
        return new Rate(price, List.of());
    }

    /** @param inputTokens of the whole call */
    double at(long inputTokens) {
        double price = base;
        for (Tier tier : tiers) {
            if (inputTokens > tier.start()) {
                price = tier.price();
            }
        }
        return price;
    }
}
