package dev.assay.bench;

import dev.assay.skew.Example;
import dev.assay.skew.noise.Noise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of real texts to draw sides from; read where they lie. */
final class SkewTexts {

    /** Intents of one domain, which is kept out of the reference. */
    private static final Set<String> BANKING = Set.of(
            "freeze_account",
            "routing",
            "pin_change",
            "bill_due",
            "pay_bill",
            "account_blocked",
            "interest_rate",
            "min_payment",
            "bill_balance",
            "transfer",
            "order_checks",
            "balance",
            "spending_history",
            "transactions",
            "report_fraud");

    /** Intents of another, which grows. */
    private static final Set<String> TRAVEL = Set.of(
            "plug_type",
            "travel_notification",
            "translate",
            "flight_status",
            "international_visa",
            "timezone",
            "exchange_rate",
            "travel_suggestion",
            "travel_alert",
            "vaccines",
            "lost_luggage",
            "book_flight",
            "book_hotel",
            "carry_on",
            "car_rental");

    private SkewTexts() {}

    record Query(String text, String intent) {}

    static List<Query> clinc(Path data, long seed) throws IOException {
        JsonNode all = JsonMapper.shared().readTree(Files.readString(data.resolve("clinc150-full.json")));
        List<Query> queries = new ArrayList<>();
        for (String part : List.of("train", "val", "test")) {
            for (JsonNode row : all.path(part)) {
                queries.add(new Query(row.get(0).stringValue(), row.get(1).stringValue()));
            }
        }
        Collections.shuffle(queries, new Random(seed));
        return queries;
    }

    /** The same with queries of no intent, which is called {@code oos}. */
    static List<Query> clincWithNone(Path data, long seed) throws IOException {
        JsonNode all = JsonMapper.shared().readTree(Files.readString(data.resolve("clinc150-full.json")));
        List<Query> queries = clinc(data, seed);
        for (String part : List.of("oos_train", "oos_val", "oos_test")) {
            for (JsonNode row : all.path(part)) {
                queries.add(new Query(row.get(0).stringValue(), row.get(1).stringValue()));
            }
        }
        Collections.shuffle(queries, new Random(seed));
        return queries;
    }

    /** Domains of 15 intents that may be kept out of a body. */
    static List<String> domains() {
        return List.of("banking", "travel");
    }

    static Set<String> intents(String domain) {
        return domain.equals("banking") ? BANKING : TRAVEL;
    }

    static List<Example> queries(Path data, int most, long seed) throws IOException {
        return clinc(data, seed).stream()
                .limit(most)
                .map(q -> Example.of(q.text, ""))
                .toList();
    }

    /** Answers of two snapshots of one model and of the models of another set, as one body. */
    static List<Example> answers(Path data) throws IOException {
        List<Example> answers = new ArrayList<>();
        JsonNode pairs = JsonMapper.shared().readTree(Files.readString(data.resolve("pandalm-testset-v1.json")));
        for (JsonNode pair : pairs) {
            answers.add(Example.of(
                    pair.path("instruction").asString() + "\n"
                            + pair.path("input").asString(),
                    pair.path("response1").asString()));
        }
        for (String line : Files.readAllLines(data.resolve("arenahard-gpt-4-0314.jsonl"))) {
            JsonNode messages = JsonMapper.shared().readTree(line).path("messages");
            answers.add(Example.of(
                    messages.get(0).path("content").asString(),
                    messages.get(1).path("content").path("answer").asString()));
        }
        return answers;
    }

    /** The outputs of all models of three logs: answers, turns of agents, and what agents wanted called. */
    static List<Example> outputs(Path data) throws IOException {
        List<Example> outputs = new ArrayList<>(answers(data));
        for (JsonNode pair : JsonMapper.shared().readTree(Files.readString(data.resolve("pandalm-testset-v1.json")))) {
            outputs.add(Example.of(
                    pair.path("instruction").asString() + "\n"
                            + pair.path("input").asString(),
                    pair.path("response2").asString()));
        }
        for (String line : Files.readAllLines(data.resolve("arenahard-gpt-4-0613.jsonl"))) {
            JsonNode messages = JsonMapper.shared().readTree(line).path("messages");
            outputs.add(Example.of(
                    messages.get(0).path("content").asString(),
                    messages.get(1).path("content").path("answer").asString()));
        }
        JsonNode runs = JsonMapper.shared().readTree(Files.readString(data.resolve("taubench-gpt-4o-airline.json")));
        for (JsonNode run : runs) {
            String before = "";
            for (JsonNode message : run.path("traj")) {
                String text = message.path("content").asString("");
                if (message.path("role").asString().equals("assistant")) {
                    JsonNode calls = message.path("tool_calls");
                    outputs.add(Example.of(before, calls.isEmpty() ? text : calls.toString()));
                }
                before = text;
            }
        }
        return outputs;
    }

    /** Five queries of one intent make a session, so that rows of a session depend on each other. */
    static List<Example> sessions(Path data, int most, long seed) throws IOException {
        List<Query> sorted = new ArrayList<>(clinc(data, seed));
        sorted.sort((a, b) -> a.intent.compareTo(b.intent));
        List<List<Example>> sessions = new ArrayList<>();
        for (int i = 0; i + 5 <= sorted.size(); i += 5) {
            List<Example> session = new ArrayList<>();
            for (int k = i; k < i + 5; k++) {
                session.add(Example.of(sorted.get(k).text, "").inSession("session " + i));
            }
            sessions.add(session);
        }
        Collections.shuffle(sessions, new Random(seed));
        return sessions.stream().flatMap(List::stream).limit(most).toList();
    }

    /** One body, and which of its rows are what. */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Planted(List<Example> examples, int[] known, int[] fresh, int[] topic, int[] misspelled) {}

    static Planted planted(Path data, int most, long seed) throws IOException {
        List<Query> queries = clinc(data, seed);
        List<Query> body = new ArrayList<>();
        queries.stream()
                .filter(q -> !BANKING.contains(q.intent) && !TRAVEL.contains(q.intent))
                .limit(most * 2L / 3)
                .forEach(body::add);
        int known = body.size();
        queries.stream().filter(q -> BANKING.contains(q.intent)).limit(most / 8).forEach(body::add);
        int fresh = body.size();
        queries.stream().filter(q -> TRAVEL.contains(q.intent)).limit(most / 8).forEach(body::add);
        int topic = body.size();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < Math.min(known, 1_000); i++) {
            body.add(new Query(Noise.misspell(body.get(i).text, 2, random), "misspelled"));
        }
        return new Planted(
                body.stream().map(q -> Example.of(q.text, "")).toList(),
                IntStream.range(0, known).toArray(),
                IntStream.range(known, fresh).toArray(),
                IntStream.range(fresh, topic).toArray(),
                IntStream.range(topic, body.size()).toArray());
    }

    /** The last eighth are lists of the same objects. */
    static List<Example> objectsAndLists(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] names = {"lamp", "chair", "table", "shelf", "rug", "mirror", "desk", "sofa"};
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String object = "{\"name\": \"" + names[random.nextInt(names.length)] + "\", \"price\": "
                    + random.nextInt(5, 900) + ", \"stock\": " + random.nextInt(40) + "}";
            examples.add(Example.of(
                    "Look up item " + random.nextInt(10_000), i < count * 7 / 8 ? object : "[" + object + "]"));
        }
        return examples;
    }
}
