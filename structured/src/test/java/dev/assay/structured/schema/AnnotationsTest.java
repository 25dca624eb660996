package dev.assay.structured.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.structured.json.LenientJson;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** The real annotations of Jackson and of Jakarta Validation, as an application has them on its classes. */
class AnnotationsTest {

    private static String property(Class<?> type, String name) {
        return Schema.of(type).json().path("properties").path(name).toString();
    }

    record Customer(
            @NotBlank @jakarta.validation.constraints.Size(max = 40) String name,

            @Email String email,

            @jakarta.validation.constraints.Min(18) @jakarta.validation.constraints.Max(130) int age,

            @Positive @Digits(integer = 6, fraction = 2) BigDecimal balance,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double share,

            @NotEmpty List<@jakarta.validation.constraints.Pattern(regexp = "[A-Z]{2}") String> countries,
            @NotEmpty Map<String, @Positive Integer> points,
            @AssertTrue boolean agreed,
            @NotNull String note) {}

    @Test
    void jakartasConstraintsAreKeywords() {
        assertThat(property(Customer.class, "name"))
                .isEqualTo("{\"type\":\"string\",\"pattern\":\"\\\\S\",\"maxLength\":40}");
        assertThat(property(Customer.class, "email")).isEqualTo("{\"type\":\"string\",\"format\":\"email\"}");
        assertThat(property(Customer.class, "age")).contains("\"minimum\":18").contains("\"maximum\":130");
        assertThat(property(Customer.class, "balance"))
                .contains("\"exclusiveMinimum\":0")
                .contains("\"multipleOf\":0.01")
                .contains("\"exclusiveMaximum\":1000000");
        assertThat(property(Customer.class, "share"))
                .contains("\"exclusiveMinimum\":0")
                .contains("\"maximum\":1");
        assertThat(property(Customer.class, "countries"))
                .contains("\"pattern\":\"^(?:[A-Z]{2})$\"")
                .contains("\"minItems\":1");
        assertThat(property(Customer.class, "points"))
                .contains("\"minProperties\":1")
                .contains("\"exclusiveMinimum\":0");
        assertThat(property(Customer.class, "agreed")).contains("\"const\":true");
    }

    record Code(
            @jakarta.validation.constraints.Pattern(regexp = "[a-z]+") @jakarta.validation.constraints.Pattern(regexp = ".{3}") String text,

            @jakarta.validation.constraints.Pattern(
                    regexp = "[a-z]+",
                    flags = jakarta.validation.constraints.Pattern.Flag.CASE_INSENSITIVE)
            String loose) {}

    @Test
    void aRepeatedConstraintHoldsAsOftenAsItIsThereAndOneWithFlagsIsNotMadeStricter() {
        Schema schema = Schema.of(Code.class);
        assertThat(LenientJson.parse("{\"text\":\"abc\",\"loose\":\"ABC\"}", schema)
                        .isValid())
                .isTrue();
        assertThat(LenientJson.parse("{\"text\":\"abcd\",\"loose\":\"abc\"}", schema)
                        .violations())
                .extracting(Violation::path)
                .containsExactly("/text");
        assertThat(LenientJson.parse("{\"text\":\"ABC\",\"loose\":\"abc\"}", schema)
                        .violations())
                .extracting(Violation::path)
                .containsExactly("/text");
    }

    @JsonClassDescription("Something in a shop")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(
            value = {"warehouse"},
            ignoreUnknown = true)
    record Article(
            @JsonProperty("sku") @JsonPropertyDescription("As on the shelf")
            String number,

            int unitsInStock,
            @JsonIgnore String secret,
            String warehouse) {}

    @Test
    void jacksonsNamesDescriptionsAndOmissionsAreKept() {
        assertThat(Schema.of(Article.class).json().toString())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"sku\":{\"type\":\"string\",\"description\":\"As on the shelf\"},"
                                + "\"units_in_stock\":{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647}},"
                                + "\"required\":[\"sku\",\"units_in_stock\"],\"description\":\"Something in a shop\"}");
        Article article = LenientJson.parse("{sku: 'A-1', units_in_stock: '3', color: red}", Article.class)
                .value();
        assertThat(article.number()).isEqualTo("A-1");
        assertThat(article.unitsInStock()).isEqualTo(3);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(value = Circle.class, name = "circle"), @JsonSubTypes.Type(Square.class)})
    interface Figure {}

    record Circle(double radius) implements Figure {}

    @JsonTypeName("square")
    record Square(double side) implements Figure {}

    record Drawing(List<Figure> figures) {}

    @Test
    void subtypesAreToldApartByJacksonsProperty() {
        Drawing drawing = LenientJson.parse(
                        "{figures: [{kind: 'circle', radius: 1.5}, {kind: SQUARE, side: 2}]}", Drawing.class)
                .value();
        assertThat(drawing.figures()).containsExactly(new Circle(1.5), new Square(2));
        assertThatThrownBy(() -> LenientJson.parse("{figures: [{kind: 'oval', radius: 1}]}", Drawing.class))
                .hasMessageContaining("/figures/0");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Mail.class, name = "mail"),
        @JsonSubTypes.Type(value = Call.class, name = "call")
    })
    interface Contact {}

    record Mail(String address) implements Contact {}

    record Call(String number) implements Contact {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Cash.class), @JsonSubTypes.Type(Card.class)})
    interface Payment {}

    record Cash(BigDecimal given) implements Payment {}

    record Card(String lastFour) implements Payment {}

    @Test
    void subtypesInWrappersAndByTheirPropertiesAreReadToo() {
        assertThat(LenientJson.parse("{\"call\": {\"number\": \"1\"}}", Contact.class)
                        .value())
                .isEqualTo(new Call("1"));
        assertThat(LenientJson.parse("{\"lastFour\": \"1234\"}", Payment.class).value())
                .isEqualTo(new Card("1234"));
    }

    enum Level {
        LOW("niedrig"),
        HIGH("hoch");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        @JsonValue
        String word() {
            return word;
        }
    }

    enum State {
        @JsonProperty("in-progress")
        BUSY,
        DONE
    }

    record Tag(@JsonValue String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Tag {}
    }

    record Ticket(Level level, State state, Tag tag) {}

    @Test
    void valuesAreWhatJacksonWrites() {
        JsonMapper mapper = JsonMapper.builder().build();
        Ticket ticket = new Ticket(Level.HIGH, State.BUSY, new Tag("x"));
        String json = mapper.writeValueAsString(ticket);
        assertThat(json).isEqualTo("{\"level\":\"hoch\",\"state\":\"in-progress\",\"tag\":\"x\"}");
        assertThat(LenientJson.parse(json, Schema.of(Ticket.class)).repairs()).isEmpty();
        assertThat(LenientJson.parse(json, Ticket.class).value()).isEqualTo(ticket);
    }

    /** A class with getters and setters, as older applications have them. */
    static class Bean {
        private String title = "";

        @JsonProperty
        private int pages;

        @JsonIgnore
        private String internal = "";

        public String getTitle() {
            return title;
        }

        public void setTitle(String title) {
            this.title = title;
        }

        int pages() {
            return pages;
        }

        public String getInternal() {
            return internal;
        }
    }

    @Test
    void beansAreReadAsJacksonReadsThem() {
        assertThat(Schema.of(Bean.class).json().path("properties").propertyNames())
                .containsExactly("title", "pages");
        assertThat(LenientJson.parse("{title: 'x', pages: 3}", Bean.class)
                        .value()
                        .getTitle())
                .isEqualTo("x");
    }
}
