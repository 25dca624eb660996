package dev.assay.files;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the first rows of a file show about all of them.
 *
 * @param sentence what was found where, for people: {@code OpenAI-style messages in /traj, score reward in /reward}
 */
public record Recognition(Mapping mapping, String sentence) {

    /** How many rows are worth looking at. */
    public static final int SAMPLE = 50;

    private static final int COLUMNS_SHOWN = 50;

    /**
     * @param sample the first rows
     * @param options what is wanted in particular
     * @throws MappingException where a selector finds nothing, or nothing says what went in and out
     */
    public static Recognition of(List<Row.Good> sample, MappingOptions options) throws MappingException {
        List<JsonNode> rows =
                sample.stream().map(Row.Good::value).map(Mapping::table).toList();
        if (rows.isEmpty()) {
            Mapping asked = new Mapping(options.fields(), options.scores(), false, LatencyUnit.SECONDS);
            return new Recognition(asked, "no rows");
        }
        Columns columns = new Columns(rows);
        check(rows, columns, options);
        Guess guess = new Guess(rows, columns, options);
        guess.content();
        if (!guess.hasContent()) {
            throw new MappingException(unknown(columns));
        }
        guess.details();
        guess.scores();
        return new Recognition(guess.mapping(), guess.sentence());
    }

    private static void check(List<JsonNode> rows, Columns columns, MappingOptions options) throws MappingException {
        List<Selector> selectors = new ArrayList<>();
        options.fields().values().forEach(selectors::addAll);
        selectors.addAll(options.scores().values());
        for (Selector selector : selectors) {
            boolean found = rows.stream().anyMatch(row -> !selector.select(row).isMissingNode());
            if (!found) {
                throw new MappingException("none of the first " + rows.size() + " rows has " + selector.text()
                        + " (expected: one of the columns " + list(columns) + ")");
            }
        }
    }

    private static String unknown(Columns columns) {
        List<String> texts = columns.all(JsonNode::isString);
        String input = texts.isEmpty() ? "COLUMN" : texts.getFirst();
        String output = texts.size() < 2 ? "COLUMN" : texts.get(1);
        return "no column says what went into the model; the columns are " + list(columns)
                + ". Say which with, for example, " + "--map \"input=" + quoted(input) + ",output=" + quoted(output)
                + "\" or --messages /COLUMN";
    }

    private static String quoted(String column) {
        return "/" + column.replace("~", "~0").replace("/", "~1").replace(",", "\\,");
    }

    private static String list(Columns columns) {
        return Excerpt.list(columns.names(), COLUMNS_SHOWN);
    }
}
