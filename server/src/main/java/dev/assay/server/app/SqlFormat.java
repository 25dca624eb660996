package dev.assay.server.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How an answer in rows is written; the names are those of the command line. */
enum SqlFormat {
    /** For people: columns side by side, long texts cut. */
    table {
        @Override
        void write(JsonNode answer, PrintWriter out) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(answer.path("columns")
                    .valueStream()
                    .map(column -> shown(column.path("name")))
                    .toList());
            answer.path("rows")
                    .forEach(row ->
                            lines.add(row.valueStream().map(SqlFormat::shown).toList()));
            int[] widths = new int[lines.getFirst().size()];
            for (List<String> line : lines) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], width(line.get(i)));
                }
            }
            for (int n = 0; n < lines.size(); n++) {
                out.println(line(lines.get(n), widths));
                if (n == 0) {
                    out.println(line(rule(widths), widths));
                }
            }
        }
    },
    /** After RFC 4180, with a line of names; NULL is empty. */
    csv {
        @Override
        void write(JsonNode answer, PrintWriter out) {
            out.print(line(answer.path("columns")
                    .valueStream()
                    .map(column -> column.path("name"))
                    .toList()));
            answer.path("rows").forEach(row -> out.print(line(row.valueStream().toList())));
        }

        private String line(List<JsonNode> values) {
            List<String> fields = values.stream()
                    .map(value -> value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString())
                    .map(field ->
                            field.matches("(?s).*[\",\r\n].*") ? "\"" + field.replace("\"", "\"\"") + "\"" : field)
                    .toList();
            return safe(String.join(",", fields)) + "\r\n";
        }
    },
    /** An object a row. */
    jsonl {
        @Override
        void write(JsonNode answer, PrintWriter out) {
            for (JsonNode row : answer.path("rows")) {
                ObjectNode object = JsonMapper.shared().createObjectNode();
                for (int i = 0; i < row.size(); i++) {
                    object.set(answer.path("columns").path(i).path("name").asString(""), row.path(i));
                }
                out.println(safe(object.toString()));
            }
        }
    },
    /** One object, as the server answers. */
    json {
        @Override
        void write(JsonNode answer, PrintWriter out) {
            out.println(safe(answer.toString()));
        }
    };

    private static final int WIDEST = 60;

    private static final boolean TERMINAL =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

    abstract void write(JsonNode answer, PrintWriter out);

    /** Stored texts are hostile: nothing of them may move the cursor, colour anything or turn the direction of reading. */
    private static String shown(JsonNode value) {
        String text = value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(WIDEST + 1L).forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                shown.append(' ');
            } else if (isHarmless(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append('\uFFFD');
            }
        });
        return width(shown.toString()) > WIDEST
                ? shown.substring(0, shown.offsetByCodePoints(0, WIDEST - 1)) + "…"
                : shown.toString();
    }

    /** To the letter into files and pipes; on a terminal, what could act there is shown as a replacement. */
    private static String safe(String line) {
        if (!TERMINAL) {
            return line;
        }
        StringBuilder safe = new StringBuilder(line.length());
        line.codePoints().forEach(c -> safe.appendCodePoint(isHarmless(c) ? c : 0xFFFD));
        return safe.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static List<String> rule(int[] widths) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        return rule;
    }

    private static String line(List<String> values, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ").append(values.get(i));
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - width(values.get(i))));
            }
        }
        return line.toString();
    }
}
