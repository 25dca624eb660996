package dev.assay.structured.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
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

    record Times(
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime local,
            OffsetDateTime offset,
            OffsetTime offsetTime,
            ZonedDateTime zoned,
            Duration duration,
            Period period,
            Year year,
            YearMonth month,
            MonthDay day,
            DayOfWeek weekday,
            ZoneId zone,
            ZoneOffset shift,
            List<ZoneId> zones,
            Map<DayOfWeek, LocalTime> opening) {}

    @Test
    void javaTimeIsReadAsItIsWritten() {
        JsonNode value = json("""
                {"instant":"2026-11-23T09:30:00.25Z","date":"2024-02-29","time":"09:30:01","local":"2026-11-23T09:30:00",
                 "offset":"2026-11-23T09:30:00+05:30","offsetTime":"09:30:00+01:00","zoned":"2026-11-23T09:30:00+01:00",
                 "duration":"PT36H","period":"P1Y2M3D","year":2026,"month":"2026-11","day":"--02-29","weekday":"MONDAY",
                 "zone":"Europe/Lisbon","shift":"+01:00","zones":["UTC","Asia/Tokyo"],"opening":{"FRIDAY":"10:00:00"}}
                """);

        assertThat(Schema.of(Times.class).validate(value)).isEmpty();
        assertThat(Binder.bind(value, Times.class))
                .isEqualTo(new Times(
                        Instant.parse("2026-11-23T09:30:00.25Z"),
                        LocalDate.of(2024, 2, 29),
                        LocalTime.of(9, 30, 1),
                        LocalDateTime.of(2026, 11, 23, 9, 30),
                        OffsetDateTime.parse("2026-11-23T09:30:00+05:30"),
                        OffsetTime.parse("09:30:00+01:00"),
                        ZonedDateTime.parse("2026-11-23T09:30:00+01:00"),
                        Duration.ofHours(36),
                        Period.of(1, 2, 3),
                        Year.of(2026),
                        YearMonth.of(2026, 11),
                        MonthDay.of(2, 29),
                        DayOfWeek.MONDAY,
                        ZoneId.of("Europe/Lisbon"),
                        ZoneOffset.ofHours(1),
                        List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Tokyo")),
                        Map.of(DayOfWeek.FRIDAY, LocalTime.of(10, 0))));
        assertThat(Schema.of(LocalDate.class).validate(json("\"2026-02-29\""))).hasSize(1);
        assertThat(Schema.of(Instant.class).validate(json("\"2026-02-20\""))).hasSize(1);
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
