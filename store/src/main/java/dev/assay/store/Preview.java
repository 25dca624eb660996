package dev.assay.store;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.List;
import java.util.function.Predicate;

/** The beginning of a text, for lists. */
public final class Preview {

    /** In UTF-16 code units. */
    public static final int MAX_LENGTH = 140;

    private Preview() {}

    /** The newest thing the user said, or else the newest message. */
    public static String ofInput(List<Message> messages) {
        return newest(messages, "user");
    }

    /** The newest thing the assistant said, or else the newest message: a user may have the last word. */
    public static String ofOutput(List<Message> messages) {
        return newest(messages, "assistant");
    }

    private static String newest(List<Message> messages, String role) {
        String said = newest(messages, message -> message.role().equals(role));
        return said.isEmpty() ? newest(messages, _ -> true) : said;
    }

    private static String newest(List<Message> messages, Predicate<Message> wanted) {
        for (Message message : messages.reversed()) {
            String text = wanted.test(message) ? of(message) : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String of(Message message) {
        StringBuilder preview = new StringBuilder();
        for (Part part : message.parts()) {
            if (preview.length() >= MAX_LENGTH) {
                break;
            }
            String text = text(part);
            if (!text.isBlank()) {
                if (!preview.isEmpty()) {
                    preview.append(' ');
                }
                appendOnOneLine(preview, text);
            }
        }
        return preview.toString().strip();
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
    private static void appendOnOneLine(StringBuilder preview, String text) {
        boolean space = false;
        for (int i = 0; i < text.length() && preview.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = true;
            } else {
                if (space && !preview.isEmpty()) {
                    preview.append(' ');
                }
                space = false;
                preview.append(c);
            }
        }
        int last = preview.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(preview.charAt(last))) {
            preview.setLength(last);
        }
    }
}
