package dev.assay.server.ingest.price;

import dev.assay.server.ingest.price.Rate.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of genai-prices (MIT, its licence stands beside it), read once, before or when the first call is to be priced. {@code ./build
 * prices} renews it.
 */
final class PublishedPrices {

    private static final String RESOURCE = "/assay/prices.json";

    private final String source;
    private final List<Provider> providers;

    /**
     * @param fallback ids of providers whose models this one offers as well
     */
    private record Provider(
            String id,
            Optional<ModelMatch> named,
            Optional<ModelMatch> models,
            List<String> fallback,
            List<PricedModel> priced) {}

    private PublishedPrices(String source, List<Provider> providers) {
        this.source = source;
        this.providers = providers;
    }

    private static final class Holder {
        static final PublishedPrices TABLE = load();
    }

    static PublishedPrices table() {
        return Holder.TABLE;
    }

    private static PublishedPrices load() {
        try (InputStream in = Objects.requireNonNull(PublishedPrices.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode table = JsonMapper.shared().readTree(in);
            String source = table.path("source").asString("");
            List<Provider> providers = new ArrayList<>();
            table.path("providers").forEach(provider -> providers.add(provider(source, provider)));
            return new PublishedPrices(source, List.copyOf(providers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the table and its version. */
    String source() {
        return source;
    }

    /**
     * A model by its names, as the table's own programs look it up: at the provider that is named, else at those whose offer
     * is among its models; without a provider at the first that claims names like this.
     *
     * @param provider in the words of the GenAI convention, or empty
     * @param model in lower case
     */
    Optional<PricedModel> find(String provider, String model) {
        Optional<Provider> found = provider.isEmpty()
                ? providers.stream()
                        .filter(each ->
                                each.models.map(match -> match.matches(model)).orElse(false))
                        .findFirst()
                : named(provider);
        return found.flatMap(each -> find(each, model));
    }

    private Optional<PricedModel> find(Provider provider, String model) {
        Optional<PricedModel> own = own(provider, model);
        return own.isPresent()
                ? own
                : provider.fallback.stream()
                        .flatMap(id -> providers.stream().filter(each -> each.id.equals(id)))
                        .flatMap(each -> own(each, model).stream())
                        .findFirst();
    }

    private static Optional<PricedModel> own(Provider provider, String model) {
        return provider.priced.stream()
                .filter(each -> each.match().matches(model))
                .findFirst();
    }

    private Optional<Provider> named(String provider) {
        String id = id(provider.toLowerCase(Locale.ROOT));
        Optional<Provider> equal =
                providers.stream().filter(each -> each.id.equals(id)).findFirst();
        return equal.isPresent()
                ? equal
                : providers.stream()
                        .filter(each ->
                                each.named.map(match -> match.matches(id)).orElse(false))
                        .findFirst();
    }

    /** The convention's words as the table's. */
    private static String id(String provider) {
        return switch (provider) {
            case "azure.ai.openai", "azure.ai.inference" -> "azure";
            case "aws.bedrock" -> "aws";
            case "gcp.gemini", "gcp.vertex_ai", "gcp.gen_ai" -> "google";
            case "mistral_ai" -> "mistral";
            case "x_ai" -> "x-ai";
            case "moonshot_ai" -> "moonshotai";
            default -> provider;
        };
    }

    private static Provider provider(String source, JsonNode node) {
        String id = node.path("id").asString("");
        List<PricedModel> models = new ArrayList<>();
        for (JsonNode model : node.path("models")) {
            List<ModelPrice> prices = new ArrayList<>();
            model.path("prices").forEach(price -> prices.add(price(price)));
            models.add(new PricedModel(
                    source + " " + id + "/" + model.path("id").asString(""), match(model.path("match")), prices));
        }
        List<String> fallback = new ArrayList<>();
        node.path("fallback").forEach(each -> fallback.add(each.asString("")));
        return new Provider(
                id,
                optionalMatch(node.get("provider_match")),
                optionalMatch(node.get("model_match")),
                fallback,
                models);
    }

    private static Optional<ModelMatch> optionalMatch(@Nullable JsonNode node) {
        return node == null ? Optional.empty() : Optional.of(match(node));
    }

    private static ModelMatch match(JsonNode node) {
        var clause = node.properties().iterator().next();
        String text = clause.getValue().asString("").toLowerCase(Locale.ROOT);
        return switch (clause.getKey()) {
            case "equals" -> new ModelMatch.Equal(text);
            case "starts_with" -> new ModelMatch.Prefix(text);
            case "ends_with" -> new ModelMatch.Suffix(text);
            case "contains" -> new ModelMatch.Part(text);
            case "regex" ->
                new ModelMatch.Regex(Pattern.compile(clause.getValue().asString("")));
            case "or" -> new ModelMatch.Any(matches(clause.getValue()));
            case "and" -> new ModelMatch.All(matches(clause.getValue()));
            default ->
                throw new IllegalStateException(RESOURCE + " matches by '" + clause.getKey()
                        + "' (expected: equals, starts_with, ends_with, contains, regex, or, and)");
        };
    }

    private static List<ModelMatch> matches(JsonNode list) {
        List<ModelMatch> matches = new ArrayList<>();
        list.forEach(each -> matches.add(match(each)));
        return List.copyOf(matches);
    }

    /** Also of one's own prices, which have the same names. */
    static ModelPrice price(JsonNode node) {
        Map<String, Rate> rates = new HashMap<>();
        for (var property : node.properties()) {
            if (property.getKey().endsWith("_mtok") || property.getKey().equals("requests_kcount")) {
                rates.put(property.getKey(), rate(property.getValue()));
            }
        }
        return new ModelPrice(
                rates,
                text(node, "from").map(LocalDate::parse),
                text(node, "start_time")
                        .map(start -> new ModelPrice.Hours(
                                LocalTime.parse(start),
                                LocalTime.parse(node.path("end_time").asString("")))));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private static Rate rate(JsonNode node) {
        if (!node.isObject()) {
            return Rate.flat(node.asDouble());
        }
        List<Tier> tiers = new ArrayList<>();
        node.path("tiers")
                .forEach(tier -> tiers.add(
                        new Tier(tier.path("start").asLong(), tier.path("price").asDouble())));
        return new Rate(node.path("base").asDouble(), tiers);
    }
}
