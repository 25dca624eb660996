package dev.assay.structured.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;

/** Jackson's {@code @JsonValue}: one member whose value stands for the whole. */
final class WholeValue {

    private WholeValue() {}

    /** The type of that member; empty where there is none. */
    static Optional<AnnotatedType> type(Class<?> owner) {
        return member(owner)
                .map(member -> member instanceof Method method
                        ? method.getAnnotatedReturnType()
                        : ((Field) member).getAnnotatedType());
    }

    /** What stands for a constant of an enum; empty where its name does. */
    static Optional<String> ofConstant(Class<?> owner, Field constant) {
        return member(owner).map(member -> {
            try {
                member.setAccessible(true);
                Object value = constant.get(null);
                return String.valueOf(
                        member instanceof Method method ? method.invoke(value) : ((Field) member).get(value));
            } catch (ReflectiveOperationException e) {
                throw new SchemaException("@JsonValue of " + owner.getName() + " cannot be read", e);
            }
        });
    }

    private static Optional<AccessibleObject> member(Class<?> owner) {
        for (Method method : owner.getDeclaredMethods()) {
            if (isMarked(method)) {
                return Optional.of(method);
            }
        }
        for (Field field : owner.getDeclaredFields()) {
            if (isMarked(field)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static boolean isMarked(AccessibleObject member) {
        JsonValue mark = member.getAnnotation(JsonValue.class);
        return mark != null && mark.value();
    }
}
