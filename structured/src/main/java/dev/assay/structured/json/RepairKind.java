package dev.assay.structured.json;

/**
 * What was mended, and what one such repair costs. Among several readings of a text the one with the least sum of penalties counts: leaving text
 * out or changing a value costs more than changing its marks.
 */
public enum RepairKind {
    /** Prose before or after the value was left out. */
    TEXT_AROUND(1, "text around the value was left out"),
    /** The value stood in a fence of a Markdown code block. */
    FENCE(1, "the value stood in a code block"),
    /** What a model thought before it answered was left out. */
    THINKING(1, "thinking before the answer was left out"),
    /** The value was found only in what a model thought before it answered. */
    ONLY_IN_THINKING(10, "the value was found only in the thinking before the answer"),
    /** Blanks that JSON does not know stood between values, such as a no-break space or a byte order mark. */
    ODD_BLANK(1, "a blank that JSON does not know was left out"),
    /** A comment was left out. */
    COMMENT(1, "a comment was left out"),
    /** Another value in the text was left out; the penalty is its size without a schema, 1 with one. */
    DROPPED_VALUE(1, "another value in the text was left out"),
    /** Values that follow each other became a list. */
    CONCATENATED(1, "values that follow each other were put into a list"),
    /** The whole was written as the inside of a JSON string: {@code {\"a\": 1}}. */
    ESCAPED_TEXT(2, "the quotes were escaped as if within a string"),

    /** Quotes of another kind: single, typographic, backticks, three. */
    OTHER_QUOTES(1, "other quotes than \" were used"),
    /** A quote was missing at the beginning or end of a text. */
    MISSING_QUOTE(2, "a quote was missing"),
    /** A name of a property stood without quotes. */
    UNQUOTED_KEY(1, "a property's name had no quotes"),
    /** A text stood without quotes. */
    UNQUOTED_TEXT(2, "a text had no quotes"),
    /** A quote within a text was not escaped. */
    UNESCAPED_QUOTE(1, "a quote within a text was not escaped"),
    /** A line break, tab or other control character within a text was not escaped. */
    UNESCAPED_CONTROL(1, "a control character within a text was not escaped"),
    /** A backslash came before what JSON does not escape. */
    BAD_ESCAPE(1, "a backslash came before what is not escaped"),
    /** Texts that were joined by a plus, or stood beside each other in Python. */
    JOINED_TEXT(1, "joined texts became one"),

    /** A comma was missing. */
    MISSING_COMMA(1, "a comma was missing"),
    /** A comma was too many, such as before the end of a list. */
    EXTRA_COMMA(1, "a comma was too many"),
    /** A colon was missing. */
    MISSING_COLON(1, "a colon was missing"),
    /** Another sign stood for the colon, or it stood twice. */
    WRONG_COLON(1, "another sign stood for the colon"),
    /** A bracket or brace was missing at the end of a list or object, though the text went on. */
    MISSING_CLOSE(2, "a closing bracket was missing"),
    /** A closing bracket or brace was too many. */
    EXTRA_CLOSE(2, "a closing bracket was too many"),
    /** A bracket of another kind closed a list or object, or opened it. */
    WRONG_BRACKET(2, "a bracket was of the wrong kind"),
    /** A brace was missing at the beginning of an object. */
    MISSING_OPEN(2, "an opening bracket was missing"),
    /** A property had a name but no value; it became null. */
    MISSING_VALUE(3, "a property had no value"),
    /** Something that is no JSON stood between values and was left out. */
    EXTRA_TEXT(2, "text between values was left out"),
    /** Dots that stand for more were left out. */
    ELLIPSIS(2, "dots that stand for more were left out"),
    /** The text ended before the value did. */
    TRUNCATED(5, "the text ended before the value did"),

    /** {@code True}, {@code None} and the like. */
    OTHER_LITERAL(1, "a literal of another language was used"),
    /** {@code NaN}, {@code Infinity} or {@code undefined}, for which JSON has nothing, became null. */
    NO_NUMBER(2, "what JSON has no number for became null"),
    /** A number in another form: hexadecimal, with separators, with a plus, without a digit before or after the point. */
    NUMBER_FORM(1, "a number was written in another form"),
    /** A number became text, because no number holds its digits. */
    NUMBER_AS_TEXT(2, "a number became text, so that it keeps its digits"),
    /** A call such as {@code ObjectId("1")} became its argument. */
    CALL(1, "a call became its argument"),
    /** An object had the same name twice; the last one counts. Costs nothing: it is JSON, and JSON passes unchanged. */
    DUPLICATE_KEY(0, "a property's name stood twice; the last counts"),

    /** A property's name in other case or with other separators. */
    KEY_FORM(1, "a property's name was written in another form"),
    /** One of the allowed texts in other case, with other separators or marks. */
    CHOICE_FORM(1, "one of the allowed values was written in another form"),
    /** One of the allowed texts among other words. */
    CHOICE_PART(3, "one of the allowed values stood among other words"),
    /** One of the allowed texts with a letter wrong. */
    CHOICE_TYPO(3, "one of the allowed values had a letter wrong"),
    /** A single value where a list was wanted. */
    SINGLE_TO_LIST(1, "a single value became a list"),
    /** A list of one where a single value was wanted. */
    LIST_TO_SINGLE(1, "a list of one became a single value"),
    /** A text where a number was wanted. */
    TEXT_TO_NUMBER(1, "a text became a number"),
    /** A number where a text was wanted. */
    NUMBER_TO_TEXT(1, "a number became a text"),
    /** A number with a sign of a currency, a unit of percent or spaces. */
    STRIPPED_SIGN(2, "a sign around a number was left out"),
    /** A text or number where true or false was wanted. */
    VALUE_TO_BOOLEAN(2, "a value became true or false"),
    /** True, false or null where a text was wanted. */
    LITERAL_TO_TEXT(2, "a literal became a text"),
    /** A text that says that there is nothing, where null was allowed. */
    TEXT_TO_NULL(2, "a text that means nothing became null"),
    /** An object or list where a text was wanted: it became its JSON. */
    VALUE_TO_TEXT(4, "an object or list became its own text"),
    /** A text that holds JSON where an object or list was wanted. */
    TEXT_TO_VALUE(2, "a text became the JSON in it"),
    /** A property that the schema does not allow was left out. */
    EXTRA_KEY(1, "a property that is not allowed was left out"),
    /** A property that may be missing but not null was null, and was left out. */
    NULL_LEFT_OUT(1, "a property that was null was left out"),
    /** A property that may be null and must be there was missing. */
    NULL_PUT_IN(1, "a missing property became null"),
    /** A property that can have one value only was missing. */
    CONSTANT_PUT_IN(2, "a missing property got its only value"),
    /** A value stood in an object around it that the schema does not know. */
    UNWRAPPED(2, "an object around the value was left out"),
    /** A value where an object with one property was wanted. */
    WRAPPED(2, "a value became the only property of an object"),
    /** A list of keys and values where a map was wanted. */
    ENTRIES_TO_MAP(1, "a list of entries became a map");

    private final int penalty;
    private final String description;

    RepairKind(int penalty, String description) {
        this.penalty = penalty;
        this.description = description;
    }

    /**
     * What one such repair costs; at least 0.
     *
     * @return from 0; the greater, the less likely it is what was meant
     */
    public int penalty() {
        return penalty;
    }

    /**
     * What was done, in words.
     *
     * @return in a few words, for a person
     */
    public String description() {
        return description;
    }
}
