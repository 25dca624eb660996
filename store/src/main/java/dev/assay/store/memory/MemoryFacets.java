package dev.assay.store.memory;

import dev.assay.store.FindFacets.Facet;
import dev.assay.store.FindFacets.Value;
import dev.assay.store.filter.Subject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@link dev.assay.store.FindFacets} over the values of each trace or span. */
final class MemoryFacets {

    private MemoryFacets() {}

    static Facet of(Subject field, List<Set<String>> valuesOfEach, String prefix, int limit) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        Map<String, Long> counts = new HashMap<>();
        for (Set<String> values : valuesOfEach) {
            for (String value : values) {
                if (value.toLowerCase(Locale.ROOT).startsWith(lower)) {
                    counts.merge(value, 1L, Long::sum);
                }
            }
        }
        List<Value> values = counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .toList();
        return new Facet(field, values.subList(0, Math.min(limit, values.size())), values.size() > limit);
    }
}
