package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.regex.Regex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    final SharedSet<Regex> numbers;
    final SharedSet<Regex> strings;
    final SharedSet<ArrayPart> arrays;
    final SharedSet<ObjectPart> objects;
    final SharedSet<SchemaNode> unknownFormats;
    final SharedSet<Located> seen;
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

    Case() {
        numbers = new SharedSet<>();
        strings = new SharedSet<>();
        arrays = new SharedSet<>();
        objects = new SharedSet<>();
        unknownFormats = new SharedSet<>();
        seen = new SharedSet<>();
    }

    private Case(Case from) {
        types = from.types;
        minLength = from.minLength;
        maxLength = from.maxLength;
        numbers = from.numbers.copy();
        strings = from.strings.copy();
        arrays = from.arrays.copy();
        objects = from.objects.copy();
        unknownFormats = from.unknownFormats.copy();
        seen = from.seen.copy();
        choices.addAll(from.choices);
        from.evaluated.forEach((owner, parts) -> evaluated.put(owner, parts.copy()));
    }

    Case copy() {
        return new Case(this);
    }

    /** What satisfies both, choices aside. */
    Case and(Case other) {
        Case both = copy();
        both.add(other);
        return both;
    }

    /** Lets all of another hold as well, choices aside. */
    void add(Case other) {
        types &= other.types;
        minLength = Math.max(minLength, other.minLength);
        maxLength = Math.min(maxLength, other.maxLength);
        numbers.addAll(other.numbers);
        strings.addAll(other.strings);
        arrays.addAll(other.arrays);
        objects.addAll(other.objects);
        unknownFormats.addAll(other.unknownFormats);
        seen.addAll(other.seen);
        other.evaluated.forEach((owner, parts) -> evaluated.merge(owner, parts, Evaluated::and));
    }

    boolean may(int type) {
        return (types & type) != 0;
    }
}
