package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.PatternException;
import dev.assay.structured.constrain.regex.PatternParser;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rules of a grammar need no recursive one, and are regular languages therefore. */
final class RegularRules {

    private final Map<String, Symbol> rules;
    private final Regexes re;
    private final Map<String, Regex> regular = new HashMap<>();

    /** All rules that {@code rules} name are among them. */
    RegularRules(Map<String, Symbol> rules, Regexes re) {
        this.rules = rules;
        this.re = re;
        findRegular();
    }

    /** A symbol as one regular language, nothing skipped within; empty if it is recursive. */
    Optional<Regex> word(Symbol symbol) {
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
        rules.forEach((name, body) -> {
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
            word(rules.getOrDefault(name, Symbol.NOTHING)).ifPresent(text -> regular.put(name, text));
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
}
