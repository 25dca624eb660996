package dev.assay.skew.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisspellingsTest {

    @Test
    void whatOnlyThisTextHasAndIsNearAUsualWordIsMisspelled() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            texts.add("what is the frobnicator of my account");
        }
        texts.add("waht is the balanse of my acount");
        texts.add("wht is a frobnicater");
        texts.add("is there a kubernetes cluster in the zanzibar office");
        texts.add("\u0434\u043e\u0431\u0440\u044b\u0439 \u0434\u0435\u043d\u044c");
        double[] counts = Misspellings.count(texts);
        assertThat(counts[0]).isZero();
        assertThat(counts[20]).isEqualTo(3);
        assertThat(counts[21]).isEqualTo(2);
        assertThat(counts[22]).isZero();
        assertThat(counts[23]).isNaN();
    }
}
