package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.engine.Rule;
import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.PatternException;
import dev.assay.structured.constrain.regex.PatternParser;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes rules of a grammar that has been read. What is regular becomes one terminal, so that only true recursion costs a stack. */
final class GrammarCompiler {

    private static final int MOST_REPEATS = 10_000;

    /** A step of a rule: a terminal, or another rule. */
    private record Unit(Optional<Regex> terminal, String rule) {}

    private final GrammarRules grammar;
    private final Regexes re = new Regexes();
    private final Regex skipped;
    private final Map<String, Regex> regular = new HashMap<>();
    private final Map<String, List<List<Unit>>> bodies = new LinkedHashMap<>();
    private final IdentityHashMap<Symbol, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Rule> made = new HashMap<>();

    private GrammarCompiler(GrammarRules grammar) {
        this.grammar = grammar;
        grammar.rules().values().forEach(this::check);
        findRegular();
        List<Regex> all = new ArrayList<>();
        for (Symbol one : grammar.ignored()) {
            all.add(word(one)
                    .orElseThrow(() ->
                            new ConstraintException("grammar", "%ignore", "a recursive rule (expected: a terminal)")));
        }
        this.skipped = re.star(re.or(all));
    }

    static Rule compile(GrammarRules grammar) {
        return new GrammarCompiler(grammar).compile();
    }

    private Rule compile() {
        if (!grammar.rules().containsKey(grammar.start())) {
            throw new ConstraintException(
                    "grammar", grammar.start(), "is not there (expected: a rule of this name, for whole texts)");
        }
        for (Map.Entry<String, Symbol> rule : grammar.rules().entrySet()) {
            if (grammar.terminals().contains(rule.getKey())
                    && word(rule.getValue()).isEmpty()) {
                throw new ConstraintException(
                        "grammar", rule.getKey(), "a terminal that needs itself (expected: a rule, in small letters)");
            }
        }
        String root = "the whole of " + grammar.start();
        bodies.put(root, List.of(ending(grammar.start())));
        Set<String> useful = useful();
        if (!useful.contains(root)) {
            throw new ConstraintException("grammar", grammar.start(), "has no finite text (expected: one at least)");
        }
        Set<String> nullable = nullable();
        Set<String> recursive = leftRecursive(nullable);
        for (String name : bodies.keySet()) {
            made.put(name, new Rule(name));
        }
        bodies.forEach((name, ways) -> define(name, ways, useful, nullable.contains(name), recursive.contains(name)));
        return made.getOrDefault(root, new Rule(root));
    }

    /** The start, and what may be skipped after it. */
    private List<Unit> ending(String start) {
        List<Unit> units = new ArrayList<>(units(new Symbol.Named(start, 0)));
        if (skipped.accepts() && !skipped.isEpsilon()) {
            units.add(optional(skipped));
        }
        return units;
    }

    private void check(Symbol symbol) {
        if (symbol instanceof Symbol.Named named && !grammar.rules().containsKey(named.name())) {
            throw new ConstraintException(
                    "line " + named.line(), named.name(), "is not there (expected: a rule of this name)");
        } else if (symbol instanceof Symbol.Sequence sequence) {
            sequence.parts().forEach(this::check);
        } else if (symbol instanceof Symbol.Either either) {
            either.ways().forEach(this::check);
        } else if (symbol instanceof Symbol.Repeat repeat) {
            if ((repeat.high() >= 0 && repeat.high() < repeat.low())
                    || Math.max(repeat.low(), repeat.high()) > MOST_REPEATS) {
                throw new ConstraintException(
                        "grammar",
                        "repetition",
                        "from " + repeat.low() + " to " + repeat.high() + " (expected: bounds in order, no more than "
                                + MOST_REPEATS + ")");
            }
            check(repeat.part());
        }
    }

    /** A symbol as one regular language, nothing skipped within; empty if it is recursive. */
    private Optional<Regex> word(Symbol symbol) {
        if (symbol instanceof Symbol.Literal literal) {
            return Optional.of(literal(literal));
        } else if (symbol instanceof Symbol.Characters set) {
            return Optional.of(re.oneOf(set.characters(), Encoding.PLAIN));
        } else if (symbol instanceof Symbol.Expression expression) {
            try {
                return Optional.of(PatternParser.match(re, expression.pattern(), Encoding.PLAIN, expression.flags()));
            } catch (PatternException bad) {
                throw new ConstraintException(
                        "grammar", "/" + expression.pattern() + "/", String.valueOf(bad.getMessage()));
            }
        } else if (symbol instanceof Symbol.Named named) {
            return regular(named.name());
        } else if (symbol instanceof Symbol.Repeat repeat) {
            return word(repeat.part()).map(part -> re.repeat(part, repeat.low(), repeat.high()));
        }
        boolean sequence = symbol instanceof Symbol.Sequence;
        List<Regex> all = new ArrayList<>();
        for (Symbol part : sequence ? ((Symbol.Sequence) symbol).parts() : ((Symbol.Either) symbol).ways()) {
            Optional<Regex> one = word(part);
            if (one.isEmpty()) {
                return one;
            }
            all.add(one.get());
        }
        return Optional.of(sequence ? re.concat(all.toArray(Regex[]::new)) : re.or(all));
    }

    private Regex literal(Symbol.Literal literal) {
        if (!literal.ignoreCase()) {
            return literal.text().isEmpty() ? re.epsilon() : re.word(literal.text());
        }
        List<Regex> parts = new ArrayList<>();
        literal.text()
                .codePoints()
                .forEach(c -> parts.add(re.oneOf(CodePoints.of(c).ignoringCase(), Encoding.PLAIN)));
        return re.concat(parts.toArray(Regex[]::new));
    }

    /** A rule as one regular language; empty if it is recursive. */
    private Optional<Regex> regular(String name) {
        return Optional.ofNullable(regular.get(name));
    }

    /** Finds the rules that need no recursive one, those first that need no other at all. */
    private void findRegular() {
        Map<String, Set<String>> needs = new HashMap<>();
        Map<String, List<String>> neededBy = new HashMap<>();
        List<String> ready = new ArrayList<>();
        grammar.rules().forEach((name, body) -> {
            Set<String> named = new LinkedHashSet<>();
            collect(body, named);
            needs.put(name, named);
            named.forEach(other ->
                    neededBy.computeIfAbsent(other, k -> new ArrayList<>()).add(name));
            if (named.isEmpty()) {
                ready.add(name);
            }
        });
        for (int i = 0; i < ready.size(); i++) {
            String name = ready.get(i);
            word(grammar.rules().getOrDefault(name, Symbol.NOTHING)).ifPresent(text -> regular.put(name, text));
            for (String user : neededBy.getOrDefault(name, List.of())) {
                Set<String> left = needs.getOrDefault(user, Set.of());
                if (left.remove(name) && left.isEmpty()) {
                    ready.add(user);
                }
            }
        }
    }

    private static void collect(Symbol symbol, Set<String> names) {
        if (symbol instanceof Symbol.Named named) {
            names.add(named.name());
        } else if (symbol instanceof Symbol.Sequence sequence) {
            sequence.parts().forEach(part -> collect(part, names));
        } else if (symbol instanceof Symbol.Either either) {
            either.ways().forEach(way -> collect(way, names));
        } else if (symbol instanceof Symbol.Repeat repeat) {
            collect(repeat.part(), names);
        }
    }

    /** Whether a symbol is one terminal: all that is regular, or where something is skipped between words, a single word. */
    private Optional<Regex> terminal(Symbol symbol) {
        boolean skips = !grammar.ignored().isEmpty();
        boolean oneWord = symbol instanceof Symbol.Literal
                || symbol instanceof Symbol.Expression
                || symbol instanceof Symbol.Characters
                || (symbol instanceof Symbol.Named named && grammar.terminals().contains(named.name()));
        return skips && !oneWord ? Optional.empty() : word(symbol);
    }

    private int number(Symbol symbol) {
        return numbers.computeIfAbsent(symbol, k -> numbers.size());
    }

    private Unit unit(String name, Symbol symbol) {
        body(name, symbol);
        return new Unit(Optional.empty(), name);
    }

    private Unit optional(Regex word) {
        String name = "optional " + word.id();
        bodies.computeIfAbsent(
                name, k -> List.of(List.of(), List.of(new Unit(Optional.of(re.and(word, re.not(re.epsilon()))), ""))));
        return new Unit(Optional.empty(), name);
    }

    private List<Unit> units(Symbol symbol) {
        Optional<Regex> terminal = terminal(symbol);
        if (terminal.isPresent()) {
            Regex word = terminal.get();
            if (word.isEpsilon()) {
                return List.of();
            }
            if (word.accepts()) {
                return List.of(optional(re.or(re.concat(skipped, re.and(word, re.not(re.epsilon()))), re.epsilon())));
            }
            return List.of(new Unit(Optional.of(re.concat(skipped, word)), ""));
        }
        if (symbol instanceof Symbol.Sequence sequence) {
            List<Unit> all = new ArrayList<>();
            sequence.parts().forEach(part -> all.addAll(units(part)));
            return all;
        }
        if (symbol instanceof Symbol.Named named) {
            return List.of(unit(named.name(), named));
        }
        if (symbol instanceof Symbol.Repeat repeat) {
            return repeat(repeat);
        }
        return List.of(unit("either " + number(symbol), symbol));
    }

    private List<Unit> repeat(Symbol.Repeat repeat) {
        List<Unit> part = units(repeat.part());
        List<Unit> all = new ArrayList<>();
        for (int i = 0; i < repeat.low(); i++) {
            all.addAll(part);
        }
        String name = "repeat " + number(repeat);
        if (repeat.high() < 0) {
            Unit self = new Unit(Optional.empty(), name);
            List<Unit> again = new ArrayList<>(part);
            again.add(self);
            bodies.putIfAbsent(name, List.of(List.of(), again));
            all.add(self);
            return all;
        }
        for (int left = 1; left <= repeat.high() - repeat.low(); left++) {
            List<Unit> again = new ArrayList<>(part);
            if (left > 1) {
                again.add(new Unit(Optional.empty(), name + " " + (left - 1)));
            }
            bodies.putIfAbsent(name + " " + left, List.of(List.of(), again));
        }
        if (repeat.high() > repeat.low()) {
            all.add(new Unit(Optional.empty(), name + " " + (repeat.high() - repeat.low())));
        }
        return all;
    }

    /** Finds what a rule consists of, and all rules that it needs. */
    private void body(String name, Symbol symbol) {
        if (bodies.containsKey(name)) {
            return;
        }
        bodies.put(name, List.of());
        Symbol what = symbol instanceof Symbol.Named named
                ? grammar.rules().getOrDefault(named.name(), Symbol.NOTHING)
                : symbol;
        List<List<Unit>> ways = new ArrayList<>();
        for (Symbol way : what instanceof Symbol.Either either ? either.ways() : List.of(what)) {
            ways.add(units(way));
        }
        bodies.put(name, ways);
    }

    /** Rules after those that they need, as far as that goes. */
    private List<Map.Entry<String, List<List<Unit>>>> lastFirst() {
        List<Map.Entry<String, List<List<Unit>>>> all = new ArrayList<>(bodies.entrySet());
        Collections.reverse(all);
        return all;
    }

    /** Rules that have a finite text. */
    private Set<String> useful() {
        Set<String> found = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, List<List<Unit>>> body : lastFirst()) {
                if (!found.contains(body.getKey()) && body.getValue().stream().anyMatch(way -> isUseful(way, found))) {
                    changed |= found.add(body.getKey());
                }
            }
        }
        return found;
    }

    private static boolean isUseful(List<Unit> way, Set<String> found) {
        return way.stream()
                .allMatch(unit -> unit.terminal.map(t -> !t.isEmpty()).orElseGet(() -> found.contains(unit.rule)));
    }

    private Set<String> nullable() {
        Set<String> found = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, List<List<Unit>>> body : lastFirst()) {
                for (List<Unit> way : body.getValue()) {
                    if (way.stream().allMatch(u -> u.terminal.isEmpty() && found.contains(u.rule))) {
                        changed |= found.add(body.getKey());
                    }
                }
            }
        }
        return found;
    }

    /** Rules that can begin with themselves. */
    private Set<String> leftRecursive(Set<String> nullable) {
        Map<String, Set<String>> first = new HashMap<>();
        bodies.forEach((name, ways) -> {
            Set<String> begins = new LinkedHashSet<>();
            for (List<Unit> way : ways) {
                for (Unit unit : way) {
                    if (unit.terminal.isPresent()) {
                        break;
                    }
                    begins.add(unit.rule);
                    if (!nullable.contains(unit.rule)) {
                        break;
                    }
                }
            }
            first.put(name, begins);
        });
        Set<String> found = new HashSet<>();
        for (String name : bodies.keySet()) {
            List<String> open = new ArrayList<>(first.getOrDefault(name, Set.of()));
            Set<String> seen = new HashSet<>(open);
            for (int i = 0; i < open.size(); i++) {
                for (String next : first.getOrDefault(open.get(i), Set.of())) {
                    if (seen.add(next)) {
                        open.add(next);
                    }
                }
            }
            if (seen.contains(name)) {
                found.add(name);
            }
        }
        return found;
    }

    private void define(String name, List<List<Unit>> ways, Set<String> useful, boolean nullable, boolean recursive) {
        List<Step> first = new ArrayList<>();
        boolean end = false;
        for (List<Unit> way : ways) {
            if (!isUseful(way, useful)) {
                continue;
            }
            end |= way.isEmpty();
            Place after = Place.END;
            for (int i = way.size() - 1; i >= 0; i--) {
                Step step = step(way.get(i), after);
                if (i == 0) {
                    first.add(step);
                }
                after = new Place(false, () -> List.of(step));
            }
        }
        Rule rule = made.getOrDefault(name, new Rule(name));
        rule.define(new Place(end, () -> first), nullable);
        if (recursive) {
            rule.beginsWithItself();
        }
    }

    private Step step(Unit unit, Place after) {
        Optional<Regex> terminal = unit.terminal;
        return terminal.isPresent()
                ? Step.terminal(terminal.get(), after)
                : Step.rule(made.getOrDefault(unit.rule, new Rule(unit.rule)), after);
    }
}
