package dev.assay.skew.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwinsTest {

    private static final List<String> HOLDOUT = IntStream.range(0, 400)
            .mapToObj(i -> "Where is the parcel with number " + i + "?")
            .toList();

    @Test
    void twinsHaveProductionsRates() {
        List<String> production = IntStream.range(0, 400)
                .mapToObj(i -> i % 4 == 0 ? "where is the parcel with number " + i + "?" : HOLDOUT.get(i))
                .toList();
        List<Twins.Rate> rates = Twins.rates(HOLDOUT, production);
        List<Twins.Twin> twins = Twins.of(HOLDOUT, rates, 3);
        assertThat(twins).hasSize(100);
        assertThat(twins).allSatisfy(twin -> {
            assertThat(twin.noise()).containsExactly("has no capital");
            assertThat(twin.input()).isEqualTo(HOLDOUT.get(twin.source()).toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void aHoldoutWithTwinsMeasuresAsProductionDoes() {
        List<String> production = IntStream.range(0, 500)
                .mapToObj(i -> switch (i % 10) {
                    case 0, 1, 2 -> "where is teh parcel that i ordred " + i;
                    case 3, 4 -> "where is the parcel that i ordered " + i;
                    default -> "Where is the parcel that I ordered " + i + "?";
                })
                .toList();
        List<Twins.Rate> rates = Twins.rates(HOLDOUT, production);
        List<String> texts = new ArrayList<>(HOLDOUT);
        List<Twins.Twin> twins = Twins.of(HOLDOUT, rates, 5);
        assertThat(twins).extracting(Twins.Twin::source).doesNotHaveDuplicates();
        twins.forEach(twin -> texts.set(twin.source(), twin.input()));
        for (Twins.Rate rate : rates) {
            assertThat(Twins.share(rate.name(), texts)).as(rate.name()).isCloseTo(rate.production(), within(0.005));
        }
        assertThat(rates).extracting(Twins.Rate::production).containsExactly(0.5, 0.5, 0.3);
        assertThat(Twins.of(HOLDOUT, rates, 5)).isEqualTo(twins);
    }

    @Test
    void withoutNoiseThereAreNoTwins() {
        assertThat(Twins.of(HOLDOUT, Twins.rates(HOLDOUT, HOLDOUT), 1)).isEmpty();
    }

    @Test
    void misspellingChangesLettersOfWordsAlone() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            String noisy = Noise.misspell("transfer 250 to savings", 1, random);
            assertThat(noisy).contains(" 250 to ");
            assertThat(Math.abs(noisy.length() - 23)).isLessThanOrEqualTo(1);
        }
        assertThat(Noise.misspell("a 1", 2, random)).isEqualTo("a 1");
    }
}
