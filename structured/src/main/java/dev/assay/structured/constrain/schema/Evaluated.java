package dev.assay.structured.constrain.schema;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the schemas beside {@code unevaluatedProperties} or {@code unevaluatedItems} look at (2020-12, core, section 11): theirs is the rest. More
 * of them evaluate no less, so where several ways to satisfy a schema hold at once, each of them may be taken by itself and with others.
 */
final class Evaluated {

    final Set<ObjectPart> objects = new LinkedHashSet<>();
    final Set<ArrayPart> arrays = new LinkedHashSet<>();

    /** Whether a schema within says what all other properties are, so that none is left. */
    boolean allProperties;

    /** The same of items. */
    boolean allItems;

    Evaluated copy() {
        return new Evaluated().and(this);
    }

    Evaluated and(Evaluated other) {
        Evaluated both = new Evaluated();
        both.objects.addAll(objects);
        both.objects.addAll(other.objects);
        both.arrays.addAll(arrays);
        both.arrays.addAll(other.arrays);
        both.allProperties = allProperties || other.allProperties;
        both.allItems = allItems || other.allItems;
        return both;
    }

    /**
     * What all properties must be that some schemas do not look at.
     *
     * @param schema what they must be
     * @param parts what looks at properties
     */
    record Properties(SchemaNode schema, Set<ObjectPart> parts) {}

    /**
     * What all items must be that some schemas do not look at.
     *
     * @param schema what they must be
     * @param parts what looks at items
     */
    record Items(SchemaNode schema, Set<ArrayPart> parts) {

        /** What an item must be; empty if something looks at it. */
        Optional<SchemaNode> at(int index, Document document) {
            for (ArrayPart part : parts) {
                if (part.rest().isPresent() || index < part.prefix().size()) {
                    return Optional.empty();
                }
            }
            return Optional.of(document.orContained(schema, parts));
        }
    }
}
