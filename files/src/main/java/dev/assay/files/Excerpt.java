package dev.assay.files;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Values as messages about them quote them. */
final class Excerpt {

    private static final int MOST = 60;

    private Excerpt() {}

    /** The first of some names, and how many there are beside. */
    static String list(List<String> names, int most) {
        String shown = names.stream().limit(most).map(Excerpt::of).collect(Collectors.joining(", "));
        return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
    }

    static String of(JsonNode node) {
        return node.isMissingNode() ? "nothing" : of(Trees.text(node));
    }

    static String of(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
