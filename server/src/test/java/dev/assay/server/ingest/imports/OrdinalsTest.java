package dev.assay.server.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OrdinalsTest {

    @Test
    void countsHowOftenAHashCame() {
        Ordinals ordinals = new Ordinals();
        assertThat(ordinals.next(5)).isEqualTo(0);
        assertThat(ordinals.next(7)).isEqualTo(0);
        assertThat(ordinals.next(5)).isEqualTo(1);
        assertThat(ordinals.next(5)).isEqualTo(2);
        assertThat(ordinals.next(0)).isEqualTo(0);
        assertThat(ordinals.next(0)).isEqualTo(1);
    }

    @Test
    void remembersAllOfMany() {
        Ordinals ordinals = new Ordinals();
        new Random(1)
                .longs(100_000)
                .forEach(hash -> assertThat(ordinals.next(hash)).isZero());
        new Random(1)
                .longs(100_000)
                .forEach(hash -> assertThat(ordinals.next(hash)).isOne());
    }
}
