package dev.assay.skew;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which words at paths of JSON are members of an enumeration: those of paths that have few of them, each often. */
final class Enumerations {

    private static final int MOST = 20;
    private static final int LEAST_TIMES = 5;
    private static final String VALUE = "value ";
    private static final String SYSTEM = "system prompt ";

    private Enumerations() {}

    /** All marks but those of free values; system prompts only where there are few of them. */
    static List<Mark> kept(List<Mark> marks) {
        Map<String, Integer> values = new HashMap<>();
        Map<String, Integer> rows = new HashMap<>();
        for (Mark mark : marks) {
            values.merge(kind(mark), 1, Integer::sum);
            rows.merge(kind(mark), mark.rows().length, Integer::sum);
        }
        return marks.stream()
                .filter(mark -> {
                    int count = values.getOrDefault(kind(mark), 0);
                    return kind(mark).isEmpty()
                            || (count <= MOST && rows.getOrDefault(kind(mark), 0) >= count * LEAST_TIMES);
                })
                .toList();
    }

    private static String kind(Mark mark) {
        String name = mark.name();
        if (name.startsWith(SYSTEM)) {
            return SYSTEM;
        }
        return name.startsWith(VALUE) ? mark.aspect() + name.substring(0, Math.max(0, name.lastIndexOf(" is "))) : "";
    }
}
