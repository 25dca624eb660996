package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.regex.CodePoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** llama.cpp's notation: {@code name ::= "text" [a-z] (other | .)* name{2,3}}, from the rule {@code root}. */
final class Gbnf {

    private static final Pattern RULE = Pattern.compile("[a-zA-Z0-9_-]+[ \\t]*::=");

    private final Scanner in;
    private final Map<String, Symbol> rules = new LinkedHashMap<>();

    private Gbnf(String text) {
        this.in = new Scanner(text, "#");
    }

    static GrammarRules read(String text) {
        Gbnf reader = new Gbnf(text);
        reader.in.blanks();
        while (reader.in.more()) {
            reader.rule();
        }
        return new GrammarRules("root", reader.rules, Set.of(), List.of());
    }

    private void rule() {
        String name = in.name("_-");
        if (name.isEmpty()) {
            throw in.unexpected("the name of a rule");
        }
        in.blanks();
        in.expect("::=");
        in.blanks();
        Symbol body = alternatives();
        if (rules.putIfAbsent(name, body) != null) {
            throw in.bad(name, "a second rule of this name (expected: one)");
        }
        in.blanks();
    }

    private Symbol alternatives() {
        return in.alternatives(this::sequence);
    }

    private boolean atNextRule() {
        return RULE.matcher(in.text).region(in.at, in.text.length()).lookingAt();
    }

    private Symbol sequence() {
        List<Symbol> parts = new ArrayList<>();
        while (in.more() && in.peek() != '|' && in.peek() != ')' && !atNextRule()) {
            parts.add(repeated(single()));
            in.blanks();
        }
        return Symbol.sequence(parts);
    }

    private Symbol repeated(Symbol one) {
        Symbol all = one;
        for (Optional<Symbol> more = in.repeated(all); more.isPresent(); more = in.repeated(all)) {
            all = more.get();
        }
        return all;
    }

    private Symbol single() {
        if (in.peek() == '"') {
            return new Symbol.Literal(in.quoted(), false);
        }
        if (in.eat("[")) {
            return new Symbol.Characters(set());
        }
        if (in.eat("(")) {
            return in.group(this::alternatives, ")");
        }
        if (in.eat(".")) {
            return new Symbol.Characters(CodePoints.ALL);
        }
        int line = in.line();
        String name = in.name("_-");
        if (name.isEmpty()) {
            throw in.unexpected("a text in quotes, a set in brackets, a group or a name");
        }
        return new Symbol.Named(name, line);
    }

    private CodePoints set() {
        boolean not = in.eat("^");
        CodePoints all = CodePoints.NONE;
        while (in.more() && in.peek() != ']') {
            int first = in.character();
            int last = first;
            if (in.peek() == '-' && in.at + 1 < in.text.length() && in.text.charAt(in.at + 1) != ']') {
                in.at++;
                last = in.character();
            }
            if (last < first) {
                throw in.bad("", "a range that goes down (expected: the smaller character first)");
            }
            all = all.or(CodePoints.range(first, last));
        }
        in.expect("]");
        return not ? all.not() : all;
    }
}
