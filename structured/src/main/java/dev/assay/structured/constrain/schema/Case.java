package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.regex.Regex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One way in which a value can satisfy a goal, choices made: the types it may have, and all that must hold for each. */
final class Case {

    static final int NULL = 1;
    static final int FALSE = 2;
    static final int TRUE = 4;
    static final int NUMBER = 8;
    static final int STRING = 16;
    static final int ARRAY = 32;
    static final int OBJECT = 64;
    static final int ALL = 127;

    int types = ALL;
    int minLength;
    int maxLength = Integer.MAX_VALUE;
    final Set<Regex> numbers = new LinkedHashSet<>();
    final Set<Regex> strings = new LinkedHashSet<>();
    final Set<ArrayPart> arrays = new LinkedHashSet<>();
    final Set<ObjectPart> objects = new LinkedHashSet<>();
    final Set<SchemaNode> unknownFormats = new LinkedHashSet<>();
    final Set<Located> seen = new LinkedHashSet<>();
    final List<Choice> choices = new ArrayList<>();

    /** What was evaluated, for each schema that says what others must be. */
    final Map<SchemaNode, Evaluated> evaluated = new LinkedHashMap<>();

    /**
     * A schema, and those around it in the same place that speak of what is left unevaluated.
     *
     * @param node the schema
     * @param scopes for whom it evaluates
     */
    record Located(SchemaNode node, List<SchemaNode> scopes) {}

    /** Schemas of which one must hold. */
    record Choice(SchemaNode at, String keyword, List<SchemaNode> among, List<SchemaNode> scopes) {}

    Case copy() {
        Case copy = new Case();
        copy.types = types;
        copy.minLength = minLength;
        copy.maxLength = maxLength;
        copy.numbers.addAll(numbers);
        copy.strings.addAll(strings);
        copy.arrays.addAll(arrays);
        copy.objects.addAll(objects);
        copy.unknownFormats.addAll(unknownFormats);
        copy.seen.addAll(seen);
        copy.choices.addAll(choices);
        evaluated.forEach((owner, parts) -> copy.evaluated.put(owner, parts.copy()));
        return copy;
    }

    /** What satisfies both. */
    Case and(Case other) {
        Case both = copy();
        both.types &= other.types;
        both.minLength = Math.max(minLength, other.minLength);
        both.maxLength = Math.min(maxLength, other.maxLength);
        both.numbers.addAll(other.numbers);
        both.strings.addAll(other.strings);
        both.arrays.addAll(other.arrays);
        both.objects.addAll(other.objects);
        both.unknownFormats.addAll(other.unknownFormats);
        both.seen.addAll(other.seen);
        other.evaluated.forEach((owner, parts) -> both.evaluated.merge(owner, parts, Evaluated::and));
        return both;
    }

    boolean may(int type) {
        return (types & type) != 0;
    }
}
