package dev.assay.structured.constrain.vocabulary;

import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.constrain.VocabularyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A SentencePiece {@code .model}: a protobuf of which only the pieces matter (sentencepiece_model.proto: ModelProto.pieces = 1, with piece = 1,
 * score = 2 and type = 3, where 2 is unknown, 3 control, 5 unused and 6 a byte; trainer_spec = 2 with eos_id = 42).
 */
final class SentencePiece {

    /** Field 1 with a length, in the file as in a piece. */
    private static final int PIECE = (1 << 3) | 2;

    private final byte[] file;
    private final String name;
    private int at;

    private SentencePiece(byte[] file, String name) {
        this.file = file;
        this.name = name;
    }

    static Vocabulary read(byte[] file, String name) {
        return new SentencePiece(file, name).read();
    }

    /** What a piece writes: {@code ▁} is a blank, {@code <0x0A>} a byte. */
    static byte[] bytes(String piece) {
        if (piece.length() == 6 && piece.matches("<0x[0-9A-Fa-f]{2}>")) {
            return new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
        }
        return piece.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    }

    private Vocabulary read() {
        List<byte[]> tokens = new ArrayList<>();
        Set<Integer> ends = new TreeSet<>();
        try {
            while (at < file.length) {
                long tag = varint();
                if (tag == PIECE) {
                    int end = length();
                    piece(end, tokens, ends);
                    at = end;
                } else {
                    skip((int) tag & 7);
                }
            }
        } catch (IndexOutOfBoundsException cut) {
            throw unknown();
        }
        if (tokens.isEmpty()) {
            throw unknown();
        }
        return Vocabulary.of(tokens, ends);
    }

    private VocabularyException unknown() {
        return new VocabularyException(
                name
                        + " is no vocabulary that is known (expected: tokenizer.json, tekken.json, tiktoken or SentencePiece .model)");
    }

    private void piece(int end, List<byte[]> tokens, Set<Integer> ends) {
        String piece = "";
        int type = 1;
        while (at < end) {
            int tag = (int) varint();
            if (tag == PIECE) {
                int last = length();
                piece = new String(file, at, last - at, StandardCharsets.UTF_8);
                at = last;
            } else if (tag == 3 << 3) {
                type = (int) varint();
            } else {
                skip(tag & 7);
            }
        }
        if (type == 3 && (piece.equals("</s>") || piece.equals("<eos>") || piece.equals("<end_of_turn>"))) {
            ends.add(tokens.size());
        }
        tokens.add(type == 2 || type == 3 || type == 5 ? new byte[0] : bytes(piece));
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > file.length - at) {
            throw unknown();
        }
        return at + (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = file[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw unknown();
    }

    private void skip(int wire) {
        switch (wire) {
            case 0 -> varint();
            case 1 -> at += 8;
            case 2 -> at = length();
            case 5 -> at += 4;
            default -> throw unknown();
        }
    }
}
