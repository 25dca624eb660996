package dev.assay.files;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.ScoreValue;
import dev.assay.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How rows become logged calls. {@link Recognition} makes one.
 *
 * @param fields where each field stands; several selectors of one field are joined
 * @param scores where each score stands, by name
 * @param dayFirst whether dates with slashes have the day before the month
 * @param latencyUnit of numbers that come without one
 */
public record Mapping(
        Map<Field, List<Selector>> fields, Map<String, Selector> scores, boolean dayFirst, LatencyUnit latencyUnit) {

    private static final int LONGEST_CATEGORY = 100;

    public Mapping {
        fields = Collections.unmodifiableMap(fields.isEmpty() ? new EnumMap<>(Field.class) : new EnumMap<>(fields));
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** @throws RowException where the row says nothing, or something that is not understood */
    public Exchange read(Row.Good row) throws RowException {
        return new Reading(table(row.value())).exchange(row.section());
    }

    /** A row that is a text alone is one with a column {@code text}. */
    static JsonNode table(JsonNode row) {
        return row.isContainer() ? row : JsonNodeFactory.instance.objectNode().set("text", row);
    }

    /** What is read of one row. */
    private final class Reading {

        private final JsonNode row;
        private final JsonNode rest;
        private final List<Part> system = new ArrayList<>();
        private final List<String> finishReasons = new ArrayList<>();
        private String requestModel = "";
        private String responseModel = "";
        private String responseId = "";
        private Usage usage = Usage.NONE;
        private Json tools = Json.ABSENT;
        private Optional<Instant> answered = Optional.empty();

        Reading(JsonNode row) {
            this.row = row;
            this.rest = row.deepCopy();
        }

        Exchange exchange(String section) throws RowException {
            for (JsonNode node : take(Field.SYSTEM)) {
                Parts.addContent(system, node);
            }
            Content content = content();
            text(Field.MODEL).ifPresent(model -> requestModel = model);
            text(Field.FINISH_REASON).ifPresent(finishReasons::add);
            for (JsonNode node : take(Field.TOOLS)) {
                tools = new Json(
                        Trees.text(node.isString() ? orSelf(Trees.structure(node.stringValue()), node) : node));
            }
            Optional<Instant> time = time();
            Optional<Duration> latency = latency();
            OptionalDouble cost = number(Field.COST);
            Usage counted = counted();
            String provider = text(Field.PROVIDER).orElseGet(() -> Providers.ofModel(requestModel));
            String error = text(Field.ERROR).orElse("");
            String session = text(Field.SESSION).orElse("");
            String user = text(Field.USER).orElse("");
            String environment = text(Field.ENVIRONMENT).orElse("");
            String id = text(Field.ID).orElse("");
            List<String> tags = tags(section);
            List<RowScore> given = rowScores();
            return new Exchange(
                    content,
                    system,
                    requestModel,
                    responseModel,
                    provider,
                    time.or(() -> answered),
                    latency,
                    cost,
                    counted,
                    finishReasons,
                    error,
                    tools,
                    session,
                    user,
                    tags,
                    environment,
                    responseId,
                    id,
                    metadata(),
                    given);
        }

        private Content content() throws RowException {
            List<JsonNode> conversations = take(Field.MESSAGES);
            List<Message> messages = new ArrayList<>();
            for (JsonNode node : conversations) {
                JsonNode list = MessageLists.find(node);
                if (list.isMissingNode()) {
                    throw new RowException(where(Field.MESSAGES) + " is " + Excerpt.of(node)
                            + " (expected: a list of messages with role and content)");
                }
                messages.addAll(MessageLists.read(list));
            }
            for (Selector selector : selectors(Field.INPUT)) {
                addInput(messages, selector);
            }
            List<Message> output = new ArrayList<>();
            for (Selector selector : selectors(Field.OUTPUT)) {
                addOutput(output, selector);
            }
            if (messages.isEmpty() && output.isEmpty()) {
                throw new RowException("says nothing (expected: text in " + expectedPlaces() + ")");
            }
            boolean givenApart = !output.isEmpty() || conversations.isEmpty();
            return givenApart ? new Content.Call(messages, output) : Content.of(messages);
        }

        private void addInput(List<Message> input, Selector selector) throws RowException {
            JsonNode node = selector.select(row);
            JsonNode opened = node.isString() ? orSelf(Trees.structure(node.stringValue()), node) : node;
            JsonNode list = MessageLists.find(opened);
            if (WireRequest.is(opened)) {
                WireRequest request = WireRequest.read(opened);
                input.addAll(request.messages());
                system.addAll(request.system());
                requestModel = request.model();
                tools = request.tools();
                selector.replace(rest, orMissing(request.rest()));
                return;
            }
            selector.replace(rest, MissingNode.getInstance());
            if (!list.isMissingNode()) {
                input.addAll(MessageLists.read(list));
                return;
            }
            String text = Parts.text(node);
            if (text.isBlank()) {
                return;
            }
            boolean joins = !input.isEmpty()
                    && input.getLast().role().equals("user")
                    && input.getLast().parts().size() == 1;
            if (joins && input.getLast().parts().getFirst() instanceof Part.Text before) {
                input.removeLast();
                text = before.content() + "\n\n" + text;
            }
            input.add(Message.text("user", text));
        }

        private void addOutput(List<Message> output, Selector selector) throws RowException {
            JsonNode node = selector.select(row);
            JsonNode opened = node.isString() ? orSelf(Trees.structure(node.stringValue()), node) : node;
            JsonNode list = MessageLists.find(opened);
            if (WireResponse.is(opened)) {
                WireResponse response = WireResponse.read(opened);
                output.addAll(response.messages());
                responseModel = response.model();
                responseId = response.id();
                usage = response.usage();
                finishReasons.addAll(response.finishReasons());
                answered = response.created();
                selector.replace(rest, orMissing(response.rest()));
                return;
            }
            selector.replace(rest, MissingNode.getInstance());
            if (!list.isMissingNode()) {
                output.addAll(MessageLists.read(list));
            } else if (opened.isObject() && (opened.has("role") || opened.has("content"))) {
                MessageLists.add(output, withRole(opened));
            } else if (!Parts.text(node).isBlank()) {
                output.add(Message.text("assistant", Parts.text(node)));
            }
        }

        private Optional<Instant> time() throws RowException {
            Optional<String> written = text(Field.TIME);
            if (written.isEmpty()) {
                return Optional.empty();
            }
            Optional<Instant> time = Times.parse(written.get(), dayFirst);
            if (time.isEmpty()) {
                throw new RowException(
                        where(Field.TIME) + " is " + Excerpt.of(written.get()) + " (" + Times.EXPECTED + ")");
            }
            return time;
        }

        private Optional<Duration> latency() throws RowException {
            Optional<String> written = text(Field.LATENCY);
            if (written.isEmpty()) {
                return Optional.empty();
            }
            Optional<Duration> latency = latencyUnit.parse(written.get());
            if (latency.isEmpty()) {
                throw new RowException(where(Field.LATENCY) + " is " + Excerpt.of(written.get())
                        + " (expected: a duration such as 1.25 or 1250 ms)");
            }
            return latency;
        }

        private Usage counted() throws RowException {
            OptionalDouble in = number(Field.INPUT_TOKENS);
            OptionalDouble out = number(Field.OUTPUT_TOKENS);
            if (in.isEmpty() && out.isEmpty()) {
                return usage;
            }
            return new Usage(
                    in.isPresent() ? OptionalLong.of((long) in.getAsDouble()) : usage.inputTokens(),
                    out.isPresent() ? OptionalLong.of((long) out.getAsDouble()) : usage.outputTokens(),
                    usage.cacheReadTokens(),
                    usage.cacheWriteTokens(),
                    usage.reasoningTokens());
        }

        private List<String> tags(String section) {
            List<String> tags = new ArrayList<>();
            if (!section.isEmpty()) {
                tags.add(section);
            }
            for (JsonNode node : take(Field.TAGS)) {
                JsonNode opened = node.isString() ? orSelf(Trees.structure(node.stringValue()), node) : node;
                if (opened.isArray()) {
                    opened.forEach(tag -> tags.add(Parts.text(tag)));
                } else if (opened.isString()) {
                    for (String tag : opened.stringValue().split("[,;]", -1)) {
                        tags.add(tag.strip());
                    }
                } else {
                    tags.add(Parts.text(opened));
                }
            }
            return tags.stream().filter(tag -> !tag.isBlank()).distinct().toList();
        }

        private List<RowScore> rowScores() {
            List<RowScore> given = new ArrayList<>();
            scores.forEach((name, selector) -> {
                JsonNode node = selector.select(row);
                JsonNode value = node.isObject() ? orSelf(node.path("score"), node.path("value")) : node;
                String comment = Parts.text(
                        orSelf(node.path("comment"), orSelf(node.path("explanation"), node.path("reasoning"))));
                scoreValue(value).ifPresent(stated -> {
                    given.add(new RowScore(name, stated, comment));
                    selector.replace(rest, MissingNode.getInstance());
                });
            });
            return given;
        }

        /** All that is left over; the elements of a row that is an array get names. */
        private Json metadata() {
            ObjectNode metadata = JsonNodeFactory.instance.objectNode();
            if (rest.isObject()) {
                rest.properties().forEach(column -> set(metadata, column.getKey(), column.getValue()));
            } else {
                List<Integer> left = new ArrayList<>();
                for (int i = 0; i < rest.size(); i++) {
                    if (!isNothing(rest.path(i))) {
                        left.add(i);
                    }
                }
                left.forEach(i -> set(metadata, left.size() == 1 ? "label" : "column " + (i + 1), rest.path(i)));
            }
            for (Selector selector : selectors(Field.METADATA)) {
                JsonNode node = selector.select(row);
                JsonNode opened = node.isString() ? orSelf(Trees.structure(node.stringValue()), node) : node;
                if (opened.isObject()) {
                    metadata.remove(selector.column());
                    opened.properties().forEach(entry -> set(metadata, entry.getKey(), entry.getValue()));
                }
            }
            return metadata.isEmpty() ? Json.ABSENT : new Json(Trees.text(metadata));
        }

        private static void set(ObjectNode metadata, String name, JsonNode value) {
            if (!isNothing(value)) {
                metadata.set(name, value);
            }
        }

        private static boolean isNothing(JsonNode value) {
            return value.isNull() || (value.isString() && value.stringValue().isEmpty());
        }

        /** The values of a field, which are then no metadata. */
        private List<JsonNode> take(Field field) {
            List<JsonNode> values = new ArrayList<>();
            for (Selector selector : selectors(field)) {
                JsonNode value = selector.select(row);
                if (!value.isMissingNode() && !isNothing(value)) {
                    values.add(value);
                    selector.replace(rest, MissingNode.getInstance());
                }
            }
            return values;
        }

        private Optional<String> text(Field field) {
            String joined = take(field).stream()
                    .map(Parts::text)
                    .filter(text -> !Values.isNothing(text))
                    .collect(Collectors.joining(" "));
            return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
        }

        private OptionalDouble number(Field field) throws RowException {
            Optional<String> written = text(field);
            if (written.isEmpty()) {
                return OptionalDouble.empty();
            }
            OptionalDouble number = Values.number(written.get());
            if (number.isEmpty()) {
                throw new RowException(where(field) + " is " + Excerpt.of(written.get()) + " (expected: a number)");
            }
            return number;
        }
    }

    private List<Selector> selectors(Field field) {
        return fields.getOrDefault(field, List.of());
    }

    private String where(Field field) {
        return field.label() + " in "
                + selectors(field).stream().map(Selector::text).collect(Collectors.joining(" and "));
    }

    private String expectedPlaces() {
        return List.of(Field.MESSAGES, Field.INPUT, Field.OUTPUT).stream()
                .flatMap(field -> selectors(field).stream())
                .map(Selector::text)
                .collect(Collectors.joining(" or "));
    }

    /** Zero and one stay numbers: a rate reads the same, and nobody said they are verdicts. */
    static Optional<ScoreValue> scoreValue(JsonNode node) {
        if (node.isBoolean()) {
            return Optional.of(new ScoreValue.Bool(node.booleanValue()));
        }
        String text = Parts.text(node).strip();
        if (Values.isNothing(text) || node.isContainer()) {
            return Optional.empty();
        }
        OptionalDouble number = Values.number(text);
        if (number.isPresent() && ScoreValue.isMeasurement(number.getAsDouble())) {
            return Optional.of(new ScoreValue.Numeric(number.getAsDouble()));
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Optional.of(new ScoreValue.Bool(Boolean.parseBoolean(text)));
        }
        boolean word = text.length() <= LONGEST_CATEGORY && text.indexOf('\n') < 0;
        return Optional.of(word ? new ScoreValue.Category(text) : new ScoreValue.Text(text));
    }

    private static JsonNode orSelf(JsonNode node, JsonNode otherwise) {
        return node.isMissingNode() ? otherwise : node;
    }

    private static JsonNode orMissing(ObjectNode rest) {
        return rest.isEmpty() ? MissingNode.getInstance() : rest;
    }

    private static JsonNode withRole(JsonNode message) {
        ObjectNode copy = ((ObjectNode) message).deepCopy();
        if (!copy.has("role")) {
            copy.put("role", "assistant");
        }
        return copy;
    }
}
