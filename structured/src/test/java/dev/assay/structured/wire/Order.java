package dev.assay.structured.wire;

import dev.assay.structured.schema.Describe;
import dev.assay.structured.schema.Min;
import dev.assay.structured.schema.Pattern;
import java.math.BigDecimal;
import java.util.List;

/** What most tests ask for. */
public record Order(
        @Describe("ISO 4217") @Pattern("[A-Z]{3}") String currency,
        @Min(0) BigDecimal total,
        List<Item> items) {

    public record Item(String name, @Min(1) int count) {}

    public static final String GOOD =
            "{\"currency\":\"EUR\",\"total\":12.50,\"items\":[{\"name\":\"tea\",\"count\":2},{\"name\":\"cup\",\"count\":1}]}";

    /** Two rules are broken. */
    public static final String BAD = "{\"currency\":\"euro\",\"total\":-1,\"items\":[]}";
}
