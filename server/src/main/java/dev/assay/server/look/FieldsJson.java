package dev.assay.server.look;

import dev.assay.store.FindKeys.Keys;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Operator;
import dev.assay.store.filter.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What a filter can ask for, as REST shows it. */
final class FieldsJson {

    private static final List<Operator> ALL = List.of(Operator.values());
    private static final List<Operator> OF_TIMES =
            ALL.stream().filter(operator -> operator != Operator.EQUAL).toList();

    private FieldsJson() {}

    static void write(JsonGenerator json, Keys keys) {
        json.writeStartObject();
        json.writeArrayPropertyStart("items");
        Arrays.stream(Field.values()).forEach(field -> write(json, field));
        keys.attributes().forEach(key -> write(json, new Subject.Attribute(key)));
        keys.metadata().forEach(key -> write(json, new Subject.Metadata(key)));
        keys.scores().forEach(name -> write(json, new Subject.Score(name)));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Subject subject) {
        json.writeStartObject();
        json.writeStringProperty("name", subject.label());
        json.writeStringProperty("type", type(subject));
        json.writeArrayPropertyStart("operators");
        operators(subject).forEach(operator -> json.writeString(operator.sign()));
        json.writeEndArray();
        Fields.texts(json, "words", subject instanceof Field field ? field.words() : List.of());
        json.writeEndObject();
    }

    private static String type(Subject subject) {
        return switch (subject) {
            case Field field -> field.type().name().toLowerCase(Locale.ROOT);
            case Subject.Attribute _, Subject.Metadata _, Subject.Score _ -> "any";
        };
    }

    private static List<Operator> operators(Subject subject) {
        return switch (subject) {
            case Field field ->
                switch (field.type()) {
                    case NUMBER, DURATION -> ALL;
                    case TIME -> OF_TIMES;
                    case ID, TEXT, WORD, TRUTH, CONTENT -> List.of();
                };
            case Subject.Attribute _, Subject.Metadata _, Subject.Score _ -> ALL;
        };
    }
}
