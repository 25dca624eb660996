package dev.assay.server.demo;

/** What goes wrong in the demo, as it does in real applications. */
public enum Fault {
    /** Asked for JSON, answered with prose around it. */
    PROSE_AROUND_JSON,
    /** Asked for JSON, answered with a code fence around it. */
    FENCED_JSON,
    /** Asked for JSON, answered with a comma too many. */
    TRAILING_COMMA,
    /** Will not answer a harmless question. */
    REFUSAL,
    /** A tool throws, and the model has to apologise. */
    TOOL_FAILED,
    /** The provider turns the call away; a second try helps, or does not. */
    RATE_LIMITED,
    /** States what the tool's answer contradicts. */
    MADE_UP,
    /** Stops in the middle of a word, at the limit of output tokens. */
    TRUNCATED,
    /** Says everything it knows. */
    VERY_LONG,
    /** Answers in another language than the customer's. */
    WRONG_LANGUAGE,
    /** Calls the same tool with the same arguments again and again. */
    REPEATED_CALL
}
