package dev.assay.structured.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Which properties and items of one value have been looked at by {@code properties}, {@code items} and their like. */
final class Evaluated {

    private final Set<String> properties = new HashSet<>();
    private final BitSet items = new BitSet();
    private boolean allProperties;
    private boolean allItems;

    void property(String name) {
        properties.add(name);
    }

    void allProperties() {
        allProperties = true;
    }

    void item(int index) {
        items.set(index);
    }

    void allItems() {
        allItems = true;
    }

    boolean hasProperty(String name) {
        return allProperties || properties.contains(name);
    }

    boolean hasItem(int index) {
        return allItems || items.get(index);
    }

    void addAll(Evaluated other) {
        properties.addAll(other.properties);
        items.or(other.items);
        allProperties |= other.allProperties;
        allItems |= other.allItems;
    }
}
