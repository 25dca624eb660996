package dev.assay.skew.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A classifier in ONNX's own format, small enough to be checked by hand: the second logit is the sum of a weight a piece, the first is
 * its negative. Field numbers are those of onnx.proto3.
 */
final class TinyOnnx {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int INT_ATTRIBUTE = 2;

    private TinyOnnx() {}

    /** @param weights by piece */
    static byte[] sumOf(float... weights) {
        ByteBuffer packed = ByteBuffer.allocate(4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float weight : weights) {
            packed.putFloat(weight);
        }
        Message table = new Message()
                .number(1, weights.length)
                .number(2, FLOAT)
                .bytes(4, packed.array())
                .text(8, "weights");
        Message axes = new Message()
                .number(1, 1)
                .number(2, INT64)
                .bytes(7, new byte[] {1})
                .text(8, "axes");
        Message graph = new Message()
                .message(1, node("Gather", List.of("weights", "input_ids"), "w", "axis", 0))
                .message(1, node("Cast", List.of("attention_mask"), "mask", "to", FLOAT))
                .message(1, node("Mul", List.of("w", "mask"), "masked", "", 0))
                .message(1, node("ReduceSum", List.of("masked", "axes"), "sum", "keepdims", 1))
                .message(1, node("Neg", List.of("sum"), "negative", "", 0))
                .message(1, node("Concat", List.of("negative", "sum"), "logits", "axis", 1))
                .text(2, "tiny")
                .message(5, table)
                .message(5, axes)
                .message(11, value("input_ids", INT64, "pieces"))
                .message(11, value("attention_mask", INT64, "pieces"))
                .message(12, value("logits", FLOAT, "labels"));
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13))
                .all();
    }

    private static Message node(String type, List<String> inputs, String output, String attribute, int value) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, type);
        if (!attribute.isEmpty()) {
            node.message(5, new Message().text(1, attribute).number(3, value).number(20, INT_ATTRIBUTE));
        }
        return node;
    }

    private static Message value(String name, int type, String columns) {
        Message shape =
                new Message().message(1, new Message().text(2, "texts")).message(1, new Message().text(2, columns));
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Protobuf's wire format. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, int value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.all());
        }

        byte[] all() {
            return out.toByteArray();
        }

        private void varint(int value) {
            int rest = value;
            while (rest > 0x7f) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }
    }
}
