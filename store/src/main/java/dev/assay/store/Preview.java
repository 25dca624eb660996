package dev.assay.store;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.List;

/** The beginning of a text, for lists. */
public final class Preview {

    /** In UTF-16 code units. */
    public static final int MAX_LENGTH = 140;

    private Preview() {}

    /** The newest thing the user said, or else the newest message. Some clients send what a tool answered in the user's name. */
    public static String ofInput(List<Message> messages) {
        return newest(messages, "user");
    }

    /** The newest thing the assistant said, or else the newest message: a user may have the last word. */
    public static String ofOutput(List<Message> messages) {
        return newest(messages, "assistant");
    }

    private static String newest(List<Message> messages, String role) {
        String newest = "";
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            boolean wanted = message.role().equals(role) && !isToolAnswer(message);
            if (wanted || newest.isEmpty()) {
                String text = of(message);
                if (wanted && !text.isEmpty()) {
                    return text;
                }
                newest = newest.isEmpty() ? text : newest;
            }
        }
        return newest;
    }

    private static boolean isToolAnswer(Message message) {
        return message.parts().stream().allMatch(Part.ToolCallResponse.class::isInstance);
    }

    private static String of(Message message) {
        Line line = new Line();
        for (Part part : message.parts()) {
            if (!line.isFull()) {
                line.add(text(part));
            }
        }
        return line.toString();
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Text text -> text.content();
            case Part.ToolCall call ->
                call.name() + "("
                        + (call.arguments().isAbsent() ? "" : call.arguments().text()) + ")";
            case Part.ToolCallResponse response -> response.response().text();
            case Part.Reasoning _ -> "";
            case Part.Other _ -> "";
        };
    }

    /** White space of any kind becomes one space, so that a list shows as much as it can on a line. */
    private static final class Line {

        private final char[] chars = new char[MAX_LENGTH];
        private int length;

        boolean isFull() {
            return length == MAX_LENGTH;
        }

        /** Texts are set apart by a space. */
        void add(String text) {
            int at = length;
            boolean space = true;
            for (int i = 0; i < text.length() && at < MAX_LENGTH; i++) {
                char c = text.charAt(i);
                boolean plain = c > ' ' && c < 0x7f; // most are, and need no table
                if (!plain && Character.isWhitespace(c)) {
                    space = true;
                    continue;
                }
                if (space && at > 0) {
                    chars[at++] = ' ';
                }
                space = false;
                if (at < MAX_LENGTH) {
                    chars[at++] = c;
                }
            }
            length = at;
        }

        /** Without half a surrogate pair or a space at the end. */
        @Override
        public String toString() {
            int end = length;
            if (end > 0 && Character.isHighSurrogate(chars[end - 1])) {
                end--;
            }
            if (end > 0 && chars[end - 1] == ' ') {
                end--;
            }
            return new String(chars, 0, end);
        }
    }
}
