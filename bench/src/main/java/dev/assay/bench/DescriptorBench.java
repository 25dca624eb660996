package dev.assay.bench;

import dev.assay.skew.Example;
import dev.assay.skew.descriptor.Descriptor;
import dev.assay.skew.descriptor.Descriptors;
import dev.assay.skew.descriptor.Text;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * All descriptors of real texts of 1 KB, by the processor time of one thread; and what the dearest of them cost.
 *
 * <p>{@code --texts N --size CHARACTERS --rounds N --data FOLDER}
 */
final class DescriptorBench {

    private DescriptorBench() {}

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static void run(Arguments args) throws IOException {
        int size = args.number("--size", 1_024);
        int count = args.number("--texts", 2_000);
        int rounds = args.number("--rounds", 8);
        Path data = Path.of(args.text("--data", "../shared/data"));
        args.end();
        List<String> texts = texts(data, count, size);
        double sum = 0;
        double best = 0;
        for (int round = 0; round < rounds; round++) {
            long began = cpu();
            for (String text : texts) {
                Text taken = Text.of(text);
                sum += Descriptors.measure(taken)[0]
                        + Descriptors.categorise(taken).size();
            }
            double perSecond = texts.size() / ((cpu() - began) / 1e9);
            best = Math.max(best, perSecond);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,.0f texts of %,d characters per cpu-second%n",
                    round + 1,
                    perSecond,
                    size);
        }
        System.out.printf(
                Locale.ROOT, "best: %,.0f (goal: 5,000); %,d descriptors%n", best, Descriptors.OF_TEXT.size());
        dearest(texts);
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("A text has no length");
        }
    }

    private record Cost(String name, double micros) {}

    private static void dearest(List<String> texts) {
        List<Cost> costs = new ArrayList<>();
        long taking = cpu();
        List<Text> taken = texts.stream().map(Text::of).toList();
        costs.add(new Cost("taking texts apart", (cpu() - taking) / 1e3 / texts.size()));
        double sum = 0;
        for (Descriptor descriptor : Descriptors.OF_TEXT) {
            long began = cpu();
            for (Text text : taken) {
                sum += descriptor.measure().applyAsDouble(text);
            }
            costs.add(new Cost(descriptor.name(), (cpu() - began) / 1e3 / texts.size()));
        }
        long began = cpu();
        for (Text text : taken) {
            sum += Descriptors.categorise(text).size();
        }
        costs.add(new Cost("categories", (cpu() - began) / 1e3 / texts.size()));
        costs.sort(Comparator.comparingDouble(Cost::micros).reversed());
        costs.stream()
                .limit(15)
                .forEach(cost -> System.out.printf(Locale.ROOT, "%8.1f us  %s%n", cost.micros, cost.name));
        if (sum == Double.NEGATIVE_INFINITY) {
            throw new IllegalStateException("A descriptor was infinite");
        }
    }

    /** Answers of a model, one after the other, cut into pieces. */
    private static List<String> texts(Path data, int count, int size) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Example example : SkewTexts.answers(data)) {
            all.append(example.answer()).append("\n\n");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * size % (all.length() - size));
            texts.add(all.substring(from, from + size));
        }
        return texts;
    }
}
