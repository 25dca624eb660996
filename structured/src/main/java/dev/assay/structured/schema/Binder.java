package dev.assay.structured.schema;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Makes Java values of JSON values that obey the schema of their type. Nothing is converted on the way: a text does not become a number here. Sealed
 * types are bound with or without annotations, as {@link Schema#of(Type)} describes them.
 */
public final class Binder {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new OwnNames())
            .addModule(new Unions())
            .build();

    private Binder() {}

    /**
     * Binds a value to a class.
     *
     * @param value what has been read and is valid
     * @param type what it is to become
     * @param <T> that type
     * @return the value as an object
     * @throws BindingException where it does not become one
     */
    public static <T> T bind(JsonNode value, Class<T> type) {
        return type.cast(
                MAPPER.getTypeFactory().constructType(type).isPrimitive()
                        ? bind(value, (Type) type)
                        : bindTo(value, MAPPER.constructType(type)));
    }

    /**
     * Binds a value to a generic type.
     *
     * @param value what has been read and is valid
     * @param type what it is to become
     * @param <T> that type
     * @return the value as an object
     * @throws BindingException where it does not become one
     */
    @SuppressWarnings("unchecked") // the reference names the type that is bound
    public static <T> T bind(JsonNode value, TypeRef<T> type) {
        return (T) bind(value, type.type());
    }

    /**
     * Binds a value to a type.
     *
     * @param value what has been read and is valid
     * @param type what it is to become
     * @return the value as an object
     * @throws BindingException where it does not become one
     */
    public static Object bind(JsonNode value, Type type) {
        return bindTo(value, MAPPER.constructType(type));
    }

    private static Object bindTo(JsonNode value, JavaType type) {
        Object bound;
        try {
            bound = MAPPER.treeToValue(value, type);
        } catch (JacksonException e) {
            throw new BindingException(path(e), reason(e), e);
        }
        if (bound == null) {
            throw new BindingException("", "null is no " + type.getTypeName(), new NullPointerException("null"));
        }
        return bound;
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            path.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return path.toString();
    }

    /** What the type's own constructor said, where it was that; else what Jackson says. */
    private static String reason(JacksonException e) {
        Throwable cause = e.getCause();
        String own = cause == null || cause instanceof JacksonException ? null : cause.getMessage();
        return own == null ? String.valueOf(e.getOriginalMessage()) : own;
    }

    /** Names of {@link Name} beside Jackson's own. */
    private static final class OwnNames extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public PropertyName findNameForDeserialization(MapperConfig<?> config, Annotated annotated) {
            Name name = annotated.getAnnotation(Name.class);
            return name == null || annotated instanceof AnnotatedClass
                    ? super.findNameForDeserialization(config, annotated)
                    : PropertyName.construct(name.value());
        }

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            String[] found = super.findEnumValues(config, type, constants, names);
            for (int i = 0; i < constants.length; i++) {
                Name name = OwnNames.name(constants[i]);
                if (name != null) {
                    found[i] = name.value();
                }
            }
            return found;
        }

        private static @Nullable Name name(Enum<?> constant) {
            try {
                return constant.getDeclaringClass().getField(constant.name()).getAnnotation(Name.class);
            } catch (NoSuchFieldException e) {
                throw new SchemaException(constant + " is no constant of its enum", e);
            }
        }
    }

    /** Sealed types whose alternatives Jackson does not know how to tell apart. */
    private static final class Unions extends SimpleModule {

        private static final long serialVersionUID = 1L;

        Unions() {
            super("unions", Version.unknownVersion());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addDeserializers(new Deserializers.Base() {
                @Override
                public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
                    return isOurs(type);
                }

                @Override
                public @Nullable ValueDeserializer<?> findBeanDeserializer(
                        JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
                    return isOurs(type.getRawClass()) ? new UnionDeserializer(type) : null;
                }
            });
        }

        private static boolean isOurs(Class<?> type) {
            return !type.isEnum()
                    && Alternatives.of(type)
                            .map(Alternatives::kind)
                            .filter(kind -> kind == Alternatives.Kind.FORM || kind == Alternatives.Kind.PROPERTY)
                            .isPresent();
        }
    }
}
