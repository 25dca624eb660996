package dev.assay.bench;

import dev.assay.structured.json.LenientJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reading of a few hundred answers, over and over: an operation is all of them once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx2g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class ParseTimes {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Param("400")
    public int texts;

    private List<String> valid = List.of();
    private List<String> broken = List.of();

    @Setup(Level.Trial)
    public void write() {
        valid = valid(texts);
        broken = broken(valid);
    }

    @Benchmark
    public void lenientValid(Blackhole taken) {
        each(valid, text -> taken.consume(LenientJson.parse(text)));
    }

    @Benchmark
    public void jacksonValid(Blackhole taken) {
        each(valid, text -> taken.consume(JACKSON.readTree(text)));
    }

    @Benchmark
    public void lenientBroken(Blackhole taken) {
        each(broken, text -> taken.consume(LenientJson.parse(text)));
    }

    private static void each(List<String> all, Consumer<String> reader) {
        all.forEach(reader);
    }

    /** Answers as models give them: objects of a few kB with texts, numbers and lists. */
    static List<String> valid(int count) {
        Random random = new Random(4);
        String[] words = "order total the customer asked for blue paper and two boxes of pens before noon".split(" ");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("{\n  \"id\": ").append(i).append(",\n  \"items\": [\n");
            int items = 5 + random.nextInt(20);
            for (int item = 0; item < items; item++) {
                text.append(item == 0 ? "" : ",\n").append("    {\"name\": \"");
                for (int w = 3 + random.nextInt(12); w > 0; w--) {
                    text.append(words[random.nextInt(words.length)]).append(w == 1 ? "" : " ");
                }
                text.append("\", \"quantity\": ")
                        .append(random.nextInt(1000))
                        .append(", \"price\": ")
                        .append(random.nextInt(10_000))
                        .append('.')
                        .append(10 + random.nextInt(90))
                        .append(", \"paid\": ")
                        .append(random.nextBoolean())
                        .append(", \"tags\": [\"a\", \"b\"]}");
            }
            texts.add(text.append("\n  ]\n}").toString());
        }
        return texts;
    }

    /** The same with what models get wrong and jsonrepair mends as well: single quotes, bare names, commas, literals, comments, a cut end. */
    static List<String> broken(List<String> valid) {
        return valid.stream()
                .map(text -> text.replace("\"quantity\"", "quantity")
                        .replace("\"paid\": true", "'paid': True")
                        .replace("\"b\"]", "'b',]")
                        .replace("  \"items\"", "  // what was bought\n  \"items\""))
                .map(text -> text.substring(0, text.length() - 2))
                .toList();
    }
}
