package dev.assay.server.ingest.price;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prices that a team writes down itself, for models that the published table does not have or that it pays otherwise for:
 *
 * <pre>{"prices": [{"provider": "openai", "model": "ft:gpt-4o:acme*", "input_mtok": 3.75, "output_mtok": 15, "from": "2026-01-01"}]}</pre>
 *
 * Without a provider it is any; of entries for the same model the one that began last counts.
 */
final class OwnPrices {

    static final OwnPrices NONE = new OwnPrices(List.of());

    private static final Set<String> NAMES = Set.of(
            "provider",
            "model",
            "from",
            "start_time",
            "end_time",
            "input_mtok",
            "output_mtok",
            "cache_read_mtok",
            "cache_write_mtok",
            "output_reasoning_mtok",
            "input_audio_mtok",
            "output_audio_mtok",
            "requests_kcount");

    private record Entry(String provider, PricedModel model) {}

    private final List<Entry> entries;

    private OwnPrices(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * @param file that need not exist
     * @throws IllegalArgumentException where it holds something else; the message says what and where
     */
    static OwnPrices read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        List<Entry> entries = new ArrayList<>();
        try {
            JsonNode list = JsonMapper.shared().readTree(Files.readString(file)).path("prices");
            if (!list.isArray()) {
                throw new IllegalArgumentException(file + " holds no list of prices (expected: {\"prices\": [...]})");
            }
            for (JsonNode node : list) {
                entries.add(entry(file, entries.size(), node));
            }
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        return new OwnPrices(entries);
    }

    private static Entry entry(Path file, int index, JsonNode node) {
        String where = file + ", prices[" + index + "]: ";
        String model = node.path("model").asString("");
        if (model.isEmpty()) {
            throw new IllegalArgumentException(
                    where + "model is missing (expected: a name, with * at its end for all that begin so)");
        }
        for (String name : node.propertyNames()) {
            JsonNode value = node.path(name);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(where + "there is no field '" + name + "' (expected: one of "
                        + String.join(", ", NAMES.stream().sorted().toList()) + ")");
            }
            boolean isPrice = name.endsWith("_mtok") || name.equals("requests_kcount");
            if (isPrice && !value.isObject() && !(value.isNumber() && value.asDouble() >= 0)) {
                throw new IllegalArgumentException(
                        where + name + " is " + value + " (expected: US dollars, 0 or more, or {base, tiers})");
            }
        }
        try {
            return new Entry(
                    node.path("provider").asString("").toLowerCase(Locale.ROOT),
                    new PricedModel(
                            "prices.json " + model, ModelMatch.ofName(model), List.of(PublishedPrices.price(node))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    where + "'" + e.getMessage() + "' (expected: from as 2026-01-31, start_time and end_time as 23:59)",
                    e);
        }
    }

    /** All entries for a model, as one history. */
    Optional<PricedModel> find(String provider, String model) {
        List<PricedModel> found = entries.stream()
                .filter(entry -> entry.provider.isEmpty() || entry.provider.equals(provider))
                .map(Entry::model)
                .filter(entry -> entry.match().matches(model))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<ModelPrice> prices = new ArrayList<>();
        found.forEach(each -> prices.addAll(each.prices()));
        prices.sort(Comparator.comparing(price -> price.from().orElse(LocalDate.MIN)));
        return Optional.of(
                new PricedModel(found.getLast().source(), found.getLast().match(), prices));
    }
}
