package dev.assay.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants read from rows; recognition adds the rest.
 *
 * @param fields where each field stands; several selectors of one field are joined
 * @param scores where each score stands, by name
 */
public record MappingOptions(Map<Field, List<Selector>> fields, Map<String, Selector> scores) {

    /** Nothing wanted in particular. */
    public static final MappingOptions NONE = new MappingOptions(Map.of(), Map.of());

    public MappingOptions {
        fields = Collections.unmodifiableMap(fields.isEmpty() ? new EnumMap<>(Field.class) : new EnumMap<>(fields));
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /**
     * Reads {@code FIELD=WHERE} and {@code NAME=WHERE} as they stand on the command line.
     *
     * @param maps each with one or several pairs, separated by commas; {@code \,} is a comma
     * @param messages where lists of messages stand, or empty
     * @param scores each with one pair
     * @throws MappingException where something is no pair, or names a field that there is none of
     */
    public static MappingOptions parse(List<String> maps, String messages, List<String> scores)
            throws MappingException {
        Map<Field, List<Selector>> fields = new EnumMap<>(Field.class);
        for (String map : maps) {
            for (String pair : map.split("(?<!\\\\),", -1)) {
                Pair parsed = Pair.parse("--map", pair, "input=/query");
                Field field = Field.ofLabel(parsed.name())
                        .orElseThrow(() -> new MappingException("--map " + pair + ": there is no field '"
                                + parsed.name() + "' (expected one of: " + Field.labels() + ")"));
                fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(parsed.selector());
            }
        }
        if (!messages.isEmpty()) {
            fields.computeIfAbsent(Field.MESSAGES, _ -> new ArrayList<>()).add(Selector.of(messages));
        }
        Map<String, Selector> named = new LinkedHashMap<>();
        for (String score : scores) {
            Pair pair = Pair.parse("--score", score, "success=/reward");
            if (!RowScore.isName(pair.name())) {
                throw new MappingException("--score " + score + ": the name is '" + pair.name() + "' (expected: 1 to "
                        + RowScore.LONGEST_NAME + " characters)");
            }
            named.put(pair.name(), pair.selector());
        }
        return new MappingOptions(fields, named);
    }

    /** These, and this field in this place too. */
    public MappingOptions with(Field field, Selector selector) {
        Map<Field, List<Selector>> more = new EnumMap<>(Field.class);
        more.putAll(fields);
        more.put(field, List.of(selector));
        return new MappingOptions(more, scores);
    }

    private record Pair(String name, Selector selector) {

        static Pair parse(String option, String pair, String example) throws MappingException {
            int equals = pair.indexOf('=');
            String where = equals < 0
                    ? ""
                    : pair.substring(equals + 1).replace("\\,", ",").strip();
            if (equals < 1 || where.isEmpty()) {
                throw new MappingException(
                        option + " " + pair + ": is no pair (expected: NAME=WHERE, for example " + example + ")");
            }
            return new Pair(pair.substring(0, equals).strip(), Selector.of(where));
        }
    }
}
