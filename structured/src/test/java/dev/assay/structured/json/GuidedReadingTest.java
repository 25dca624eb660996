package dev.assay.structured.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.schema.Describe;
import dev.assay.structured.schema.Discriminator;
import dev.assay.structured.schema.Name;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.TypeRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading with a schema: the least costly reading wins, and a tie is an error. */
class GuidedReadingTest {

    enum Status {
        OPEN,
        IN_PROGRESS,
        @Name("won't fix")
        WONT_FIX
    }

    record Item(String name, int quantity) {}

    record Order(
            String orderId,
            @Describe("ISO 4217") String currency,
            BigDecimal total,
            boolean paid,
            Status status,
            List<Item> items,
            List<String> tags,
            Optional<LocalDate> due) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    @Discriminator("kind")
    sealed interface Event permits Created, Deleted {}

    record Created(String id, String by) implements Event {}

    record Deleted(String id) implements Event {}

    record Tree(String label, List<Tree> children) {}

    @Test
    void everythingAtOnce() {
        String text = """
                <think>The order is { incomplete </think>
                Here is the order:
                ```json
                {
                  "Order_ID": 1007,            // a number for a text
                  'currency': "EUR",
                  "total": "1,234.50",
                  "paid": "yes",
                  "status": "in progress",
                  "items": {"name": "Pen "gold"", "quantity": "3"},
                  "tags": "urgent",
                  "due": null,
                  "note": "not asked for",
                }
                ```
                """;

        TypedReading<Order> order = LenientJson.parse(text, Order.class);

        assertThat(order.value())
                .isEqualTo(new Order(
                        "1007",
                        "EUR",
                        new BigDecimal("1234.50"),
                        true,
                        Status.IN_PROGRESS,
                        List.of(new Item("Pen \"gold\"", 3)),
                        List.of("urgent"),
                        Optional.empty()));
        assertThat(order.reading().repairs())
                .extracting(Repair::kind)
                .contains(
                        RepairKind.THINKING,
                        RepairKind.FENCE,
                        RepairKind.COMMENT,
                        RepairKind.KEY_FORM,
                        RepairKind.NUMBER_TO_TEXT,
                        RepairKind.OTHER_QUOTES,
                        RepairKind.NUMBER_FORM,
                        RepairKind.VALUE_TO_BOOLEAN,
                        RepairKind.CHOICE_FORM,
                        RepairKind.SINGLE_TO_LIST,
                        RepairKind.TEXT_TO_NUMBER,
                        RepairKind.UNESCAPED_QUOTE,
                        RepairKind.EXTRA_KEY,
                        RepairKind.EXTRA_COMMA);
    }

    @Test
    void digitsOfANumberStayWhenATextIsWanted() {
        record Address(String zip, String version) {}

        assertThat(LenientJson.parse("{zip: 00712, version: 1.10}", Address.class)
                        .value())
                .isEqualTo(new Address("00712", "1.10"));
    }

    @Test
    void theCandidateThatFitsWinsOverTheOthers() {
        String text = "Not {\"radius\": 1} and not [1, 2], but {\"name\": \"Pen\", \"quantity\": 2}.";

        assertThat(LenientJson.parse(text, Item.class).value()).isEqualTo(new Item("Pen", 2));
    }

    @Test
    void aDraftAndAnAnswerThatBothFitAreATie() {
        String text = "{\"name\": \"Pen\", \"quantity\": 2} or {\"name\": \"Pen\", \"quantity\": 3}";

        assertThatThrownBy(() -> LenientJson.parse(text, Item.class))
                .isInstanceOfSatisfying(
                        LenientJsonException.class,
                        e -> assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.TIE));
    }

    @Test
    void severalAnswersAreAListWhereAListIsWanted() {
        TypeRef<List<Item>> items = new TypeRef<>() {};
        List<Item> both = List.of(new Item("Pen", 2), new Item("Ink", 1));

        assertThat(LenientJson.parse(
                                "{\"name\": \"Pen\", \"quantity\": 2}\n{\"name\": \"Ink\", \"quantity\": 1}", items)
                        .value())
                .isEqualTo(both);
        assertThat(LenientJson.parse(
                                "First {\"name\": \"Pen\", \"quantity\": 2}, then {\"name\": \"Ink\", \"quantity\": 1}.",
                                items)
                        .value())
                .isEqualTo(both);
        assertThat(LenientJson.parse("{\"items\": [{\"name\": \"Pen\", \"quantity\": 2}]}", items)
                        .value())
                .containsExactly(new Item("Pen", 2));
    }

    @Test
    void unionsAreToldApartByFormOrByTheirProperty() {
        assertThat(LenientJson.parse("{Side: '2'}", Shape.class).value()).isEqualTo(new Square(2));
        assertThat(LenientJson.parse("{\"kind\": \"DELETED\", \"id\": 5}", Event.class)
                        .value())
                .isEqualTo(new Deleted("5"));
        assertThat(LenientJson.parse("{\"id\": \"5\", \"by\": \"me\"}", Event.class)
                        .value())
                .isEqualTo(new Created("5", "me"));
    }

    @Test
    void aChoiceThatCouldBeTwoIsATie() {
        Schema schema = Schema.ofJson("{\"enum\": [\"a-b\", \"a_b\", \"c\"]}");

        assertThatThrownBy(() -> LenientJson.parse("\"A B\"", schema))
                .isInstanceOfSatisfying(LenientJsonException.class, e -> {
                    assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.TIE);
                    assertThat(e.expected()).contains("a-b", "a_b");
                });
        assertThat(LenientJson.parse("\"C\"", schema).json()).isEqualTo("\"c\"");
        assertThat(LenientJson.parse("The answer is: C.", schema).json()).isEqualTo("\"c\"");
    }

    @Test
    void nearMissesOfChoices() {
        assertThat(LenientJson.parse("in-progress", Status.class).value()).isEqualTo(Status.IN_PROGRESS);
        assertThat(LenientJson.parse("Wont Fix", Status.class).value()).isEqualTo(Status.WONT_FIX);
        assertThat(LenientJson.parse("\"IN_PROGRES\"", Status.class).value()).isEqualTo(Status.IN_PROGRESS);
        assertThat(LenientJson.parse("I would say it is open", Status.class).value())
                .isEqualTo(Status.OPEN);
    }

    @Test
    void whatCannotBeMendedIsNamedWithPathAndRule() {
        Reading reading = LenientJson.parse("{\"name\": \"Pen\", \"quantity\": \"many\"}", Schema.of(Item.class));

        assertThat(reading.isValid()).isFalse();
        assertThat(reading.violations()).hasSize(1);
        assertThat(reading.violations().get(0).path()).isEqualTo("/quantity");
        assertThat(reading.violations().get(0).rule()).isEqualTo("type");
        assertThatThrownBy(() -> LenientJson.parse("{\"name\": \"Pen\", \"quantity\": \"many\"}", Item.class))
                .isInstanceOfSatisfying(LenientJsonException.class, e -> {
                    assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.INVALID);
                    assertThat(e.violations()).hasSize(1);
                });
    }

    @Test
    void aFractionIsNeverRoundedAndAnAmountNeverGuessed() {
        for (String quantity : List.of("2.5", "\"two\"", "\"2-3\"", "true", "null", "[1, 2]")) {
            assertThat(LenientJson.parse("{\"name\": \"Pen\", \"quantity\": " + quantity + "}", Schema.of(Item.class))
                            .isValid())
                    .as(quantity)
                    .isFalse();
        }
    }

    @Test
    void jsonWithinATextAndMapsAsEntries() {
        record Holder(Item item, Map<String, Integer> counts) {}

        assertThat(LenientJson.parse("""
                                {"item": "{\\"name\\": \\"Pen\\", \\"quantity\\": 2}",
                                 "counts": [{"key": "a", "value": 1}, {"key": "b", "value": "2"}]}
                                """, Holder.class).value())
                .isEqualTo(new Holder(new Item("Pen", 2), Map.of("a", 1, "b", 2)));
    }

    @Test
    void objectsAroundAreLeftOutAndTypesThatContainThemselvesAreFollowed() {
        assertThat(LenientJson.parse(
                                "{\"result\": {\"Label\": \"r\", \"children\": {\"label\": 1, \"children\": []}}}",
                                Tree.class)
                        .value())
                .isEqualTo(new Tree("r", List.of(new Tree("1", List.of()))));
    }

    @Test
    void whatObeysTheSchemaIsNotTouchedNorWhatIsJsonAndCannotBeMended() {
        Schema schema = Schema.of(Item.class);
        for (String json :
                List.of("{\"quantity\": 2, \"name\": \"\\u0033\"}\n", " {\"quantity\": \"many\", \"name\": \"3\"}")) {
            Reading reading = LenientJson.parse(json, schema);
            assertThat(reading.json()).isEqualTo(json);
            assertThat(reading.repairs()).isEmpty();
            assertThat(reading.isValid()).isEqualTo(json.contains("2"));
        }
        assertThat(LenientJson.parse("{\"quantity\": \"2\", \"name\": \"\\u0033\"}\n", schema)
                        .json())
                .isEqualTo("{\"quantity\":2,\"name\":\"3\"}");
    }

    @Test
    void aTextIsTakenAsItIsWhereATextIsWanted() {
        Schema schema = Schema.of(String.class);

        assertThat(LenientJson.parse("hello world", schema).json()).isEqualTo("\"hello world\"");
        assertThat(LenientJson.parse("{\"a\": 1}", schema).json()).isEqualTo("\"{\\\"a\\\": 1}\"");
    }
}
