package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;

import java.util.List;

/** What kind of thing the text is: JSON of some form, markup, a table, code, prose. */
final class Structure {

    static final List<Descriptor> NUMBERS = List.of(
            number("JSON depth", "levels", t -> isJson(t) ? t.json().depth() : Double.NaN),
            number("JSON keys", "keys", t -> isJson(t) ? t.json().keys() : Double.NaN),
            number("longest JSON array", "elements", t -> isJson(t) ? t.json().longestArray() : Double.NaN),
            flag("is empty", Text::isEmpty),
            flag("has text after its JSON", t -> t.json().trailing()),
            flag("repeats a JSON key", t -> t.json().duplicateKeys()),
            flag("has NaN in JSON", t -> t.json().notANumber()));

    static final List<Category> CATEGORIES = List.of(
            new Category("form", 1, Structure::form),
            new Category("JSON key casing", 1, t -> t.json().keyCasing()),
            new Category("JSON keys are", 1, t -> t.json().keySet()));

    private Structure() {}

    private static boolean isJson(Text text) {
        return text.json().form() != JsonShape.Form.NONE;
    }

    private static String form(Text text) {
        return switch (text.json().form()) {
            case OBJECT -> "JSON object";
            case ARRAY -> "JSON list";
            case LINES -> "JSON lines";
            case FENCED -> text.json().list() ? "fenced JSON list" : "fenced JSON object";
            case IN_PROSE -> "prose with JSON";
            case TRUNCATED -> "truncated JSON";
            case INVALID -> "invalid JSON";
            case NONE -> otherForm(text);
        };
    }

    private static String otherForm(Text text) {
        if (text.isEmpty()) {
            return "empty";
        }
        String head = text.head().stripLeading();
        if (head.startsWith("<!doctype html") || head.startsWith("<html")) {
            return "HTML";
        }
        if (head.startsWith("<?xml")
                || (head.startsWith("<") && text.tail().stripTrailing().endsWith(">"))) {
            return "XML";
        }
        if (isScalar(head) && text.characters().all() <= 40) {
            return "JSON scalar";
        }
        Lines lines = text.lines();
        if (lines.startsWithFence()) {
            return "fenced code";
        }
        if (looksLikeCsv(text)) {
            return "CSV";
        }
        if (head.startsWith("---\n")) {
            return "YAML";
        }
        boolean marked = lines.headings() + lines.bullets() + lines.numbered() + lines.tableRows() + lines.fences() > 0;
        return marked ? "Markdown" : "plain text";
    }

    private static boolean isScalar(String head) {
        String word = head.strip();
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            return true;
        }
        boolean digits = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            digits &= (c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0);
        }
        return digits;
    }

    /** Three lines or more with the same number of commas or semicolons, at least two. */
    private static boolean looksLikeCsv(Text text) {
        String value = text.value().strip();
        int same = -1;
        int rows = 0;
        for (String line : value.split("\n", 6)) {
            int marks = 0;
            for (int i = 0; i < line.length() && rows < 5; i++) {
                marks += line.charAt(i) == ',' || line.charAt(i) == ';' || line.charAt(i) == '\t' ? 1 : 0;
            }
            if (rows == 5) {
                break;
            }
            if (marks < 2 || (same >= 0 && marks != same)) {
                return false;
            }
            same = marks;
            rows++;
        }
        return rows >= 3;
    }
}
