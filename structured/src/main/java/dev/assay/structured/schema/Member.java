package dev.assay.structured.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A component of a record or a field of a class, as a property.
 *
 * @param name in JSON
 * @param type its type, with the annotations of its use
 * @param annotations on its declaration, wherever that allows them: component, field, accessor
 */
record Member(String name, TypeView type, List<Annotation> annotations) {

    static List<Member> of(TypeView owner) {
        return owner.raw().isRecord() ? components(owner) : fields(owner);
    }

    private static List<Member> components(TypeView owner) {
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : owner.raw().getRecordComponents()) {
            Set<Annotation> annotations = new LinkedHashSet<>();
            addAll(annotations, component);
            addAll(annotations, component.getAccessor());
            addAll(annotations, declared(owner.raw(), component.getName()));
            add(members, owner, component.getName(), owner.member(component.getAnnotatedType()), annotations);
        }
        return members;
    }

    private static List<Member> fields(TypeView owner) {
        List<Class<?>> line = new ArrayList<>();
        for (Class<?> c = owner.raw(); c != null && c != Object.class; c = c.getSuperclass()) {
            line.add(0, c);
        }
        Map<String, Member> members = new LinkedHashMap<>();
        for (Class<?> c : line) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        || Modifier.isTransient(field.getModifiers())
                        || field.isSynthetic()) {
                    continue;
                }
                Set<Annotation> annotations = new LinkedHashSet<>();
                addAll(annotations, field);
                boolean visible = Modifier.isPublic(field.getModifiers());
                for (Method method : accessors(owner.raw(), field)) {
                    visible = true;
                    addAll(annotations, method);
                }
                List<Member> one = new ArrayList<>();
                if (visible || annotations.stream().anyMatch(JsonProperty.class::isInstance)) {
                    add(one, owner, field.getName(), owner.member(field.getAnnotatedType()), annotations);
                }
                one.forEach(member -> members.put(field.getName(), member));
            }
        }
        return List.copyOf(members.values());
    }

    private static void add(
            List<Member> members, TypeView owner, String javaName, TypeView type, Set<Annotation> annotations) {
        if (find(annotations, JsonIgnore.class).filter(JsonIgnore::value).isPresent()) {
            return;
        }
        members.add(new Member(name(owner.raw(), javaName, annotations), type, List.copyOf(annotations)));
    }

    private static String name(Class<?> owner, String javaName, Set<Annotation> annotations) {
        Optional<String> given = find(annotations, Name.class)
                .map(Name::value)
                .or(() -> find(annotations, JsonProperty.class).map(JsonProperty::value))
                .filter(name -> !name.isEmpty());
        if (given.isPresent()) {
            return given.get();
        }
        JsonNaming naming = owner.getAnnotation(JsonNaming.class);
        if (naming != null && PropertyNamingStrategies.NamingBase.class.isAssignableFrom(naming.value())) {
            // These strategies look at nothing but the name.
            return strategy(naming.value()).nameForField(null, null, javaName);
        }
        return javaName;
    }

    private static PropertyNamingStrategies.NamingBase strategy(Class<? extends PropertyNamingStrategy> strategy) {
        try {
            return (PropertyNamingStrategies.NamingBase)
                    strategy.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SchemaException("@JsonNaming(" + strategy.getName() + ") cannot be made", e);
        }
    }

    private static @Nullable Field declared(Class<?> owner, String name) {
        try {
            return owner.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    /** Public getters and setters of a field. */
    private static List<Method> accessors(Class<?> owner, Field field) {
        String capital = field.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + field.getName().substring(1);
        Set<String> names = Set.of("get" + capital, "is" + capital, "set" + capital);
        List<Method> found = new ArrayList<>();
        for (Method method : owner.getMethods()) {
            if (names.contains(method.getName()) && !Modifier.isStatic(method.getModifiers())) {
                found.add(method);
            }
        }
        return found;
    }

    private static void addAll(Set<Annotation> annotations, @Nullable AnnotatedElement element) {
        if (element != null) {
            annotations.addAll(List.of(element.getAnnotations()));
        }
    }

    private static <A extends Annotation> Optional<A> find(Collection<Annotation> annotations, Class<A> kind) {
        return annotations.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Whether it may be left out or null: an optional, or annotated so, by whichever {@code @Nullable}. */
    boolean isOptional() {
        return type.raw().getName().startsWith("java.util.Optional")
                || isNullable(annotations)
                || isNullable(type.annotations());
    }

    private static boolean isNullable(List<Annotation> annotations) {
        return annotations.stream()
                .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    }

    /** The description; empty where there is none. */
    String description() {
        return find(annotations, Describe.class)
                .map(Describe::value)
                .or(() -> find(annotations, JsonPropertyDescription.class).map(JsonPropertyDescription::value))
                .orElse("");
    }
}
