package dev.assay.server.ingest.price;

import java.time.Instant;
import java.util.List;

/**
 * A model and its prices.
 *
 * @param source where its prices come from, and under which name
 * @param prices the history; of those that hold the last counts, and the first where none does
 */
record PricedModel(String source, ModelMatch match, List<ModelPrice> prices) {

    PricedModel {
        prices = List.copyOf(prices);
    }

    ModelPrice at(Instant time) {
        for (ModelPrice price : prices.reversed()) {
            if (price.holdsAt(time)) {
                return price;
            }
        }
        return prices.getFirst();
    }
}
