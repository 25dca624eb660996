package dev.assay.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/** Says what a file is from its first bytes. */
final class Sniffer {

    private static final char[] DELIMITERS = {',', '\t', ';', '|'};
    private static final int CSV_RECORDS = 20;

    /** Properties that a row has and an object that only holds arrays of rows has not. */
    private static final Set<String> ROW_PROPERTIES = Set.of(
            "messages",
            "conversations",
            "conversation",
            "traj",
            "trajectory",
            "choices",
            "prompt",
            "completion",
            "query",
            "question",
            "answer",
            "input",
            "output",
            "instruction",
            "request",
            "response");

    private Sniffer() {}

    /** Files that people have beside such of rows, each with its way out. */
    static void refuseForeign(String name, byte[] head) throws UnreadableFileException {
        String found = switch (magic(head)) {
            case "50415231" ->
                "a Parquet file (expected: JSON or CSV; export it, for example with DuckDB: " + "COPY (FROM '" + name
                        + "') TO 'rows.jsonl')";
            case "504b0304" ->
                "a ZIP archive or an Excel sheet (expected: JSON or CSV; unpack it, or save it as " + "CSV UTF-8)";
            case "28b52ffd" -> "compressed with Zstandard (expected: plain or gzip; unpack it with zstd -d)";
            case "fd377a58" -> "compressed with xz (expected: plain or gzip; unpack it with xz -d)";
            case "425a6839", "425a6836", "425a6831" ->
                "compressed with bzip2 (expected: plain or gzip; unpack it with bunzip2)";
            case "53514c69" -> "an SQLite database (expected: JSON or CSV)";
            default ->
                isUtf16(head)
                        ? "UTF-16 text (expected: UTF-8; convert it with iconv -f UTF-16 -t UTF-8)"
                        : hasNul(head) ? "a binary file (expected: JSON or CSV, plain or gzip)" : "";
        };
        if (!found.isEmpty()) {
            throw new UnreadableFileException(name + " is " + found);
        }
    }

    /** How long the byte order mark is: text in UTF-8 may begin with one. */
    static int bomLength(byte[] head) {
        return head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf ? 3 : 0;
    }

    /**
     * @param head the first bytes, without a byte order mark
     * @param whole whether the file has no more than these
     */
    static FileFormat format(byte[] head, boolean whole) {
        String text = new String(head, StandardCharsets.UTF_8);
        String start = text.stripLeading();
        if (start.isEmpty()) {
            return new FileFormat.Lines();
        }
        return switch (start.charAt(0)) {
            case '{' -> objects(start, whole);
            case '[' -> arrays(start, whole);
            case '"' -> isJson(firstLine(start)) ? new FileFormat.Lines() : new FileFormat.Csv(delimiter(start, whole));
            default -> new FileFormat.Csv(delimiter(start, whole));
        };
    }

    private static FileFormat objects(String start, boolean whole) {
        int newline = start.indexOf('\n');
        if (newline < 0 && !whole) {
            return holdsArrays(start) ? new FileFormat.Document(true) : new FileFormat.Lines();
        }
        boolean firstIsJson = isJson(firstLine(start));
        boolean moreFollows = newline >= 0 && !start.substring(newline).isBlank();
        if (firstIsJson && (moreFollows || !whole)) {
            return new FileFormat.Lines();
        }
        if (!firstIsJson && laterLineIsObject(start, whole)) {
            return new FileFormat.Lines();
        }
        if (!firstIsJson && newline < 0) {
            // One broken line: to be reported as such.
            return new FileFormat.Lines();
        }
        return new FileFormat.Document(holdsArrays(start));
    }

    private static FileFormat arrays(String start, boolean whole) {
        int newline = start.indexOf('\n');
        boolean moreFollows =
                newline >= 0 && (!whole || !start.substring(newline).isBlank());
        return moreFollows && isJson(firstLine(start)) ? new FileFormat.Lines() : new FileFormat.Document(false);
    }

    /** Lines with an object each, of which the first is broken: a document over many lines has no such line. */
    private static boolean laterLineIsObject(String start, boolean whole) {
        String[] lines = start.split("\n", -1);
        int complete = whole ? lines.length : lines.length - 1;
        for (int i = 1; i < complete; i++) {
            if (lines[i].startsWith("{") && isJson(lines[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether the first object is a container of rows, not a row. The text may be cut off anywhere. */
    private static boolean holdsArrays(String start) {
        try (JsonParser json = Trees.FACTORY.createParser(ObjectReadContext.empty(), start)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                if (ROW_PROPERTIES.contains(json.currentName())) {
                    return false;
                }
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    JsonToken first = json.nextToken();
                    if (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY) {
                        return true;
                    }
                    while (json.currentToken() != JsonToken.END_ARRAY) {
                        json.skipChildren();
                        json.nextToken();
                    }
                } else {
                    json.skipChildren();
                }
            }
            return false;
        } catch (JacksonException _) {
            // The end of the peeked text: no array of rows came before it.
            return false;
        }
    }

    /** The delimiter that gives the first records the most columns, and all of them equally many. */
    private static char delimiter(String text, boolean whole) {
        char best = ',';
        double bestScore = 0;
        for (char delimiter : DELIMITERS) {
            List<Integer> widths = widths(text, whole, delimiter);
            if (!widths.isEmpty() && widths.getFirst() > 1) {
                int columns = widths.getFirst();
                long equal = widths.stream().filter(width -> width == columns).count();
                double score = columns * (double) equal * equal / ((double) widths.size() * widths.size());
                if (score > bestScore) {
                    best = delimiter;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private static List<Integer> widths(String text, boolean whole, char delimiter) {
        List<Integer> widths = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord line : csv) {
                if (widths.isEmpty() && line.getFields().stream().anyMatch(name -> name.indexOf('"') >= 0)) {
                    // A quote within a name: the quotes are around something else than this delimiter separates.
                    return widths;
                }
                widths.add(line.getFieldCount());
                if (widths.size() > CSV_RECORDS) {
                    break;
                }
            }
        } catch (CsvParseException | IOException _) {
            // The records up to there are told; the reader of the file reports what is wrong.
            return widths;
        }
        if (!whole && widths.size() > 1 && widths.size() <= CSV_RECORDS) {
            widths.removeLast();
        }
        return widths;
    }

    private static String firstLine(String text) {
        int newline = text.indexOf('\n');
        return newline < 0 ? text : text.substring(0, newline);
    }

    private static boolean isJson(String text) {
        try {
            JsonNode tree = Trees.parse(text);
            return !tree.isMissingNode();
        } catch (JacksonException _) {
            return false;
        }
    }

    private static String magic(byte[] head) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(4, head.length); i++) {
            hex.append(String.format("%02x", head[i]));
        }
        return hex.toString();
    }

    private static boolean isUtf16(byte[] head) {
        return head.length >= 2
                && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
                        || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff));
    }

    private static boolean hasNul(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
