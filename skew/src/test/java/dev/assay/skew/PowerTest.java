package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.skew.encode.WordEncoder;
import dev.assay.skew.noise.Noise;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What must be found, and how often, on made queries of twenty topics; the seeds are fixed. {@code ./build bench skew-proof} has the same on
 * real texts, larger and many times over.
 */
class PowerTest {

    private static final int TIMES = 6;
    private static final int SIDE = 400;
    private static final int TOPICS = 20;
    private static final String[] ASKING = {
        "how do I change my",
        "what is the price of a",
        "please cancel the",
        "where can I find my",
        "tell me about the",
        "I have a question about the",
        "can you send me a",
        "why was there no"
    };
    private static final String[] THINGS = {
        "invoice payment receipt", "parcel courier delivery", "flight seat luggage",
        "hotel room breakfast", "password login account", "printer paper cartridge",
        "recipe oven flour", "dentist appointment clinic", "tyre engine garage",
        "guitar concert ticket", "garden rose shovel", "camera lens picture",
        "tax form deadline", "school teacher homework", "kitten vet collar",
        "bicycle helmet chain", "museum painting guide", "weather rain umbrella",
        "train platform timetable", "novel author library", "mortgage interest savings"
    };

    private static String query(int topic, SplittableRandom random) {
        String[] things = THINGS[topic].split(" ");
        int first = random.nextInt(things.length);
        int second = (first + 1 + random.nextInt(things.length - 1)) % things.length;
        return ASKING[random.nextInt(ASKING.length)] + " " + things[first] + " and " + things[second]
                + (random.nextInt(3) == 0 ? " today" : "");
    }

    private static List<Example> body(SplittableRandom random) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < SIDE; i++) {
            examples.add(Example.of(query(random.nextInt(TOPICS), random), ""));
        }
        return examples;
    }

    /** Puts other queries in the place of some of the current ones. */
    private interface Change {
        String of(String was, SplittableRandom random);
    }

    private static long alarms(int changed, Change change) {
        try (Workers workers = Workers.of(2)) {
            return IntStream.range(0, TIMES)
                    .filter(time -> {
                        SplittableRandom random = new SplittableRandom(100 + time);
                        List<Example> all = body(random);
                        List<Example> current = body(random);
                        for (int i = 0; i < changed; i++) {
                            current.set(i, Example.of(change.of(current.get(i).question(), random), ""));
                        }
                        all.addAll(current);
                        Corpus corpus = Corpus.of(all, Optional.of(new WordEncoder()), workers);
                        int[] reference = IntStream.range(0, SIDE).toArray();
                        int[] rows = IntStream.range(SIDE, 2 * SIDE).toArray();
                        return Comparison.of(corpus, reference, rows, Settings.USUAL.with(299, time), workers)
                                .alarms();
                    })
                    .count();
        }
    }

    @Test
    void aNewTopicAsOneInTwentyIsFound() {
        assertThat(alarms(SIDE / 20, (_, random) -> query(TOPICS, random))).isEqualTo(TIMES);
    }

    @Test
    void aTopicThatGrowsFromOneInTwentyToOneInFiveIsFound() {
        assertThat(alarms(SIDE / 6, (_, random) -> query(3, random))).isEqualTo(TIMES);
    }

    @Test
    void misspellingsInOneOfTenAreFound() {
        assertThat(alarms(SIDE / 10, (was, random) -> Noise.misspell(was, 2, random)))
                .isGreaterThanOrEqualTo(TIMES - 1);
    }

    @Test
    void nothingIsFoundWhereNothingDiffers() {
        assertThat(alarms(0, (was, _) -> was)).isLessThanOrEqualTo(1);
    }
}
