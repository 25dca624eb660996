package dev.assay.structured.constrain.schema;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** A set in the order of adding that costs nothing to copy until one of both grows. */
final class SharedSet<T> extends AbstractSet<T> {

    private Set<T> elements;
    private boolean shared;

    SharedSet() {
        this(new LinkedHashSet<>(0), false);
    }

    private SharedSet(Set<T> elements, boolean shared) {
        this.elements = elements;
        this.shared = shared;
    }

    SharedSet<T> copy() {
        shared = true;
        return new SharedSet<>(elements, true);
    }

    @Override
    public boolean add(T element) {
        if (elements.contains(element)) {
            return false;
        }
        if (shared) {
            elements = new LinkedHashSet<>(elements);
            shared = false;
        }
        return elements.add(element);
    }

    @Override
    public boolean contains(Object element) {
        return elements.contains(element);
    }

    @Override
    public Iterator<T> iterator() {
        return elements.iterator();
    }

    @Override
    public int size() {
        return elements.size();
    }
}
