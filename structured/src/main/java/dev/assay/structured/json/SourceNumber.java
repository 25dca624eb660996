package dev.assay.structured.json;

import java.math.BigDecimal;
import tools.jackson.databind.node.DecimalNode;

/** A number that remembers how it was written, where its value alone would be written otherwise: {@code 1e400}, {@code 0.00000001}. */
final class SourceNumber extends DecimalNode {

    private static final long serialVersionUID = 1L;

    private final String source;

    SourceNumber(BigDecimal value, String source) {
        super(value);
        this.source = source;
    }

    String source() {
        return source;
    }
}
