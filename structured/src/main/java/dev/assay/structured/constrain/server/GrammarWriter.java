package dev.assay.structured.constrain.server;

import dev.assay.structured.constrain.Constraint;
import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.SchemaOptions.Order;
import dev.assay.structured.constrain.engine.GbnfWriter;
import dev.assay.structured.constrain.grammar.GrammarRules;
import dev.assay.structured.constrain.grammar.Grammars;
import dev.assay.structured.constrain.grammar.Symbol;
import dev.assay.structured.constrain.regex.CodePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes languages in the notations of grammars. */
public final class GrammarWriter {

    private GrammarWriter() {}

    /** In llama.cpp's notation; a grammar that is in it already stays as it is. */
    public static String gbnf(Language language) {
        if (language instanceof Language.Grammar grammar && grammar.notation() == Language.Notation.GBNF) {
            Grammars.rule(grammar);
            return grammar.text();
        }
        Language ordered = language instanceof Language.Schema schema
                ? new Language.Schema(schema.schema(), schema.options().withOrder(Order.DECLARED), schema.documents())
                : language;
        try {
            return GbnfWriter.write(Constraint.grammar(ordered));
        } catch (IllegalArgumentException tooLarge) {
            throw new ConstraintException("#", "", String.valueOf(tooLarge.getMessage()));
        }
    }

    /** In Lark's notation. */
    public static String lark(Language language) {
        if (language instanceof Language.Schema schema) {
            return "start: %json " + schema.schema() + "\n";
        }
        if (language instanceof Language.Pattern pattern) {
            return "start: TEXT\nTEXT: /" + pattern.pattern().replace("/", "\\/") + "/\n";
        }
        Language.Grammar grammar = (Language.Grammar) language;
        GrammarRules rules = Grammars.read(grammar);
        if (grammar.notation() == Language.Notation.LARK) {
            return grammar.text();
        }
        StringBuilder out = new StringBuilder("start: " + name(rules.start()) + "\n");
        for (Map.Entry<String, Symbol> rule : rules.rules().entrySet()) {
            out.append(name(rule.getKey()))
                    .append(": ")
                    .append(text(rule.getValue(), false))
                    .append('\n');
        }
        return out.toString();
    }

    /** GBNF's names may have hyphens and capitals, which mean something else in Lark. */
    private static String name(String name) {
        return "r_" + name.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private static String text(Symbol symbol, boolean inner) {
        if (symbol instanceof Symbol.Literal literal) {
            return JsonNodeFactory.instance.stringNode(literal.text()) + (literal.ignoreCase() ? "i" : "");
        } else if (symbol instanceof Symbol.Characters set) {
            return "/" + set(set.characters()) + "/";
        } else if (symbol instanceof Symbol.Expression expression) {
            return "/" + expression.pattern() + "/" + expression.flags();
        } else if (symbol instanceof Symbol.Named named) {
            return name(named.name());
        } else if (symbol instanceof Symbol.Repeat repeat) {
            String part = text(repeat.part(), true);
            return part
                    + (repeat.low() == 0 && repeat.high() == 1
                            ? "?"
                            : repeat.high() < 0 && repeat.low() <= 1
                                    ? (repeat.low() == 0 ? "*" : "+")
                                    : "{" + repeat.low() + "," + (repeat.high() < 0 ? "" : repeat.high()) + "}");
        }
        boolean sequence = symbol instanceof Symbol.Sequence;
        List<String> parts = new ArrayList<>();
        for (Symbol part : sequence ? ((Symbol.Sequence) symbol).parts() : ((Symbol.Either) symbol).ways()) {
            parts.add(text(part, sequence));
        }
        String all = parts.isEmpty() ? "\"\"" : String.join(sequence ? " " : " | ", parts);
        return inner ? "(" + all + ")" : all;
    }

    private static String set(CodePoints characters) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < characters.runs(); i++) {
            text.append(character(characters.first(i)));
            if (characters.last(i) > characters.first(i)) {
                text.append('-').append(character(characters.last(i)));
            }
        }
        return text.append(']').toString();
    }

    private static String character(int c) {
        boolean plain = Character.isLetterOrDigit(c) && c < 0x7F;
        return plain ? Character.toString(c) : String.format("\\u{%X}", c);
    }
}
