package dev.assay.store.filter;

/** How a number, a duration or a time is compared. */
public enum Operator {
    GREATER_OR_EQUAL(">="),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    LESS("<"),
    EQUAL("=");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** As it is written in the language, and in SQL. */
    public String sign() {
        return sign;
    }

    /** @param comparison of what is stored with what was asked for, as a comparator says it */
    public boolean holds(int comparison) {
        return switch (this) {
            case GREATER_OR_EQUAL -> comparison >= 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case LESS -> comparison < 0;
            case EQUAL -> comparison == 0;
        };
    }
}
