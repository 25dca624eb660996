package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordSetTest {

    private static final String ALPHABET = "aabbccdeXYZ -_9\"\\né漢😀";

    private static void add(WordSet words, String text, int piece) {
        words.add(text.getBytes(StandardCharsets.UTF_8), piece);
    }

    private static int pieces(WordSet words, String run) {
        return words.rows().stream().mapToInt(row -> WordSet.pieces(row, run)).reduce(0, (a, b) -> a | b);
    }

    @Test
    void tellsInWhichPiecesARunOfLettersIsWithinAWord() {
        WordSet words = new WordSet();
        add(words, "Please refund order 66b of Müller.", 0);
        add(words, "nonrefundable", 3);
        add(words, "REFUNDED", 19);
        add(words, "re-fund, re\\nfund", 5);
        assertThat(pieces(words, "refund")).isEqualTo(1 | (1 << 3) | (1 << 19));
        assertThat(pieces(words, "refunded")).isEqualTo(1 << 19);
        assertThat(pieces(words, "nfund")).isEqualTo(1 << 5);
        assertThat(pieces(words, "ller")).isEqualTo(1);
        assertThat(pieces(words, "refunds")).isZero();
    }

    @Test
    void everyTextThatHasAPieceOfAnotherHasItsRuns() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            WordSet words = new WordSet();
            List<String> texts = new ArrayList<>();
            for (int piece = 0; piece < WordSet.PIECES; piece++) {
                String text = text(random, 40);
                texts.add(text);
                add(words, text, piece);
            }
            String asked = text(random, 6).toLowerCase(Locale.ROOT);
            for (int piece = 0; piece < WordSet.PIECES; piece++) {
                if (texts.get(piece).toLowerCase(Locale.ROOT).contains(asked)) {
                    for (String run : WordSet.runs(asked)) {
                        assertThat((pieces(words, run) >>> piece) & 1)
                                .as("'%s' in '%s'", asked, texts.get(piece))
                                .isOne();
                    }
                }
            }
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        int[] characters = ALPHABET.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    @Test
    void keepsMoreWordsThanItHasRoomForAtFirst() {
        WordSet words = new WordSet();
        for (int i = 0; i < 100_000; i++) {
            add(words, word(i), i % WordSet.PIECES);
        }
        assertThat(words.rows())
                .hasSizeGreaterThan(300)
                .allSatisfy(row -> assertThat(row.length()).isLessThan(2_200));
        for (int i = 0; i < 100_000; i += 997) {
            assertThat(pieces(words, word(i))).isEqualTo(1 << (i % WordSet.PIECES));
        }
    }

    /** Eight letters, and no word is within another. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder("q");
        for (int rest = number, i = 0; i < 7; i++, rest /= 25) {
            char letter = (char) ('a' + rest % 25);
            word.append(letter == 'q' ? 'z' : letter);
        }
        return word.toString();
    }

    @Test
    void doesNotKnowAPieceWithRunsThatAreNoWords() {
        WordSet words = new WordSet();
        add(words, "a".repeat(64), 0);
        add(words, "a".repeat(65), 1);
        add(words, "İstanbul", 2);
        add(words, "300 \u212Aelvin", 3);
        for (int piece = 0; piece < WordSet.PIECES; piece++) {
            assertThat(words.isUnknown(piece)).as("piece %d", piece).isEqualTo(piece >= 1 && piece <= 3);
        }
    }

    @Test
    void doesNotKnowABlockWithMoreWordsThanThereAre() {
        WordSet words = new WordSet();
        for (int i = 0; i < 450_000; i++) {
            add(words, word(i), i < 100 ? 0 : 1);
        }
        assertThat(words.isUnknown(0)).isTrue();
        assertThat(words.isUnknown(1)).isTrue();
    }

    @Test
    void keepsLongWords() {
        WordSet words = new WordSet();
        add(words, "Donaudampfschifffahrt", 2);
        add(words, "abcdefghijkl abcdefghijklm", 4);
        assertThat(pieces(words, "dampfschiff")).isEqualTo(1 << 2);
        assertThat(pieces(words, "abcdefghijkl")).isEqualTo(1 << 4);
        assertThat(pieces(words, "abcdefghijklm")).isEqualTo(1 << 4);
        assertThat(pieces(words, "donau")).isEqualTo(1 << 2);
    }

    @Test
    void asksForRunsOfThreeLettersAndMore() {
        assertThat(WordSet.runs("the Refund of 4b-ab_xyz for müller"))
                .containsExactly("the", "refund", "xyz", "for", "ller");
        assertThat(WordSet.runs("ab 漢字 12")).isEmpty();
        assertThat(WordSet.runs("")).isEmpty();
    }
}
