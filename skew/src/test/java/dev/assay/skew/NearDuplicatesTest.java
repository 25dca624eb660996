package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

    private static String text(int seed, int words) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, words)
                .mapToObj(_ -> "w" + random.nextInt(5_000))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aTextWithAWordChangedIsNearlyTheOther() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            texts.add(text(i, 120));
        }
        texts.add(texts.get(7).replaceFirst("w\\d+ ", "other "));
        texts.add("too short");
        String half = text(8, 60) + " " + text(1_000, 60);
        texts.add(half);
        try (Workers workers = Workers.of(2)) {
            double[] near = NearDuplicates.of(texts, workers);
            assertThat(near[7]).isEqualTo(1);
            assertThat(near[200]).isEqualTo(1);
            assertThat(near[201]).isNaN();
            assertThat(near[202]).as("half of it is another").isZero();
            assertThat(IntStream.range(0, 200).filter(i -> near[i] == 1).count())
                    .isEqualTo(1);
        }
    }
}
