package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.regex.CodePoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** llama.cpp's notation: {@code name ::= "text" [a-z] (other | .)* name{2,3}}, from the rule {@code root}. */
final class Gbnf {

    private static final Pattern RULE = Pattern.compile("[a-zA-Z0-9_-]+[ \\t]*::=");

    private final Scanner in;
    private final Map<String, Symbol> rules = new LinkedHashMap<>();

    private Gbnf(String text) {
        this.in = new Scanner(text);
    }

    static GrammarRules read(String text) {
        Gbnf reader = new Gbnf(text);
        reader.blanks();
        while (reader.in.more()) {
            reader.rule();
        }
        return new GrammarRules("root", reader.rules, Set.of(), List.of());
    }

    private void blanks() {
        while (in.more()) {
            if (Character.isWhitespace(in.peek())) {
                in.at++;
            } else if (in.peek() == '#') {
                while (in.more() && in.peek() != '\n') {
                    in.at++;
                }
            } else {
                return;
            }
        }
    }

    private void rule() {
        String name = in.name("_-");
        if (name.isEmpty()) {
            throw in.unexpected("the name of a rule");
        }
        blanks();
        in.expect("::=");
        blanks();
        Symbol body = alternatives();
        if (rules.putIfAbsent(name, body) != null) {
            throw in.bad(name, "a second rule of this name (expected: one)");
        }
        blanks();
    }

    private Symbol alternatives() {
        List<Symbol> ways = new ArrayList<>();
        ways.add(sequence());
        while (in.eat("|")) {
            blanks();
            ways.add(sequence());
        }
        return Symbol.either(ways);
    }

    private boolean atNextRule() {
        return RULE.matcher(in.text).region(in.at, in.text.length()).lookingAt();
    }

    private Symbol sequence() {
        List<Symbol> parts = new ArrayList<>();
        while (in.more() && in.peek() != '|' && in.peek() != ')' && !atNextRule()) {
            parts.add(repeated(single()));
            blanks();
        }
        return Symbol.sequence(parts);
    }

    private Symbol repeated(Symbol one) {
        Symbol all = one;
        while (true) {
            if (in.eat("*")) {
                all = new Symbol.Repeat(all, 0, -1);
            } else if (in.eat("+")) {
                all = new Symbol.Repeat(all, 1, -1);
            } else if (in.eat("?")) {
                all = new Symbol.Repeat(all, 0, 1);
            } else if (in.eat("{")) {
                blanks();
                int low = in.peek() == ',' ? 0 : in.number();
                int high = low;
                blanks();
                if (in.eat(",")) {
                    blanks();
                    high = in.peek() == '}' ? -1 : in.number();
                }
                blanks();
                in.expect("}");
                all = new Symbol.Repeat(all, low, high);
            } else {
                return all;
            }
        }
    }

    private Symbol single() {
        if (in.eat("\"")) {
            StringBuilder text = new StringBuilder();
            while (in.more() && in.peek() != '"') {
                text.appendCodePoint(in.character());
            }
            in.expect("\"");
            return new Symbol.Literal(text.toString(), false);
        }
        if (in.eat("[")) {
            return new Symbol.Characters(set());
        }
        if (in.eat("(")) {
            blanks();
            Symbol inner = alternatives();
            in.expect(")");
            return inner;
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
