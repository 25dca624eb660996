package dev.assay.structured.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SchemaOfTypeTest {

    record Item(@Describe("as printed") String name, @Min(1) int quantity, Optional<BigDecimal> price) {}

    record Order(
            @Describe("ISO 4217") String currency, @Min(0) BigDecimal total, List<Item> items) {}

    enum Status {
        @Describe("nobody has looked")
        OPEN,
        @Name("in-progress")
        IN_PROGRESS,
        DONE
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    @Discriminator("kind")
    sealed interface Event permits Created, Deleted {}

    record Created(String id, Instant at) implements Event {}

    @Name("removed")
    record Deleted(String id) implements Event {}

    record Tree(String label, List<Tree> children) {}

    record Page<T>(List<T> rows, @Size(min = 1) String cursor) {}

    record Everything(
            UUID id,
            URI link,
            LocalDate day,
            Instant at,
            Set<Status> statuses,
            Map<String, BigDecimal> prices,
            Shape shape,
            Event event,
            Page<Item> page,
            Optional<Tree> tree) {}

    @Test
    void aRecordIsAClosedObjectWithItsConstraints() {
        assertThat(Schema.of(Order.class).json()).isEqualTo(json("""
                        {"type":"object","properties":{
                          "currency":{"type":"string","description":"ISO 4217"},
                          "total":{"type":"number","minimum":0},
                          "items":{"type":"array","items":{"type":"object","properties":{
                            "name":{"type":"string","description":"as printed"},
                            "quantity":{"type":"integer","minimum":1,"maximum":2147483647},
                            "price":{"type":["number","null"]}},
                            "required":["name","quantity"],"additionalProperties":false}}},
                         "required":["currency","total","items"],"additionalProperties":false}
                        """));
    }

    @Test
    void aTypeThatContainsItselfRefersToItself() {
        JsonNode schema = Schema.of(Tree.class).json();

        assertThat(schema.at("/properties/children/items/$ref").asString()).isEqualTo("#");
        assertThat(schema.has("$defs")).isFalse();
    }

    @Test
    void everyKindOfTypeIsBoundFromWhatItsSchemaAllows() {
        JsonNode value = json("""
                {"id":"6f1e4a44-6c4f-4bd4-8a0c-2a1c2f4e9d10","link":"https://example.org/a","day":"2026-11-23",
                 "at":"2026-11-23T09:30:00Z","statuses":["in-progress","DONE"],"prices":{"a":1.10},
                 "shape":{"side":2.5},"event":{"kind":"removed","id":"x"},
                 "page":{"rows":[{"name":"n","quantity":2,"price":null}],"cursor":"c"},
                 "tree":{"label":"r","children":[{"label":"l","children":[]}]}}
                """);

        Schema schema = Schema.of(Everything.class);
        assertThat(schema.validate(value)).isEmpty();
        Everything bound = Binder.bind(value, Everything.class);

        assertThat(bound.statuses()).containsExactlyInAnyOrder(Status.IN_PROGRESS, Status.DONE);
        assertThat(bound.prices()).containsEntry("a", new BigDecimal("1.10"));
        assertThat(bound.shape()).isEqualTo(new Square(2.5));
        assertThat(bound.event()).isEqualTo(new Deleted("x"));
        assertThat(bound.page().rows()).containsExactly(new Item("n", 2, Optional.empty()));
        assertThat(bound.tree()).contains(new Tree("r", List.of(new Tree("l", List.of()))));
    }

    @Test
    void genericTypesKeepTheirArguments() {
        JsonNode value = json("[{\"rows\":[1,2],\"cursor\":\"x\"}]");

        assertThat(Schema.of(new TypeRef<List<Page<Integer>>>() {}).validate(value))
                .isEmpty();
        assertThat(Binder.bind(value, new TypeRef<List<Page<Integer>>>() {}))
                .containsExactly(new Page<>(List.of(1, 2), "x"));
        assertThat(Schema.of(new TypeRef<List<Page<Status>>>() {}).validate(value))
                .hasSize(2);
    }

    @Test
    void violationsSayPathValueRuleAndWhatToDo() {
        List<Violation> violations = Schema.of(Order.class)
                .validate(json("{\"currency\":\"EUR\",\"total\":-1,\"items\":[{\"name\":1,\"quantity\":1}],\"x\":1}"));

        assertThat(violations)
                .extracting(Violation::path, Violation::rule, Violation::message)
                .containsExactly(
                        tuple("/total", "minimum", "expected at least 0, found -1"),
                        tuple("/items/0/name", "type", "expected string, found integer 1"),
                        tuple(
                                "/x",
                                "additionalProperties",
                                "there is no property 'x' here (allowed: currency, total, items)"));
    }

    @Test
    void aTypeWithoutSchemaIsRefusedByName() {
        assertThatThrownBy(() -> Schema.of(Runnable.class))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("java.lang.Runnable");
    }

    private static JsonNode json(String text) {
        return SchemaJson.MAPPER.readTree(text);
    }
}
