package dev.assay.skew.descriptor;

import java.util.Locale;
import java.util.Optional;

/** A text, taken apart once for all descriptors. In time linear in its length. */
public final class Text {

    private static final int HEAD = 200;

    private final String value;
    private final Characters characters;
    private final Words words;
    private final Lines lines;
    private final JsonShape json;
    private final String head;
    private final String tail;

    // What several descriptors ask for and not every text is asked: worked out at the first question. Racing threads
    // work out the same.
    private int functionWords = -1;
    private Optional<Spelling.Found> spelling = Optional.empty();
    private Optional<Tone.Sums> tone = Optional.empty();

    private Text(String value) {
        this.value = value;
        this.characters = Characters.of(value);
        this.words = Words.of(value);
        this.lines = Lines.of(value);
        this.json = JsonShape.of(value);
        this.head = value.substring(0, Math.min(HEAD, value.length())).toLowerCase(Locale.ROOT);
        this.tail = value.substring(Math.max(0, value.length() - HEAD)).toLowerCase(Locale.ROOT);
    }

    public static Text of(String value) {
        return new Text(value);
    }

    public String value() {
        return value;
    }

    public boolean isEmpty() {
        return value.isBlank();
    }

    /** How many characters of each class there are. */
    public Characters characters() {
        return characters;
    }

    public Words words() {
        return words;
    }

    public Lines lines() {
        return lines;
    }

    /** What it is as JSON, if it is any. */
    public JsonShape json() {
        return json;
    }

    /** The first 200 UTF-16 units in lower case. */
    public String head() {
        return head;
    }

    /** The last 200 UTF-16 units in lower case. */
    public String tail() {
        return tail;
    }

    /** How many of its words are among the commonest of English. */
    int functionWords() {
        if (functionWords < 0) {
            functionWords = FunctionWords.among(words);
        }
        return functionWords;
    }

    Spelling.Found spelling() {
        if (spelling.isEmpty()) {
            spelling = Optional.of(Spelling.look(this));
        }
        return spelling.get();
    }

    Tone.Sums tone() {
        if (tone.isEmpty()) {
            tone = Optional.of(Tone.sums(words));
        }
        return tone.get();
    }
}
