package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlatMapTest {

    @Test
    void holdsWhatALinkedHashMapHolds() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FlatMap map = new FlatMap(random.nextInt(20));
            Map<String, Object> expected = new LinkedHashMap<>();
            int keys = 1 + random.nextInt(400);
            for (int step = 0; step < 1_000; step++) {
                String key = key(random.nextInt(keys));
                if (random.nextInt(3) == 0) {
                    assertThat(map.remove(key)).isEqualTo(expected.remove(key));
                } else {
                    map.put(key, step);
                    expected.put(key, step);
                }
                String other = key(random.nextInt(keys));
                assertThat(map.get(other)).isEqualTo(expected.get(other));
            }
            assertThat(entries(map)).isEqualTo(List.copyOf(expected.entrySet()));
            assertThat(map.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }

    @Test
    void isNotSlowedDownByKeysOfOneHash() {
        FlatMap map = new FlatMap(16);
        for (int i = 0; i < 1 << 16; i++) {
            map.put(ofOneHash(i), i);
        }
        assertThat(map.get(ofOneHash(54_321))).isEqualTo(54_321);
    }

    private static List<Map.Entry<String, Object>> entries(FlatMap map) {
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < map.end(); i++) {
            String key = map.key(i);
            if (key != null) {
                entries.add(Map.entry(key, map.value(i)));
            }
        }
        return entries;
    }

    /** Some of one hash. */
    private static String key(int number) {
        return number % 2 == 0 ? "gen_ai.key." + number : ofOneHash(number);
    }

    /** "Aa" and "BB" have the same. */
    private static String ofOneHash(int number) {
        StringBuilder key = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return key.toString();
    }
}
