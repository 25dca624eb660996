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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long masks and compiling take over a vocabulary of 128k and one of 200k. Arguments:
 *
 * <ul>
 *   <li>which schemas: {@code --schemas N} made ones (default 1000); with {@code --real} as many out of packages instead, which needs Python and npm;
 *       {@code --folder DIR} one's own, in MaskBench's form;
 *   <li>{@code --llguidance} runs llguidance on the same schemas, instances and vocabularies, which needs Python;
 *   <li>{@code --cold} compiles a schema anew for each instance; MaskBench compiles it once;
 *   <li>{@code --large FILE} the 128k vocabulary ({@code tokenizer.json}, {@code tekken.json}, tiktoken or SentencePiece; without it
 *       Mistral's tekken where Python is asked for, otherwise cl100k_base, which has 100k);
 *   <li>{@code --keep DIR} writes the made schemas there for {@code ./assay constrain --maskbench DIR}.
 * </ul>
 */
final class MaskTimes {

    private static final Path HOME = Path.of("target/masks");

    private MaskTimes() {}

    static void run(Arguments args) throws IOException, InterruptedException {
        boolean cold = args.flag("--cold");
        boolean beside = args.flag("--llguidance");
        boolean real = args.flag("--real");
        int count = args.number("--schemas", 1000);
        String given = args.text("--folder", "");
        String kept = args.text("--keep", HOME.resolve("made-" + count).toString());
        String large = args.text("--large", "");
        args.end();
        Optional<MaskRival> python = beside || real ? Optional.of(MaskRival.in(HOME)) : Optional.empty();
        Path folder = real
                ? python.orElseThrow().realSchemas(count)
                : given.isEmpty() ? made(count, Path.of(kept)) : Path.of(given);
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("bench", "mask").put("cold", cold);
        for (Map.Entry<String, Vocabulary> vocabulary :
                vocabularies(large, python).entrySet()) {
            String name = vocabulary.getKey() + ", " + vocabulary.getValue().size() + " tokens";
            ObjectNode figures = json.putObject(vocabulary.getKey());
            figures.set("assay", assay(folder, name, vocabulary.getValue(), cold));
            if (beside) {
                figures.set("llguidance", python.orElseThrow().run(folder, name, vocabulary.getValue(), cold));
            }
        }
        System.out.println(json);
    }

    private static JsonNode assay(Path folder, String name, Vocabulary vocabulary, boolean cold) throws IOException {
        MaskBench bench = new MaskBench(vocabulary, SchemaOptions.DEFAULT, cold);
        List<Path> files = MaskBench.files(folder);
        bench.warmUp(files.subList(0, Math.min(200, files.size())));
        files.forEach(bench::run);
        System.out.printf("%nAssay on %s%n%s%n", name, bench.table());
        System.out.println("goals: mask avg 160, p50 100, p99 1500; compile p50 3000, p99 60000");
        for (MaskBench.Result result : bench.results()) {
            if (result.verdict() == MaskBench.Verdict.VALID_REFUSED
                    || result.verdict() == MaskBench.Verdict.INVALID_ACCEPTED) {
                System.out.println(result.file() + ": " + result.verdict() + ": " + result.why());
            }
        }
        return JsonMapper.shared().readTree(bench.json());
    }

    private static Map<String, Vocabulary> vocabularies(String large, Optional<MaskRival> python)
            throws IOException, InterruptedException {
        Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
        if (!large.isEmpty() || python.isPresent()) {
            Path file = large.isEmpty() ? python.orElseThrow().tekken() : Path.of(large);
            vocabularies.put(file.getFileName().toString(), Vocabulary.read(file));
        } else {
            System.out.println("No vocabulary of 128k was given (--large FILE); cl100k_base, of 100k, stands in.");
            vocabularies.put("cl100k_base", BuiltInVocabulary.named("cl100k_base"));
        }
        vocabularies.put("o200k_base", BuiltInVocabulary.named("o200k_base"));
        return vocabularies;
    }

    /** Files in MaskBench's form; whether a changed instance is valid is said by the validator, which shares nothing with masks. */
    private static Path made(int count, Path folder) throws IOException {
        Files.createDirectories(folder);
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
            Files.writeString(folder.resolve(String.format("made-%05d.json", i)), file.toString());
        }
        return folder;
    }

    private static void test(ArrayNode tests, Validator validator, JsonNode data) {
        tests.addObject().put("valid", validator.isValid(data)).set("data", data);
    }
}
