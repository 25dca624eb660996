package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.regex.CodePoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lark's notation: {@code start: expr ("," expr)*}, terminals in capitals, regular expressions between slashes, {@code %ignore} and
 * {@code %import common.X}. Shaping of trees ({@code ?rule}, {@code !rule}, {@code -> name}) and priorities are read and mean nothing: a
 * text is of the language if there is any way to read it.
 */
final class Lark {

    private static final Pattern RULE = Pattern.compile("[?!]*[a-zA-Z_][a-zA-Z0-9_]*(\\.-?[0-9]+)?[ \\t]*:");

    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("DIGIT", "[0-9]"),
            Map.entry("HEXDIGIT", "[0-9a-fA-F]"),
            Map.entry("INT", "[0-9]+"),
            Map.entry("SIGNED_INT", "[+-]?[0-9]+"),
            Map.entry("DECIMAL", "[0-9]+\\.[0-9]*|\\.[0-9]+"),
            Map.entry("FLOAT", "[0-9]+[eE][+-]?[0-9]+|([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?"),
            Map.entry("SIGNED_FLOAT", "[+-]?([0-9]+[eE][+-]?[0-9]+|([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?)"),
            Map.entry("NUMBER", "([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][+-]?[0-9]+)?"),
            Map.entry("SIGNED_NUMBER", "[+-]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][+-]?[0-9]+)?"),
            Map.entry("ESCAPED_STRING", "\"([^\"\\\\\\n]|\\\\[^\\n])*\""),
            Map.entry("LCASE_LETTER", "[a-z]"),
            Map.entry("UCASE_LETTER", "[A-Z]"),
            Map.entry("LETTER", "[a-zA-Z]"),
            Map.entry("WORD", "[a-zA-Z]+"),
            Map.entry("CNAME", "[_a-zA-Z][_a-zA-Z0-9]*"),
            Map.entry("WS_INLINE", "[ \\t]+"),
            Map.entry("WS", "[ \\t\\f\\r\\n]+"),
            Map.entry("CR", "\\r"),
            Map.entry("LF", "\\n"),
            Map.entry("NEWLINE", "(\\r?\\n)+"));

    private final Scanner in;
    private final Map<String, Symbol> rules = new LinkedHashMap<>();
    private final Set<String> terminals = new HashSet<>();
    private final List<Symbol> ignored = new ArrayList<>();

    private Lark(String text) {
        this.in = new Scanner(text, "//", "#");
    }

    static GrammarRules read(String text) {
        Lark reader = new Lark(text);
        reader.in.blanks();
        while (reader.in.more()) {
            if (reader.in.peek() == '%') {
                reader.directive();
            } else {
                reader.rule();
            }
            reader.in.blanks();
        }
        return new GrammarRules("start", reader.rules, reader.terminals, reader.ignored);
    }

    private void directive() {
        if (in.eat("%ignore")) {
            in.blanks();
            ignored.add(alternatives());
        } else if (in.eat("%import")) {
            in.blanks();
            String module = in.name("_.");
            if (!module.startsWith("common.")) {
                throw in.bad("%import", "'" + module + "' (expected: common.NAME)");
            }
            String name = module.substring("common.".length());
            if (name.isEmpty()) {
                in.expect("(");
                do {
                    in.blanks();
                    common(in.name("_"), "");
                    in.blanks();
                } while (in.eat(","));
                in.expect(")");
                return;
            }
            in.blanks();
            String alias = "";
            if (in.eat("->")) {
                in.blanks();
                alias = in.name("_");
            }
            common(name, alias);
        } else {
            int from = in.at++;
            throw in.bad("%" + in.name("_"), "not known at character " + from + " (expected: %ignore or %import)");
        }
    }

    private void common(String name, String alias) {
        String pattern = COMMON.get(name);
        if (pattern == null) {
            throw in.bad(
                    "%import",
                    "common." + name + " is not known (expected: one of "
                            + COMMON.keySet().stream().sorted().toList() + ")");
        }
        String as = alias.isEmpty() ? name : alias;
        terminals.add(as);
        rules.put(as, new Symbol.Expression(pattern, ""));
    }

    private void rule() {
        while (in.eat("?") || in.eat("!")) {
            // how trees are shaped
        }
        String name = in.name("_");
        if (name.isEmpty()) {
            throw in.unexpected("the name of a rule");
        }
        if (in.peek() == '{') {
            throw in.bad(name, "a template (expected: rules without parameters)");
        }
        if (in.eat(".")) {
            in.eat("-");
            in.number();
        }
        in.blanks();
        in.expect(":");
        in.blanks();
        Symbol body = alternatives();
        if (rules.putIfAbsent(name, body) != null) {
            throw in.bad(name, "a second rule of this name (expected: one)");
        }
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            terminals.add(name);
        }
    }

    private Symbol alternatives() {
        in.eat("|");
        in.blanks();
        return in.alternatives(this::sequence);
    }

    private boolean atNextRule() {
        return in.peek() == '%'
                || RULE.matcher(in.text).region(in.at, in.text.length()).lookingAt();
    }

    private Symbol sequence() {
        List<Symbol> parts = new ArrayList<>();
        while (in.more() && "|)]".indexOf(in.peek()) < 0 && !atNextRule()) {
            if (in.eat("->")) {
                in.blanks();
                in.name("_");
                in.blanks();
                break;
            }
            parts.add(repeated(single()));
            in.blanks();
        }
        return Symbol.sequence(parts);
    }

    private Symbol repeated(Symbol one) {
        Symbol all = one;
        while (true) {
            Optional<Symbol> more = in.repeated(all);
            if (more.isPresent()) {
                all = more.get();
                continue;
            }
            int before = in.at;
            in.blanks();
            if (!in.eat("~")) {
                in.at = before;
                return all;
            }
            in.blanks();
            int low = in.number();
            all = in.repeat(all, low, in.eat("..") ? in.number() : low);
        }
    }

    private Symbol single() {
        if (in.peek() == '"') {
            String text = in.quoted();
            if (in.looksAt("..")) {
                in.expect("..");
                in.blanks();
                String last = in.quoted();
                return new Symbol.Characters(CodePoints.range(text.codePointAt(0), last.codePointAt(0)));
            }
            return new Symbol.Literal(text, in.eat("i"));
        }
        if (in.peek() == '/') {
            return expression();
        }
        if (in.eat("(")) {
            return in.group(this::alternatives, ")");
        }
        if (in.eat("[")) {
            return new Symbol.Repeat(in.group(this::alternatives, "]"), 0, 1);
        }
        int line = in.line();
        String name = in.name("_");
        if (name.isEmpty()) {
            throw in.unexpected("a text in quotes, a /regular expression/, a group or a name");
        }
        return new Symbol.Named(name, line);
    }

    private Symbol expression() {
        in.expect("/");
        int from = in.at;
        boolean set = false;
        while (in.more() && (set || in.peek() != '/')) {
            if (in.peek() == '\\') {
                in.at++;
            } else if (in.peek() == '[') {
                set = true;
            } else if (in.peek() == ']') {
                set = false;
            }
            in.at++;
        }
        String pattern = in.text.substring(from, Math.min(in.at, in.text.length()));
        in.expect("/");
        int flags = in.at;
        while (in.more() && "imslux".indexOf(in.peek()) >= 0) {
            in.at++;
        }
        return new Symbol.Expression(pattern, in.text.substring(flags, in.at));
    }
}
