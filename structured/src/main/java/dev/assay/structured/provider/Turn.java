package dev.assay.structured.provider;

import java.util.List;

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
     */
    record Assistant(String text, List<ToolCall> calls) implements Turn {
        /** Copies the list. */
        public Assistant {
            calls = List.copyOf(calls);
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
