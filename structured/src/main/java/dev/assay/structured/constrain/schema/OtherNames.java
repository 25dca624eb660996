package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.PatternException;
import dev.assay.structured.constrain.regex.PatternParser;
import dev.assay.structured.constrain.regex.Regex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Names of properties that are not declared, apart by which patterns match them: each class has values of its own. */
final class OtherNames {

    private static final int MOST_PATTERNS = 8;

    /** Names in a class, between their quotes, and what their values are. */
    record NameClass(Regex content, Goal value) {}

    private final Values values;
    private final List<ObjectPart> parts;
    private final List<Evaluated.Properties> unevaluated;
    private final Set<String> declared;
    private final Map<String, Regex> patterns = new LinkedHashMap<>();
    private final List<Goal> nameGoals = new ArrayList<>();
    private @Nullable List<NameClass> classes;

    OtherNames(Values values, List<ObjectPart> parts, List<Evaluated.Properties> unevaluated, Set<String> declared) {
        this.values = values;
        this.parts = parts;
        this.unevaluated = unevaluated;
        this.declared = declared;
        for (ObjectPart part : parts) {
            part.names().ifPresent(names -> nameGoals.add(Goal.of(List.of(names))));
            part.patterns().forEach((pattern, schema) -> {
                try {
                    patterns.computeIfAbsent(pattern, p -> PatternParser.find(values.regexes(), p, Encoding.PLAIN));
                } catch (PatternException bad) {
                    throw Keywords.bad(schema, "patternProperties", String.valueOf(bad.getMessage()));
                }
            });
        }
        if (patterns.size() > MOST_PATTERNS) {
            throw Keywords.bad(
                    values.anySchema(parts),
                    "patternProperties",
                    patterns.size() + " patterns together (expected: no more than " + MOST_PATTERNS + ")");
        }
    }

    /** What the value of a property must be. */
    Goal valueOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        List<SchemaNode> all = new ArrayList<>();
        for (ObjectPart part : parts) {
            boolean known = false;
            SchemaNode own = part.properties().get(name);
            if (own != null) {
                all.add(own);
                known = true;
            }
            for (Map.Entry<String, SchemaNode> pattern : part.patterns().entrySet()) {
                if (matches(pattern.getKey(), bytes)) {
                    all.add(pattern.getValue());
                    known = true;
                }
            }
            if (!known) {
                part.additional().ifPresent(all::add);
            }
        }
        for (Evaluated.Properties rest : unevaluated) {
            boolean seen = rest.parts().stream()
                    .anyMatch(part -> part.properties().containsKey(name)
                            || part.additional().isPresent()
                            || part.patterns().keySet().stream().anyMatch(pattern -> matches(pattern, bytes)));
            if (!seen) {
                all.add(rest.schema());
            }
        }
        return Goal.of(all);
    }

    private boolean matches(String pattern, byte[] name) {
        return patterns.getOrDefault(pattern, values.regexes().empty()).matches(name);
    }

    List<Goal> children() {
        List<Goal> all = new ArrayList<>(nameGoals);
        for (ObjectPart part : parts) {
            part.patterns().values().forEach(schema -> all.add(Goal.of(List.of(schema))));
            part.additional().ifPresent(schema -> all.add(Goal.of(List.of(schema))));
        }
        unevaluated.forEach(rest -> all.add(Goal.of(List.of(rest.schema()))));
        return all;
    }

    /** Whether a declared name is one that names may be. */
    boolean mayBeNamed(String name) {
        for (Goal goal : nameGoals) {
            String written = JsonNodeFactory.instance.stringNode(name).toString();
            byte[] content = written.substring(1, written.length() - 1).getBytes(StandardCharsets.UTF_8);
            if (!values.texts(goal).matches(content)) {
                return false;
            }
        }
        return true;
    }

    List<NameClass> classes() {
        List<NameClass> known = classes;
        if (known == null) {
            known = find();
            classes = known;
        }
        return known;
    }

    /** The classes, found anew. */
    List<NameClass> find() {
        List<NameClass> found = new ArrayList<>();
        List<String> all = List.copyOf(patterns.keySet());
        for (int chosen = 0; chosen < (1 << all.size()); chosen++) {
            Optional<Goal> value = value(all, chosen);
            if (value.isEmpty() || !values.isPossible(value.get())) {
                continue;
            }
            List<Regex> names = new ArrayList<>();
            names.add(values.strings().any());
            if (!declared.isEmpty()) {
                names.add(values.strings().noneOf(declared));
            }
            for (Goal goal : nameGoals) {
                names.add(values.texts(goal));
            }
            for (int i = 0; i < all.size(); i++) {
                names.add(
                        (chosen & (1 << i)) != 0
                                ? values.strings().pattern(all.get(i))
                                : values.strings().withoutPattern(all.get(i)));
            }
            Regex content = values.regexes().and(names);
            if (!content.isEmpty()) {
                found.add(new NameClass(content, value.get()));
            }
        }
        return found;
    }

    /** What the value of a name must be that just these patterns match; empty if that is nothing. */
    private Optional<Goal> value(List<String> all, int chosen) {
        List<SchemaNode> schemas = new ArrayList<>();
        for (ObjectPart part : parts) {
            boolean known = false;
            for (int i = 0; i < all.size(); i++) {
                SchemaNode own = part.patterns().get(all.get(i));
                if ((chosen & (1 << i)) != 0 && own != null) {
                    schemas.add(own);
                    known = true;
                }
            }
            if (!known) {
                part.additional().ifPresent(schemas::add);
            }
        }
        for (Evaluated.Properties rest : unevaluated) {
            boolean seen =
                    rest.parts().stream().anyMatch(part -> part.additional().isPresent());
            for (int i = 0; i < all.size(); i++) {
                String pattern = all.get(i);
                seen |= (chosen & (1 << i)) != 0
                        && rest.parts().stream()
                                .anyMatch(part -> part.patterns().containsKey(pattern));
            }
            if (!seen) {
                schemas.add(rest.schema());
            }
        }
        boolean never = schemas.stream().anyMatch(s -> s.json.isBoolean() && !s.json.booleanValue());
        return never ? Optional.empty() : Optional.of(Goal.of(schemas));
    }
}
