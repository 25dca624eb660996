package dev.assay.bench;

import dev.assay.server.structured.BuiltInVocabulary;
import dev.assay.server.structured.MaskBench;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long masks and compiling take over a vocabulary of 128k and one of 200k. Arguments: {@code --schemas N} made ones (default 1000),
 * {@code --folder DIR} another folder in MaskBench's form instead, {@code --large FILE} the 128k vocabulary ({@code tokenizer.json},
 * {@code tekken.json}, tiktoken or SentencePiece; without it cl100k_base, which has 100k, stands in), {@code --keep DIR} writes the made ones
 * there for {@code ./assay constrain --maskbench DIR}.
 */
final class MaskTimes {

    private MaskTimes() {}

    static void run(String[] args) throws IOException {
        Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
        String large = Arguments.text(args, "--large", "");
        if (large.isEmpty()) {
            System.out.println("No vocabulary of 128k was given (--large FILE); cl100k_base, of 100k, stands in.");
            vocabularies.put("cl100k_base", BuiltInVocabulary.named("cl100k_base"));
        } else {
            vocabularies.put(Path.of(large).getFileName().toString(), Vocabulary.read(Path.of(large)));
        }
        vocabularies.put("o200k_base", BuiltInVocabulary.named("o200k_base"));
        String folder = Arguments.text(args, "--folder", "");
        String keep = Arguments.text(args, "--keep", "");
        Map<String, ObjectNode> made =
                folder.isEmpty() ? made(Arguments.number(args, "--schemas", 1000)) : new LinkedHashMap<>();
        if (!keep.isEmpty()) {
            Files.createDirectories(Path.of(keep));
            for (Map.Entry<String, ObjectNode> one : made.entrySet()) {
                Files.writeString(Path.of(keep, one.getKey()), one.getValue().toString());
            }
        }
        StringBuilder json = new StringBuilder();
        for (Map.Entry<String, Vocabulary> vocabulary : vocabularies.entrySet()) {
            MaskBench bench = new MaskBench(vocabulary.getValue(), SchemaOptions.DEFAULT);
            if (folder.isEmpty()) {
                made.entrySet().stream().limit(200).forEach(one -> run(bench, one.getKey(), one.getValue()));
                bench.forget();
                made.forEach((name, file) -> run(bench, name, file));
            } else {
                bench.warmUp(
                        MaskBench.files(Path.of(folder)).stream().limit(200).toList());
                MaskBench.files(Path.of(folder)).forEach(bench::run);
            }
            int tokens = vocabulary.getValue().size();
            System.out.printf("%n%s, %d tokens%n%s%n", vocabulary.getKey(), tokens, bench.table());
            System.out.println("goals: mask avg 160, p50 100, p99 1500; compile p50 3000, p99 60000");
            json.append(json.isEmpty() ? "" : ",")
                    .append("\"")
                    .append(vocabulary.getKey())
                    .append("\":")
                    .append(bench.json());
            for (MaskBench.Result result : bench.results()) {
                if (result.verdict() != MaskBench.Verdict.PASSING && folder.isEmpty()) {
                    System.out.println(result.file() + ": " + result.verdict() + ": " + result.why());
                }
            }
        }
        System.out.println("{\"bench\":\"mask\"," + json + "}");
    }

    private static void run(MaskBench bench, String name, ObjectNode file) {
        bench.run(name, file.path("schema"), file.path("tests"));
    }

    /** Files in MaskBench's form; whether a changed instance is valid is said by the validator, which shares nothing with masks. */
    private static Map<String, ObjectNode> made(int count) {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        SchemaLoad load = new SchemaLoad(4);
        for (int i = 0; i < count; i++) {
            SchemaLoad.Pair pair = load.next();
            Validator validator = Validator.compile(pair.schema(), Map.of(), true);
            ObjectNode file = JsonNodeFactory.instance.objectNode();
            file.put("description", "made " + i);
            file.set("schema", pair.schema());
            ArrayNode tests = file.putArray("tests");
            test(tests, validator, pair.value());
            test(tests, validator, load.changed(pair.value()));
            test(tests, validator, load.changed(pair.value()));
            files.put(String.format("made-%05d.json", i), file);
        }
        return files;
    }

    private static void test(ArrayNode tests, Validator validator, JsonNode data) {
        tests.addObject().put("valid", validator.isValid(data)).set("data", data);
    }
}
