package dev.assay.server.app;

import dev.assay.server.terminal.Harmless;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
            return String.join(",", fields) + "\r\n";
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
                out.println(object.toString());
            }
        }
    },
    /** One object, as the server answers. */
    json {
        @Override
        void write(JsonNode answer, PrintWriter out) {
            out.println(answer.toString());
        }
    };

    private static final int WIDEST = 60;

    abstract void write(JsonNode answer, PrintWriter out);

    /** Nothing of a stored text acts, wherever the table is looked at. */
    private static String shown(JsonNode value) {
        String text = value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
        String line = Harmless.line(text);
        return width(line) > WIDEST ? line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "…" : line;
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
