package dev.assay.structured.provider;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One turn of a conversation. */
public sealed interface Turn {

    /**
     * What holds for the whole conversation.
     *
     * @param text the instructions
     */
    record Instructions(String text) implements Turn {}

    /**
     * What the user says.
     *
     * @param parts text, pictures and files in their order
     */
    record User(List<Part> parts) implements Turn {
        /** Copies the list. */
        public User {
            parts = List.copyOf(parts);
        }

        /**
         * Only words.
         *
         * @param text the words
         */
        public User(String text) {
            this(List.of(new Part.Text(text)));
        }
    }

    /**
     * What the model said.
     *
     * @param text its words, or {@code ""}
     * @param calls the tools that it called
     * @param blocks the same as the server wrote it, from {@link Reply#blocks}; where there are any, these are sent to it
     */
    record Assistant(String text, List<ToolCall> calls, List<JsonNode> blocks) implements Turn {
        /** Copies the lists. */
        public Assistant {
            calls = List.copyOf(calls);
            blocks = List.copyOf(blocks);
        }

        /**
         * Words and calls.
         *
         * @param text its words, or {@code ""}
         * @param calls the tools that it called
         */
        public Assistant(String text, List<ToolCall> calls) {
            this(text, calls, List.of());
        }

        /**
         * Only words.
         *
         * @param text the words
         */
        public Assistant(String text) {
            this(text, List.of());
        }
    }

    /**
     * What came of a tool that the model called.
     *
     * @param call the call that it answers
     * @param text the result, or what was wrong
     * @param failed whether the call failed
     */
    record Result(ToolCall call, String text, boolean failed) implements Turn {}
}
