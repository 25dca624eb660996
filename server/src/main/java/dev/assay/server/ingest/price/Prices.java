package dev.assay.server.ingest.price;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What calls of models cost. A model without a price costs nothing that is known: it is never guessed. */
public final class Prices {

    /** Nothing has a price. */
    public static final Prices NONE = new Prices(OwnPrices.NONE, false);

    /** Names of models are written by clients, so there may be any number of them. */
    private static final int REMEMBERED = 4_096;

    private final OwnPrices own;
    private final boolean published;
    private final Map<Name, Optional<PricedModel>> found = new ConcurrentHashMap<>();

    private record Name(String provider, String model) {}

    /**
     * What a call cost.
     *
     * @param source which table said so, and under which name
     */
    public record Cost(double usd, String source) {}

    private Prices(OwnPrices own, boolean published) {
        this.own = own;
        this.published = published;
    }

    /**
     * The published table, and before it the prices of a file.
     *
     * @param file that need not exist
     * @throws IllegalArgumentException where the file holds something else
     */
    public static Prices with(Path file) {
        return new Prices(OwnPrices.read(file), true);
    }

    /** Reads the published table, so that the first call that is to be priced need not wait for it. */
    public static void load() {
        PublishedPrices.table();
    }

    /** The published table alone. */
    public static Prices published() {
        return new Prices(OwnPrices.NONE, true);
    }

    public boolean isNone() {
        return !published;
    }

    /** The name of the published table and its version. */
    public String source() {
        return PublishedPrices.table().source();
    }

    /**
     * What a call cost when it was made.
     *
     * @param provider in the words of the GenAI convention, or empty
     * @param responseModel the model that answered, or empty
     * @param requestModel the model asked for, or empty; counts where the other has no price
     * @return empty where neither has a price for all that was used
     */
    public Optional<Cost> cost(
            String provider, String responseModel, String requestModel, Instant time, TokenCounts tokens) {
        return model(provider, responseModel)
                .or(() -> model(provider, requestModel))
                .flatMap(model -> {
                    ModelPrice price = model.at(time);
                    return price.covers(tokens)
                            ? Optional.of(new Cost(price.costUsd(tokens), model.source()))
                            : Optional.empty();
                });
    }

    private Optional<PricedModel> model(String provider, String model) {
        if (model.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > REMEMBERED) {
            found.clear();
        }
        return found.computeIfAbsent(new Name(provider, model), this::find);
    }

    private Optional<PricedModel> find(Name name) {
        String model = name.model().toLowerCase(Locale.ROOT);
        Optional<PricedModel> mine = own.find(name.provider(), model);
        if (mine.isPresent() || !published) {
            return mine;
        }
        PublishedPrices table = PublishedPrices.table();
        Optional<PricedModel> exact = table.find(name.provider(), model);
        return exact.isPresent() ? exact : table.find(name.provider(), dashed(model));
    }

    /** Some gateways write a date in a name without its dashes. */
    private static String dashed(String model) {
        int start = model.length() - 8;
        if (start < 1 || model.charAt(start - 1) != '-') {
            return model;
        }
        for (int i = start; i < model.length(); i++) {
            if (!Character.isDigit(model.charAt(i))) {
                return model;
            }
        }
        return model.substring(0, start + 4) + "-" + model.substring(start + 4, start + 6) + "-"
                + model.substring(start + 6);
    }
}
