package dev.assay.structured.constrain.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Schemas that a value must satisfy all together; none of them means anything goes. */
final class Goal {

    static final Goal ANYTHING = new Goal(List.of());

    final List<SchemaNode> schemas;
    private final int[] key;

    private Goal(List<SchemaNode> schemas) {
        this.schemas = schemas;
        this.key = schemas.stream().mapToInt(s -> s.id).toArray();
    }

    static Goal of(Collection<SchemaNode> schemas) {
        return schemas.isEmpty()
                ? ANYTHING
                : new Goal(new LinkedHashSet<>(schemas)
                        .stream().sorted(Comparator.comparingInt(s -> s.id)).toList());
    }

    String path() {
        return schemas.isEmpty() ? "#" : schemas.get(0).path;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Goal that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return schemas.toString();
    }
}
