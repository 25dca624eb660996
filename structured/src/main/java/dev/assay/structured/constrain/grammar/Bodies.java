package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the bodies of rules apart into ways, each a row of terminals and rules; groups and repetitions become rules of their own. */
final class Bodies {

    /** A step of a rule: a terminal, or another rule. */
    record Unit(Optional<Regex> terminal, String rule) {}

    private final GrammarRules grammar;
    private final RegularRules regular;
    private final Regexes re;
    private final Regex skipped;
    private final Map<String, List<List<Unit>>> bodies = new LinkedHashMap<>();
    private final IdentityHashMap<Symbol, Integer> numbers = new IdentityHashMap<>();

    /** @param skipped what may stand before every terminal */
    Bodies(GrammarRules grammar, RegularRules regular, Regexes re, Regex skipped) {
        this.grammar = grammar;
        this.regular = regular;
        this.re = re;
        this.skipped = skipped;
    }

    /** The ways of each rule that was needed so far. */
    Map<String, List<List<Unit>>> all() {
        return bodies;
    }

    /** Whether a symbol is one terminal: all that is regular, or where something is skipped between words, a single word. */
    private Optional<Regex> terminal(Symbol symbol) {
        boolean skips = !grammar.ignored().isEmpty();
        boolean oneWord = symbol instanceof Symbol.Literal
                || symbol instanceof Symbol.Expression
                || symbol instanceof Symbol.Characters
                || (symbol instanceof Symbol.Named named && grammar.terminals().contains(named.name()));
        return skips && !oneWord ? Optional.empty() : regular.word(symbol);
    }

    private int number(Symbol symbol) {
        return numbers.computeIfAbsent(symbol, k -> numbers.size());
    }

    private Unit unit(String name, Symbol symbol) {
        body(name, symbol);
        return new Unit(Optional.empty(), name);
    }

    Unit optional(Regex word) {
        String name = "optional " + word.id();
        bodies.computeIfAbsent(
                name, k -> List.of(List.of(), List.of(new Unit(Optional.of(re.and(word, re.not(re.epsilon()))), ""))));
        return new Unit(Optional.empty(), name);
    }

    List<Unit> units(Symbol symbol) {
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
}
