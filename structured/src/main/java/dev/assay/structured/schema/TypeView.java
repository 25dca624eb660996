package dev.assay.structured.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Java type with its variables resolved: its class, its arguments, and the annotations on its use.
 *
 * @param raw the class
 * @param arguments of a generic class; of an array its one component type
 * @param annotations on this use of the type
 */
record TypeView(Class<?> raw, List<TypeView> arguments, List<Annotation> annotations) {

    static final TypeView OBJECT = new TypeView(Object.class, List.of(), List.of());

    static TypeView of(Type type) {
        return of(type, Map.of());
    }

    private static TypeView of(Type type, Map<TypeVariable<?>, TypeView> variables) {
        if (type instanceof Class<?> raw) {
            return raw.isArray()
                    ? new TypeView(raw, List.of(of(raw.getComponentType(), variables)), List.of())
                    : new TypeView(raw, List.of(), List.of());
        }
        if (type instanceof ParameterizedType generic) {
            List<TypeView> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(of(argument, variables));
            }
            return new TypeView((Class<?>) generic.getRawType(), arguments, List.of());
        }
        if (type instanceof GenericArrayType array) {
            TypeView component = of(array.getGenericComponentType(), variables);
            return new TypeView(component.raw.arrayType(), List.of(component), List.of());
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], variables);
        }
        if (type instanceof TypeVariable<?> variable) {
            TypeView bound = variables.get(variable);
            return bound != null ? bound : firstBound(variable, variables);
        }
        throw new SchemaException(type + " is of a kind that has no schema: " + type.getClass());
    }

    /** A variable without argument stands for its bound, and a bound that names the variable again for anything. */
    private static TypeView firstBound(TypeVariable<?> variable, Map<TypeVariable<?>, TypeView> variables) {
        Map<TypeVariable<?>, TypeView> inner = new HashMap<>(variables);
        inner.put(variable, OBJECT);
        return of(variable.getBounds()[0], inner);
    }

    /** The type of a member of this type. */
    TypeView member(AnnotatedType type) {
        return of(type, variables());
    }

    private static TypeView of(AnnotatedType type, Map<TypeVariable<?>, TypeView> variables) {
        List<Annotation> annotations = List.of(type.getAnnotations());
        if (type instanceof AnnotatedParameterizedType generic) {
            List<TypeView> arguments = new ArrayList<>();
            for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
                arguments.add(of(argument, variables));
            }
            Type raw = ((ParameterizedType) generic.getType()).getRawType();
            return new TypeView((Class<?>) raw, arguments, annotations);
        }
        if (type instanceof AnnotatedArrayType array) {
            TypeView component = of(array.getAnnotatedGenericComponentType(), variables);
            return new TypeView(component.raw.arrayType(), List.of(component), annotations);
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return of(wildcard.getAnnotatedUpperBounds()[0], variables);
        }
        TypeView plain = of(type.getType(), variables);
        List<Annotation> all = new ArrayList<>(plain.annotations);
        all.addAll(annotations);
        return new TypeView(plain.raw, plain.arguments, List.copyOf(all));
    }

    private Map<TypeVariable<?>, TypeView> variables() {
        Map<TypeVariable<?>, TypeView> variables = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < parameters.length && i < arguments.size(); i++) {
            variables.put(parameters[i], arguments.get(i));
        }
        return variables;
    }

    /** An argument, {@code Object} where the type was used without. */
    TypeView argument(int index) {
        return index < arguments.size() ? arguments.get(index) : OBJECT;
    }

    TypeView without(List<Annotation> declared) {
        return new TypeView(
                raw,
                arguments,
                annotations.stream().filter(a -> !declared.contains(a)).toList());
    }

    /** The type without the annotations of this use: what a definition is kept under. */
    TypeView bare() {
        return new TypeView(raw, arguments.stream().map(TypeView::bare).toList(), List.of());
    }

    /** A name for a definition: {@code Page_Order} for {@code Page<Order>}. */
    String name() {
        StringBuilder name = new StringBuilder(raw.getSimpleName().replace("[]", "_list"));
        if (!raw.isArray()) {
            arguments.forEach(argument -> name.append('_').append(argument.name()));
        }
        return name.toString();
    }
}
