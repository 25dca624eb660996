package dev.assay.files;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Completes what is wanted by what the columns of a sample are called and hold. */
final class Guess {

    private static final List<String> MESSAGES = List.of(
            "messages",
            "conversations",
            "conversation",
            "traj",
            "trajectory",
            "chat",
            "dialog",
            "dialogue",
            "history",
            "transcript",
            "turns");
    private static final List<String> INPUTS = List.of(
            "prompt",
            "query",
            "question",
            "userinput",
            "usermessage",
            "userquery",
            "userprompt",
            "instruction",
            "input",
            "inputs",
            "inputtext",
            "request",
            "body",
            "human",
            "text",
            "utterance",
            "message");
    private static final List<String> OUTPUTS = List.of(
            "completion",
            "response",
            "answer",
            "output",
            "outputs",
            "outputtext",
            "choices",
            "generation",
            "generatedtext",
            "modeloutput",
            "modelresponse",
            "llmoutput",
            "llmresponse",
            "prediction",
            "reply",
            "assistant",
            "result",
            "chosen");
    private static final List<String> SYSTEMS =
            List.of("system", "systemprompt", "systemmessage", "systeminstruction", "systeminstructions");
    private static final List<String> MODELS =
            List.of("model", "modelname", "modelid", "llm", "llmmodel", "engine", "deployment", "generator");
    private static final List<String> PROVIDERS = List.of("provider", "modelprovider", "vendor");
    private static final List<String> TIMES = List.of(
            "timestamp",
            "time",
            "tstamp",
            "ts",
            "starttime",
            "startedat",
            "createdat",
            "created",
            "creationtime",
            "datetime",
            "loggedat",
            "requesttime",
            "date");
    private static final List<String> LATENCIES = List.of(
            "latency",
            "latencyms",
            "latencys",
            "latencyseconds",
            "latencysec",
            "duration",
            "durationms",
            "durations",
            "durationseconds",
            "responsetime",
            "responsetimems",
            "elapsed",
            "elapsedms",
            "runtimems");
    private static final List<String> COSTS = List.of("cost", "costusd", "totalcost", "totalcostusd", "priceusd");
    private static final List<String> INPUT_TOKENS =
            List.of("inputtokens", "prompttokens", "tokensin", "numinputtokens", "prompttoken", "promptlength");
    private static final List<String> OUTPUT_TOKENS =
            List.of("outputtokens", "completiontokens", "tokensout", "numoutputtokens", "answertoken", "answertokens");
    private static final List<String> FINISH_REASONS = List.of("finishreason", "stopreason");
    private static final List<String> ERRORS = List.of("error", "errormessage", "exception");
    private static final List<String> TOOLS = List.of("tools", "functions", "tooldefinitions");
    private static final List<String> SESSIONS =
            List.of("sessionid", "conversationid", "threadid", "chatid", "dialogueid", "dialogid", "session");
    private static final List<String> USERS = List.of("userid", "enduser", "enduserid", "username", "customerid");
    private static final List<String> TAGS = List.of("tags");
    private static final List<String> ENVIRONMENTS = List.of("environment", "env", "deploymentenvironment");
    private static final List<String> METADATA = List.of("metadata");
    private static final List<String> SCORES = List.of(
            "reward",
            "score",
            "rating",
            "grade",
            "correct",
            "iscorrect",
            "correctness",
            "success",
            "passed",
            "resolved",
            "accepted",
            "helpful",
            "helpfulness",
            "thumbs",
            "directlyusable");

    private static final int SCORES_SHOWN = 20;

    private final List<JsonNode> rows;
    private final Columns columns;
    private final Map<Field, List<Selector>> fields = new EnumMap<>(Field.class);
    private final Map<String, Selector> scores = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> found = new ArrayList<>();
    private boolean dayFirst;
    private LatencyUnit latencyUnit = LatencyUnit.SECONDS;

    Guess(List<JsonNode> rows, Columns columns, MappingOptions options) {
        this.rows = rows;
        this.columns = columns;
        fields.putAll(options.fields());
        scores.putAll(options.scores());
        fields.values().forEach(selectors -> selectors.forEach(selector -> used.add(selector.column())));
        scores.values().forEach(selector -> used.add(selector.column()));
    }

    boolean hasContent() {
        return has(Field.MESSAGES) || has(Field.INPUT) || has(Field.OUTPUT);
    }

    Mapping mapping() {
        return new Mapping(fields, scores, dayFirst, latencyUnit);
    }

    String sentence() {
        List<String> rest =
                columns.names().stream().filter(name -> !used.contains(name)).toList();
        String left = rest.isEmpty() ? "" : "; metadata from " + Excerpt.list(rest, 6);
        return String.join(", ", found) + left;
    }

    /** What went in and what came out. */
    void content() {
        boolean asked = hasContent();
        if (!asked && rows.stream().allMatch(JsonNode::isArray)) {
            pairs();
        } else {
            if (!asked) {
                conversations();
            }
            if (!has(Field.MESSAGES)) {
                inputs();
            }
            outputs();
        }
        describeContent();
    }

    /** Rows that are arrays: a text, and beside it its answer or one of a few labels. */
    private void pairs() {
        if (!columns.of("0").stream().allMatch(JsonNode::isString)) {
            return;
        }
        take(Field.INPUT, "0");
        List<String> second = columns.texts("1");
        boolean answers = columns.names().size() == 2
                && second.stream().distinct().count() > second.size() / 2
                && second.stream().mapToInt(String::length).average().orElse(0) > 20;
        if (answers) {
            take(Field.OUTPUT, "1");
        }
    }

    private void conversations() {
        Optional<String> column = columns.find(MESSAGES, Guess::isMessages)
                .or(() -> columns.all(Guess::isMessages).stream()
                        .filter(name -> !INPUTS.contains(Columns.simplified(name)))
                        .filter(name -> !OUTPUTS.contains(Columns.simplified(name)))
                        .findFirst());
        if (column.isEmpty()) {
            return;
        }
        boolean answered = columns.of(column.get()).stream().anyMatch(Guess::holdsAnswer);
        boolean answersApart = columns.find(OUTPUTS, _ -> true).isPresent()
                && columns.of(column.get()).stream().noneMatch(Guess::endsWithAnswer);
        take(answered && !answersApart ? Field.MESSAGES : Field.INPUT, column.get());
    }

    private void inputs() {
        if (has(Field.INPUT)) {
            return;
        }
        Optional<String> column = columns.find(INPUTS, value -> !value.isNumber() && !value.isBoolean());
        column.ifPresent(name -> take(Field.INPUT, name));
        // Alpaca: the instruction says what to do with the input, which some rows have.
        if (column.isPresent() && Columns.simplified(column.get()).equals("instruction")) {
            columns.find(List.of("input", "context"), JsonNode::isString).ifPresent(name -> take(Field.INPUT, name));
        }
    }

    private void outputs() {
        if (has(Field.OUTPUT) || has(Field.MESSAGES)) {
            return;
        }
        columns.find(OUTPUTS, value -> !value.isNumber() && !value.isBoolean()).ifPresent(name -> {
            // OpenAI's batch API wraps the response.
            boolean wrapped = columns.of(name).stream().allMatch(value -> WireResponse.is(value.path("body")));
            if (wrapped) {
                used.add(name);
                fields.put(Field.OUTPUT, List.of(Selector.to(name, "body")));
            } else {
                take(Field.OUTPUT, name);
            }
        });
    }

    /** What is said about the call. */
    void details() {
        detail(Field.SYSTEM, SYSTEMS, value -> value.isString() || value.isArray());
        detail(Field.MODEL, MODELS, JsonNode::isString);
        detail(Field.PROVIDER, PROVIDERS, JsonNode::isString);
        time();
        latency();
        detail(Field.COST, COSTS, Guess::isNumber);
        detail(Field.INPUT_TOKENS, INPUT_TOKENS, Guess::isNumber);
        detail(Field.OUTPUT_TOKENS, OUTPUT_TOKENS, Guess::isNumber);
        detail(Field.FINISH_REASON, FINISH_REASONS, JsonNode::isString);
        detail(Field.ERROR, ERRORS, value -> value.isString() || value.isObject());
        detail(Field.TOOLS, TOOLS, value -> opened(value).isArray());
        detail(Field.SESSION, SESSIONS, JsonNode::isValueNode);
        if (!has(Field.SESSION) && has(Field.MESSAGES)) {
            // Runs of one task belong together.
            detail(Field.SESSION, List.of("taskid"), JsonNode::isValueNode);
        }
        detail(Field.USER, USERS, JsonNode::isValueNode);
        detail(Field.TAGS, TAGS, value -> value.isString() || value.isArray());
        detail(Field.ENVIRONMENT, ENVIRONMENTS, JsonNode::isString);
        detail(Field.METADATA, METADATA, value -> opened(value).isObject());
        if (has(Field.ID)) {
            found.add("identity in " + where(Field.ID));
        }
    }

    private void time() {
        if (!has(Field.TIME)) {
            TIMES.stream()
                    .flatMap(candidate -> columns.find(List.of(candidate), JsonNode::isValueNode).stream())
                    .filter(name -> isTime(columns.texts(name)))
                    .findFirst()
                    .ifPresent(name -> take(Field.TIME, name));
        }
        if (has(Field.TIME)) {
            List<String> values = texts(Field.TIME);
            dayFirst = Times.dayFirst(values);
            String order = Times.isAmbiguous(values) ? (dayFirst ? " (day first, UTC)" : " (month first, UTC)") : "";
            found.add("time in " + where(Field.TIME) + order);
        }
    }

    private void latency() {
        if (!has(Field.LATENCY)) {
            columns.find(
                            LATENCIES,
                            value ->
                                    LatencyUnit.SECONDS.parse(Parts.text(value)).isPresent())
                    .ifPresent(name -> take(Field.LATENCY, name));
        }
        if (has(Field.LATENCY)) {
            latencyUnit = LatencyUnit.of(first(Field.LATENCY).path().getLast(), texts(Field.LATENCY));
            found.add("latency in " + where(Field.LATENCY) + " (" + latencyUnit.label() + ")");
        }
    }

    private void detail(Field field, List<String> candidates, Predicate<JsonNode> passes) {
        if (!has(field)) {
            columns.find(candidates, passes)
                    .filter(name -> !used.contains(name))
                    .ifPresent(name -> take(field, name));
        }
        if (has(field)) {
            found.add(field.label().replace('_', ' ') + " in " + where(field));
        }
    }

    /** Verdicts that the rows carry. */
    void scores() {
        if (scores.isEmpty()) {
            for (String name : columns.names()) {
                if (used.contains(name)) {
                    continue;
                }
                String simplified = Columns.simplified(name);
                boolean verdicts = SCORES.contains(simplified)
                        && RowScore.isName(name)
                        && !columns.of(name).isEmpty()
                        && columns.of(name).stream()
                                .allMatch(value -> Mapping.scoreValue(value).isPresent());
                if (verdicts) {
                    scores.put(name, Selector.to(name));
                    used.add(name);
                } else if (simplified.equals("scores")
                        && columns.of(name).stream().allMatch(JsonNode::isObject)) {
                    columns.of(name).stream()
                            .flatMap(value -> value.propertyNames().stream())
                            .filter(RowScore::isName)
                            .forEach(part -> scores.putIfAbsent(part, Selector.to(name, part)));
                    used.add(name);
                }
            }
        }
        scores.entrySet().stream()
                .limit(SCORES_SHOWN)
                .map(score -> "score " + Excerpt.of(score.getKey()) + " in "
                        + Excerpt.of(score.getValue().text()))
                .forEach(found::add);
        if (scores.size() > SCORES_SHOWN) {
            found.add((scores.size() - SCORES_SHOWN) + " more scores");
        }
    }

    private void describeContent() {
        List<Selector> messages = fields.getOrDefault(Field.MESSAGES, List.of());
        for (Selector selector : messages) {
            found.add(style(selector) + " in " + selector.text());
        }
        if (has(Field.INPUT)) {
            String where = where(Field.INPUT);
            boolean requests = values(Field.INPUT).stream().anyMatch(value -> WireRequest.is(opened(value)));
            boolean lists = values(Field.INPUT).stream().anyMatch(Guess::isMessages);
            found.add(
                    requests
                            ? "requests in " + where
                            : lists ? style(first(Field.INPUT)) + " in " + where : "input in " + where);
        }
        if (has(Field.OUTPUT)) {
            boolean responses = values(Field.OUTPUT).stream().anyMatch(value -> WireResponse.is(opened(value)));
            found.add((responses ? "responses in " : "output in ") + where(Field.OUTPUT));
        } else if (has(Field.INPUT)) {
            found.add("no output");
        }
    }

    private String style(Selector selector) {
        MessageLists.Style style = MessageLists.Style.OPENAI;
        for (JsonNode row : rows) {
            MessageLists.Style here = MessageLists.style(MessageLists.find(selector.select(row)));
            if (here != MessageLists.Style.OPENAI) {
                style = here;
            }
        }
        return style.description();
    }

    private void take(Field field, String column) {
        used.add(column);
        fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(Selector.to(column));
    }

    private boolean has(Field field) {
        return fields.containsKey(field);
    }

    private Selector first(Field field) {
        return fields.getOrDefault(field, List.of()).getFirst();
    }

    private String where(Field field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(Selector::text)
                .collect(Collectors.joining(" and "));
    }

    private List<JsonNode> values(Field field) {
        List<JsonNode> values = new ArrayList<>();
        for (Selector selector : fields.getOrDefault(field, List.of())) {
            rows.forEach(row -> values.add(selector.select(row)));
        }
        return values;
    }

    private List<String> texts(Field field) {
        return values(field).stream()
                .map(Parts::text)
                .filter(text -> !Values.isNothing(text))
                .toList();
    }

    private static JsonNode opened(JsonNode value) {
        return value.isString() ? Trees.structure(value.stringValue()) : value;
    }

    private static boolean isMessages(JsonNode value) {
        return !MessageLists.find(value).isMissingNode();
    }

    private static boolean holdsAnswer(JsonNode value) {
        return answers(value).anyMatch(answer -> answer);
    }

    private static boolean endsWithAnswer(JsonNode value) {
        return answers(value).reduce(false, (_, last) -> last);
    }

    private static Stream<Boolean> answers(JsonNode value) {
        try {
            return MessageLists.read(MessageLists.find(value)).stream().map(Content::isAnswer);
        } catch (RowException _) {
            // A row that is broken is reported when it is read; it shows nothing about the others.
            return Stream.empty();
        }
    }

    private static boolean isNumber(JsonNode value) {
        return value.isValueNode() && Values.number(Parts.text(value)).isPresent();
    }

    private static boolean isTime(List<String> texts) {
        boolean first = Times.dayFirst(texts);
        return texts.stream().allMatch(text -> Times.parse(text, first).isPresent());
    }
}
