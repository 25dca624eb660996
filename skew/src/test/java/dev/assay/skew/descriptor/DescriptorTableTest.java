package dev.assay.skew.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each descriptor by itself: texts with the value that they must have. A descriptor that is not in the table fails. */
class DescriptorTableTest {

    private static final String LONG =
            "The cat sat on the mat and the dog lay on the rug while the sun was low in the sky";

    /** Name, value, text; a tilde stands for the end of a line, an ampersand for CR, a low line for a space. */
    private static final String TABLE = """
            characters | 5 | héllo
            bytes | 6 | héllo
            words | 4 | It's a big day
            lines | 3 | a~b~c
            paragraphs | 2 | a~b~~c
            sentences | 2 | One is here. Two is not!
            tokens (estimated) | 4 | One small word.
            characters per token (estimated) | 3.75 | One small word.
            characters per word | 3 | one two six
            words per sentence | 2 | One two. Six ten.
            readability (LIX) | 52 | Notably long
            readability (ARI) | -5.8 | one two six
            JSON depth | 2 | {"a": [1]}
            JSON depth | nan | plain
            JSON keys | 2 | {"a": 1, "b": 2}
            longest JSON array | 3 | [1, 2, 3]
            is empty | 1 | ~
            is empty | 0 | a
            has text after its JSON | 1 | {"a": 1} so
            has text after its JSON | 0 | {"a": 1}
            repeats a JSON key | 1 | {"a": 1, "a": 2}
            repeats a JSON key | 0 | {"a": 1, "b": 2}
            has NaN in JSON | 1 | {"a": NaN}
            has NaN in JSON | 0 | {"a": 1.5}
            share of capitals | 0.5 | Ab
            words in capitals | 0.5 | NO way
            capitalised words | 0.5 | No way
            starts with a small letter | 1 | (small
            starts with a small letter | 0 | Large
            has no capital | 1 | small
            has no capital | 0 | sMall
            is all capitals | 1 | LOUD!
            is all capitals | 0 | Loud!
            misspelled words | 0.2 | where is my acount now
            misspelled words | nan | wo ist mein konto
            has a misspelled word | 1 | where is my acount now
            has a misspelled word | 0 | where is my account now
            words that no lexicon has | 0.5 | where is my qzxvy
            ends without a mark | 1 | so it goes
            ends without a mark | 0 | so it goes.
            ends with a comma or within a word | 1 | first,
            ends with a comma or within a word | 0 | first.
            has fewer than five words | 1 | cheap flights rome
            has fewer than five words | 0 | I want cheap flights to Rome
            is one word | 1 | refund
            is one word | 0 | refund me
            has a question mark | 1 | why?
            has a question mark | 0 | why
            starts with a question word | 1 | how do I pay
            starts with a question word | 0 | pay now
            starts with a command | 1 | Write a poem
            starts with a command | 0 | A poem
            has no function word | 1 | cheap flights rome
            has no function word | 0 | cheap flights to rome
            short open lines | 0.5 | Title~This is a sentence that ends with a mark.
            has letters beyond ASCII | 1 | café
            has letters beyond ASCII | 0 | cafe
            mixes scripts in a word | 1 | p\u0430ypal
            mixes scripts in a word | 0 | paypal \u0434\u0430
            has a code fence | 1 | so:~```~x~```
            has a code fence | 0 | so: `x`
            starts with a code fence | 1 | ```~x~```
            starts with a code fence | 0 | so:~```~x~```
            has headings | 1 | # Title
            has headings | 0 | #tag
            has bullets | 1 | - one
            has bullets | 0 | -1
            has a numbered list | 1 | 1. a~2. b
            has a numbered list | 0 | 1. a
            has a table | 1 | |a|~|-|
            has a table | 0 | a or b
            has a quotation | 1 | > said
            has a quotation | 0 | a > b
            has a horizontal rule | 1 | a~---~b
            has a horizontal rule | 0 | a -- b
            has bold text | 1 | so **bold** it is
            has bold text | 0 | 2 ** 3
            has inline code | 1 | call `f` now
            has inline code | 0 | a ` b
            has a Markdown link | 1 | [here](https://example.com)
            has a Markdown link | 0 | [here] (so)
            has LaTeX | 1 | \\frac{1}{2}
            has LaTeX | 0 | 1/2
            has HTML tags | 1 | a<br>b
            has HTML tags | 0 | a < b
            has emoji bullets | 1 | \u2705 one~\u2705 two
            has emoji bullets | 0 | one \u2705~two \u2705
            has emoji | 1 | fine \ud83d\ude00
            has emoji | 0 | fine :)
            emoji | 250 | abc\u2705
            code fences | 2 | ```~x~```~and~```~y~```
            headings | 2 | # a~## b
            list items | 3 | - a~- b~1. c
            bold texts | 2 | **a** and **b**
            code in fences | 0.364 | ```~abc~```
            symbols of code | 0.5 | a{b}
            refuses | 1 | I'm unable to do that.
            refuses | 0 | I am able to do that.
            apologises | 1 | Sorry about that.
            apologises | 0 | That is fine.
            speaks of itself as an AI | 1 | As an AI, I have none.
            speaks of itself as an AI | 0 | The AI has none.
            hedges | 1 | It depends on the day.
            hedges | 0 | It is Monday.
            opens with a set phrase | 1 | Sure, here it is
            opens with a set phrase | 0 | Here it goes
            closes with an offer | 1 | Done. Let me know if more is needed.
            closes with an offer | 0 | Done.
            is polite | 1 | please send it
            is polite | 0 | send it
            sentiment | 0.44 | The book was good.
            sentiment | -0.34 | The book was not good.
            sentiment | 0.49 | The book was very good.
            has a sentence of ill feeling | 1 | This is a horrible disaster.
            has a sentence of ill feeling | 0 | This is a parcel.
            digits | 0.5 | a1
            numbers | 2 | 7 of 12
            has a number | 1 | room 7
            has a number | 0 | room seven
            has a date | 1 | on 2026-11-23 at noon
            has a date | 0 | 12-34
            has an amount of money | 1 | for $25
            has an amount of money | 0 | for 25
            has a URL | 1 | see https://example.com
            has a URL | 0 | see example
            has an e-mail address | 1 | ask me@example.com now
            has an e-mail address | 0 | @home or a@b
            has a phone number | 1 | call +49 30 1234567
            has a phone number | 0 | order 1234567
            has a card number | 1 | 4111 1111 1111 1111
            has a card number | 0 | 4111 1111 1111 1112
            has an IBAN | 1 | to DE89 3704 0044 0532 0130 00 please
            has an IBAN | 1 | GB82WEST12345698765432
            has an IBAN | 1 | NO93 8601 1117 947 IN CASH
            has an IBAN | 0 | to DE89 3704 0044 0532 0130 01 please
            has an IBAN | 0 | CODE1234567890123456
            has a quantity with a unit | 1 | 5 km away
            has a quantity with a unit | 1 | take 20mg
            has a quantity with a unit | 0 | order 20 of them
            has an IP address | 1 | at 192.168.0.1 it is
            has an IP address | 0 | version 1.2.3
            has a UUID | 1 | 123e4567-e89b-12d3-a456-426614174000
            has a UUID | 0 | 123e4567-e89b
            has a secret | 1 | key sk-abcdefghijklmnop1234
            has a secret | 0 | a sk-ill
            has white space around it | 1 | _a
            has white space around it | 0 | a
            has double spaces | 1 | a  b
            has double spaces | 0 | a b
            has tabs | 1 | a\tb
            has tabs | 0 | a b
            has CRLF line ends | 1 | a&~b
            has CRLF line ends | 0 | a~b
            has no-break spaces | 1 | a\u00a0b
            has no-break spaces | 0 | a b
            has zero-width characters | 1 | a\u200bb
            has zero-width characters | 0 | ab
            has marks of direction | 1 | a\u202eb
            has marks of direction | 0 | ab
            has control characters | 1 | a\u0007b
            has control characters | 0 | ab
            has broken encoding | 1 | caf\u00c3\u00a9
            has broken encoding | 0 | caf\u00e9
            has replacement characters | 1 | a\ufffd
            has replacement characters | 0 | a?
            is not in normal form | 1 | cafe\u0301
            is not in normal form | 0 | caf\u00e9
            different words | 0.714 | LONG
            different word pairs | 0.947 | LONG
            different word triples | 1 | LONG
            repeated passages | 0 | LONG
            repeated passages | 0.5 | LONG LONG
            compressed size | nan | short
            function words | 0.5 | the cat
            words of the first person | 0.25 | I sent it there
            words of the second person | 0.5 | you went
            """;

    private record Case(String name, double value, String text) {}

    private static Stream<Case> cases() {
        return TABLE.lines().map(line -> {
            String[] parts = line.split(" \\| ", 3);
            String value = parts[1].strip();
            String text = parts[2].replace("_", " ")
                    .replace("&", "\r")
                    .replace("~", "\n")
                    .replace("LONG", LONG);
            return new Case(parts[0].strip(), value.equals("nan") ? Double.NaN : Double.parseDouble(value), text);
        });
    }

    @TestFactory
    Stream<DynamicTest> eachHasTheValueThatItMustHave() {
        return cases().map(one -> DynamicTest.dynamicTest(one.name + " of " + one.text, () -> {
            double measured = Descriptors.OF_TEXT.stream()
                    .filter(d -> d.name().equals(one.name))
                    .findFirst()
                    .orElseThrow()
                    .measure()
                    .applyAsDouble(Text.of(one.text));
            if (Double.isNaN(one.value)) {
                assertThat(measured).isNaN();
            } else {
                assertThat(measured).isCloseTo(one.value, within(0.006));
            }
        }));
    }

    @Test
    void everyDescriptorIsInTheTable() {
        List<String> tested = cases().map(Case::name).distinct().toList();
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        Descriptors.OF_TEXT.stream().map(Descriptor::name).toList());
    }

    @Test
    void everyDescriptorHasATheme() {
        List<String> names = new ArrayList<>();
        Descriptors.OF_TEXT.forEach(d -> names.add(d.name()));
        Descriptors.CATEGORIES.forEach(c -> names.add(c.name()));
        Descriptors.OF_PAIR.forEach(d -> names.add(d.name()));
        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> Descriptors.theme(name).isPresent());
    }

    @Test
    void repeatedTextCompresses() {
        double prose = measure("compressed size", LONG.repeat(3));
        double noise = measure(
                "compressed size",
                String.join(
                        "",
                        Arrays.stream(LONG.split(" "))
                                .map(word -> word + word.hashCode() * 31 + " ")
                                .toList()));
        assertThat(prose).isLessThan(0.4);
        assertThat(noise).isGreaterThan(0.6);
    }

    private static double measure(String name, String text) {
        return Descriptors.OF_TEXT.stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow()
                .measure()
                .applyAsDouble(Text.of(text));
    }
}
