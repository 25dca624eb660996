package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.stats.interval.Shares;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void theLevelLeavesRoomForWhichPermutationsWereDrawn() {
        for (int permutations : new int[] {299, 999, 9_999}) {
            Settings settings = Settings.USUAL.with(permutations, 1);
            int within = (int) Math.round(settings.level() * (permutations + 1)) - 1;
            assertThat(Shares.clopperPearson(within, permutations, 0.98).high()).isLessThanOrEqualTo(0.05);
            assertThat(Shares.clopperPearson(within + 1, permutations, 0.98).high())
                    .isGreaterThan(0.05);
        }
        assertThat(Settings.USUAL.level()).isBetween(0.033, 0.037);
    }

    @Test
    void tooFewPermutationsForTheBudgetAreRefused() {
        assertThatThrownBy(() -> new Settings(0.01, 0, 999, 1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("999 permutations")
                .hasMessageContaining("at least 1311");
    }
}
