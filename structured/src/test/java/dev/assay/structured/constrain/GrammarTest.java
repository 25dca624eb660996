package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {

    private static final String SUMS = """
            start: sum
            ?sum: product | sum "+" product -> add | sum "-" product
            ?product: atom
                | product "*" atom  // left-recursive as well
            atom: NUMBER | "(" sum ")" | NAME "(" [sum ("," sum)*] ")"
            NAME: /[a-z]\\w*/
            %import common.NUMBER
            %import common.WS
            %ignore WS
            """;

    private static final String JSON_LIKE = """
            # a list of words or lists
            root  ::= "[" ws (item ("," ws item)*)? "]" ws
            item  ::= word | root
            word  ::= "\\"" [^"\\\\\\x00-\\x1f]{1,5} "\\"" ws
            ws    ::= [ \\t\\n]*
            """;

    private static boolean accepts(Language language, String text) {
        return Constraint.compile(language, Vocabularies.bytes())
                .start()
                .tryAccept(text.getBytes(StandardCharsets.UTF_8))
                .map(Constraint.State::isComplete)
                .orElse(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | true",
                "1+2*3 | true",
                "( 1 + f(2, g() ) ) * 3 - 4 | true",
                "1+ | false",
                "f(1,) | false",
                "((((((1)))))) | true",
                "1 2 | false",
                ") | false"
            })
    void leftRecursionInLark(String text, boolean valid) {
        assertThat(accepts(Language.lark(SUMS), text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | true",
                "[\"a\", [\"éß\"], []] | true",
                "[\"abcdef\"] | false",
                "[\"\"] | false",
                "[[[[[]]]]] | true",
                "[[[] | false"
            })
    void recursionInGbnf(String text, boolean valid) {
        assertThat(accepts(Language.gbnf(JSON_LIKE), text)).isEqualTo(valid);
    }

    @Test
    void ambiguityCostsNoMoreThanDepth() {
        String grammar = "root ::= \"(\" root \")\" | \"(\" root \"]\" | root root | \"x\"";
        assertThat(accepts(Language.gbnf(grammar), "(".repeat(300) + "xx" + ")]".repeat(150)))
                .isTrue();
        assertThat(accepts(Language.gbnf(grammar), "(".repeat(300) + "xx" + ")]".repeat(149)))
                .isFalse();
    }

    @Test
    void longTextsOfLeftRecursionWalkAlongKnownSituations() {
        Constraint constraint = Constraint.compile(Language.lark(SUMS), Vocabularies.bytes());
        assertThat(constraint.start().tryAccept(("1" + "+1*2".repeat(20_000)).getBytes(StandardCharsets.US_ASCII)))
                .get()
                .matches(Constraint.State::isComplete);
    }

    @Test
    void aRandomModelIsNeverStuck() {
        Constraint constraint = Constraint.compile(Language.lark(SUMS), Vocabularies.o200k());
        Random random = new Random(3);
        int steps = 0;
        for (int sample = 0; sample < 20; sample++) {
            Constraint.State state = constraint.start();
            for (int i = 0; i < 40 && !state.isFinished(); i++) {
                int token = Vocabularies.pick(state.mask(), random);
                assertThat(token).isNotNegative();
                state = state.accept(token);
                steps++;
            }
        }
        assertThat(steps).isGreaterThan(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start: other | line 1 | other",
                "begin: \"x\" | grammar | start",
                "start: \"a\" start | grammar | start",
                "%declare X | line 1 | %declare",
                "start: \"a | line 1 | ''",
                "A: \"x\" A | grammar | A",
            })
    void mistakesAreNamed(String grammar, String path, String symbol) {
        assertThatThrownBy(() -> accepts(Language.lark(grammar.contains("A:") ? grammar + "\nstart: A" : grammar), ""))
                .isInstanceOfSatisfying(ConstraintException.class, e -> {
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.keyword()).isEqualTo(symbol);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a|b)+c{2,3} ; abcc ; true",
                "(a|b)+c{2,3} ; abc ; false",
                "[^x]* ; '' ; true",
                "\\d+|é ; é ; true",
                "(?i)abc ; aBC ; true",
                "^a$ ; a ; true",
                "a|^b ; cb ; false",
                ".* ; é ; true"
            })
    void regularExpressionsMatchTheWholeText(String pattern, String text, boolean valid) {
        assertThat(accepts(Language.regex(pattern), text)).isEqualTo(valid);
    }
}
