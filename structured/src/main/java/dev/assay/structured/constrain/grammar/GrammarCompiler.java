package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.engine.Rule;
import dev.assay.structured.constrain.grammar.Bodies.Unit;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes rules of a grammar that has been read. What is regular becomes one terminal, so that only true recursion costs a stack. */
final class GrammarCompiler {

    private static final int MOST_REPEATS = 10_000;

    private final GrammarRules grammar;
    private final RegularRules regular;
    private final Regex skipped;
    private final Bodies bodies;
    private final Map<String, Rule> made = new HashMap<>();

    private GrammarCompiler(GrammarRules grammar) {
        this.grammar = grammar;
        grammar.rules().values().forEach(this::check);
        Regexes re = new Regexes();
        this.regular = new RegularRules(grammar.rules(), re);
        List<Regex> all = new ArrayList<>();
        for (Symbol one : grammar.ignored()) {
            all.add(regular.word(one)
                    .orElseThrow(() ->
                            new ConstraintException("grammar", "%ignore", "a recursive rule (expected: a terminal)")));
        }
        this.skipped = re.star(re.or(all));
        this.bodies = new Bodies(grammar, regular, re, skipped);
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
                    && regular.word(rule.getValue()).isEmpty()) {
                throw new ConstraintException(
                        "grammar", rule.getKey(), "a terminal that needs itself (expected: a rule, in small letters)");
            }
        }
        String root = "the whole of " + grammar.start();
        bodies.all().put(root, List.of(ending(grammar.start())));
        RuleGraph graph = new RuleGraph(bodies.all());
        Set<String> useful = graph.useful();
        if (!useful.contains(root)) {
            throw new ConstraintException("grammar", grammar.start(), "has no finite text (expected: one at least)");
        }
        Set<String> nullable = graph.nullable();
        Set<String> recursive = graph.leftRecursive(nullable);
        for (String name : bodies.all().keySet()) {
            made.put(name, new Rule(name));
        }
        bodies.all()
                .forEach((name, ways) -> define(name, ways, useful, nullable.contains(name), recursive.contains(name)));
        return made.getOrDefault(root, new Rule(root));
    }

    /** The start, and what may be skipped after it. */
    private List<Unit> ending(String start) {
        List<Unit> units = new ArrayList<>(bodies.units(new Symbol.Named(start, 0)));
        if (skipped.accepts() && !skipped.isEpsilon()) {
            units.add(bodies.optional(skipped));
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

    private void define(String name, List<List<Unit>> ways, Set<String> useful, boolean nullable, boolean recursive) {
        List<Step> first = new ArrayList<>();
        boolean end = false;
        for (List<Unit> way : ways) {
            if (!RuleGraph.isUseful(way, useful)) {
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
        Optional<Regex> terminal = unit.terminal();
        if (terminal.isPresent() && terminal.get().isTooHigh()) {
            throw new ConstraintException(
                    "grammar", "terminal", "more than 2,000 parts in a row or within each other (expected: fewer)");
        }
        return terminal.isPresent()
                ? Step.terminal(terminal.get(), after)
                : Step.rule(made.getOrDefault(unit.rule(), new Rule(unit.rule())), after);
    }
}
