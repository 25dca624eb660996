package dev.assay.files;

import tools.jackson.databind.JsonNode;

/** Values as messages about them quote them. */
final class Excerpt {

    private static final int MOST = 60;

    private Excerpt() {}

    static String of(JsonNode node) {
        return node.isMissingNode() ? "nothing" : of(Trees.text(node));
    }

    static String of(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
