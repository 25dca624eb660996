package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;

/** Markdown and other formatting. */
final class Format {

    static final List<Descriptor> ALL = List.of(
            flag("has a code fence", t -> t.lines().fences() > 0),
            flag("starts with a code fence", t -> t.lines().startsWithFence()),
            flag("has headings", t -> t.lines().headings() > 0),
            flag("has bullets", t -> t.lines().bullets() > 0),
            flag("has a numbered list", t -> t.lines().numbered() > 1),
            flag("has a table", t -> t.lines().tableRows() > 1),
            flag("has a quotation", t -> t.lines().quotes() > 0),
            flag("has a horizontal rule", t -> t.lines().rules() > 0),
            flag("has bold text", t -> pair(t.value(), "**")),
            flag("has inline code", t -> inlineCode(t.value())),
            flag("has a Markdown link", t -> t.value().contains("](")),
            flag("has LaTeX", t -> latex(t.value())),
            flag("has HTML tags", t -> t.value().contains("</") || t.value().contains("<br")),
            flag("has emoji bullets", t -> t.lines().emojiBullets() > 1),
            flag("has emoji", t -> t.characters().emoji() > 0),
            number(
                    "emoji",
                    "per 1000 characters",
                    t -> 1000 * share(t.characters().emoji(), t.characters().all())),
            number("code fences", "fences", t -> t.lines().fences()),
            number("headings", "headings", t -> t.lines().headings()),
            number("list items", "items", t -> t.lines().bullets() + t.lines().numbered()),
            number("bold texts", "texts", t -> count(t.value(), "**") / 2.0),
            number(
                    "code in fences",
                    "of characters",
                    t -> share(
                            (double) t.lines().fencedCharacters(),
                            t.characters().all())),
            number(
                    "symbols of code",
                    "of characters",
                    t -> share(t.characters().codeSymbols(), t.characters().all())));

    static final List<Category> CATEGORIES =
            List.of(new Category("code fence language", 1, t -> t.lines().fenceLanguage()));

    private Format() {}

    private static int count(String text, String mark) {
        int count = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
            count++;
        }
        return count;
    }

    private static boolean pair(String text, String mark) {
        int first = text.indexOf(mark);
        return first >= 0 && text.indexOf(mark, first + mark.length() + 1) >= 0;
    }

    private static boolean inlineCode(String text) {
        for (int at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at + 1)) {
            if (text.startsWith("```", at)) {
                at += 2;
            } else {
                int close = text.indexOf('`', at + 1);
                int line = text.indexOf('\n', at);
                if (close > at + 1 && (line < 0 || close < line)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean latex(String text) {
        return text.contains("\\(") || text.contains("\\[") || text.contains("\\frac") || text.contains("$$");
    }
}
