package dev.assay.model;

import java.util.List;

/**
 * One turn of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant}, {@code tool} or what the client wrote; never empty
 * @param name who spoke, where the client tells, or empty
 */
public record Message(String role, String name, List<Part> parts) {

    public Message {
        parts = List.copyOf(parts);
    }

    public static Message of(String role, Part... parts) {
        return new Message(role, "", List.of(parts));
    }

    public static Message text(String role, String content) {
        return of(role, new Part.Text(content));
    }
}
