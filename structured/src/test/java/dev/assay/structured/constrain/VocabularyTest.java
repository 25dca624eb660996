package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.constrain.vocabulary.VocabularyFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static Vocabulary read(String file) {
        return VocabularyFiles.read(file.getBytes(StandardCharsets.UTF_8), "test");
    }

    private static String text(Vocabulary vocabulary, int token) {
        return new String(vocabulary.bytes(token), StandardCharsets.UTF_8);
    }

    @Test
    void byteLevelTokenizerJson() {
        Vocabulary vocabulary = read("""
                {"model":{"type":"BPE","vocab":{"a":0,"Ġb":1,"Ċ":2,"Ã":3,"Ã©":4}},"decoder":{"type":"ByteLevel"},
                 "added_tokens":[{"id":5,"content":"<|eot_id|>","special":true},{"id":6,"content":"<tag>","special":false}]}""");
        assertThat(text(vocabulary, 1)).isEqualTo(" b");
        assertThat(text(vocabulary, 2)).isEqualTo("\n");
        assertThat(vocabulary.bytes(3)).containsExactly(0xC3);
        assertThat(text(vocabulary, 4)).isEqualTo("é");
        assertThat(vocabulary.bytes(5)).isEmpty();
        assertThat(text(vocabulary, 6)).isEqualTo("<tag>");
        assertThat(vocabulary.ends()).containsExactly(5);
        assertThat(vocabulary.size()).isEqualTo(7);
    }

    @Test
    void byteFallbackTokenizerJson() {
        Vocabulary vocabulary = read("""
                {"model":{"type":"BPE","byte_fallback":true,"unk_token":"<unk>","vocab":{"<unk>":0,"</s>":1,"<0x0A>":2,"▁a":3,"é":4}},
                 "decoder":{"type":"Sequence","decoders":[{"type":"ByteFallback"}]},
                 "added_tokens":[{"id":1,"content":"</s>","special":true}]}""");
        assertThat(vocabulary.bytes(0)).isEmpty();
        assertThat(vocabulary.bytes(2)).containsExactly(10);
        assertThat(text(vocabulary, 3)).isEqualTo(" a");
        assertThat(text(vocabulary, 4)).isEqualTo("é");
        assertThat(vocabulary.ends()).containsExactly(1);
    }

    @Test
    void wordPieceIsRefused() {
        assertThatThrownBy(() -> read("{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"a\":0}}}"))
                .isInstanceOf(VocabularyException.class)
                .hasMessageContaining("WordPiece");
    }

    @Test
    void tekken() {
        Vocabulary vocabulary = read("""
                {"config":{"default_vocab_size":5,"default_num_special_tokens":3},
                 "vocab":[{"rank":0,"token_bytes":"YQ=="},{"rank":1,"token_bytes":"IGI="},{"rank":2,"token_bytes":"Yw=="}]}""");
        assertThat(vocabulary.size()).isEqualTo(5);
        assertThat(text(vocabulary, 4)).isEqualTo(" b");
        assertThat(vocabulary.ends()).containsExactly(2);
    }

    @Test
    void tiktoken() {
        Vocabulary vocabulary = read("YQ== 0\nIGI= 1\n");
        assertThat(text(vocabulary, 1)).isEqualTo(" b");
        assertThat(vocabulary.ends()).containsExactly(2);
        Vocabulary real = Vocabularies.o200k();
        assertThat(real.size()).isEqualTo(200_019);
        assertThat(real.ends()).containsExactly(199_999);
    }

    @Test
    void sentencePiece() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        piece(file, "<unk>", 2);
        piece(file, "</s>", 3);
        piece(file, "<0xC3>", 6);
        piece(file, "▁the", 1);
        Vocabulary vocabulary = VocabularyFiles.read(file.toByteArray(), "test");
        assertThat(vocabulary.size()).isEqualTo(4);
        assertThat(vocabulary.bytes(0)).isEmpty();
        assertThat(vocabulary.bytes(2)).containsExactly(0xC3);
        assertThat(text(vocabulary, 3)).isEqualTo(" the");
        assertThat(vocabulary.ends()).containsExactly(1);
    }

    private static void piece(ByteArrayOutputStream file, String piece, int type) {
        byte[] text = piece.getBytes(StandardCharsets.UTF_8);
        file.write(0x0A);
        file.write(text.length + 9);
        file.write(0x0A);
        file.write(text.length);
        file.writeBytes(text);
        file.writeBytes(new byte[] {0x15, 0, 0, 0, 0, 0x18, (byte) type}); // the score, a float, and the type
    }

    @Test
    void anythingElseIsAnError() {
        assertThatThrownBy(() -> read("hello, this is prose")).isInstanceOf(VocabularyException.class);
        assertThatThrownBy(() -> read("{\"a\":1}")).isInstanceOf(VocabularyException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(VocabularyException.class);
        assertThatThrownBy(() -> read("YQ== 0\nnonsense\n"))
                .isInstanceOf(VocabularyException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void cutsIntoTheLongestTokens() {
        Vocabulary vocabulary = Vocabularies.o200k();
        byte[] text = "{\"name\": \"München 東京\"}".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        vocabulary.longestTokens(text).forEach(token -> again.writeBytes(vocabulary.bytes(token)));
        assertThat(again.toByteArray()).isEqualTo(text);
    }
}
